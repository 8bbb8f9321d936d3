#include "core/slide/phantom/phantom_glomerulus.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

struct Cell {
    float border = 0;          ///< distance to the edge of the cell, in units of its lattice
    std::uint32_t hash = 0;
};

/// Voronoi of a jittered lattice of unit cells; rounded where three meet.
Cell cellAt(float x, float y, std::uint32_t salt) {
    const int ix = floorOf(x), iy = floorOf(y);
    float first = 9, second = 9;
    Cell cell;
    for (int j = iy - 1; j <= iy + 1; ++j)
        for (int i = ix - 1; i <= ix + 1; ++i) {
            const std::uint32_t h = hashOf(i, j, salt);
            const float dx = static_cast<float>(i) + 0.12F + 0.76F * unitOf(h) - x;
            const float dy = static_cast<float>(j) + 0.12F + 0.76F * unitOf(h, 1) - y;
            const float d = std::sqrt(dx * dx + dy * dy);
            if (d < first) {
                second = smoothMin(second, first, 0.16F);
                first = d;
                cell.hash = h;
            } else {
                second = smoothMin(second, d, 0.16F);
            }
        }
    cell.border = 0.5F * (second - first);
    return cell;
}

/// A cosine of the angle between a place and a direction, seen from the centre.
float facing(const Glomerulus& g, float x, float y, float angle) {
    const float dx = x - g.x, dy = y - g.y, length = std::sqrt(dx * dx + dy * dy) + 1e-3F;
    return (dx * std::cos(angle) + dy * std::sin(angle)) / length;
}

Matter scar(float depth, float x, float y, std::uint32_t salt) {
    Matter m;
    const float fibres = noise(x / 7 + noise(x / 16, y / 16, salt + 1), y / 2.2F, salt + 2);
    const float clumps = fractalNoise(x / 14, y / 14, salt + 3, 2);
    m.pas = 0.62F + 0.16F * fibres + 0.20F * clumps;
    m.haematoxylin = 0.13F + 0.06F * clumps;
    m.nuclei = clumps > 0.25F ? 0.22F : 0.05F;
    m.nucleusRadius = 2.6F;
    m.nucleusAspect = 1.5F;
    m.nucleusTone = 0.85F;
    m.depth = depth;
    return m;
}

/// The tuft; `depth` is from its surface.
Matter tuft(const Glomerulus& g, float depth, float x, float y) {
    const std::uint32_t salt = g.salt;
    const float qx = x + 5 * noise(x / 21, y / 21, salt + 10) + 1.6F * noise(x / 6, y / 6, salt + 11);
    const float qy = y + 5 * noise(x / 21, y / 21, salt + 12) + 1.6F * noise(x / 6, y / 6, salt + 13);
    const float grain = noise(x / 1.2F, y / 1.2F, salt + 14);
    const Cell lobule = cellAt(qx / 44, qy / 44, salt + 15);
    const Cell loop = cellAt(qx / 13.5F, qy / 13.5F, salt + 16);
    const float intoLobule = 44 * std::min(lobule.border, 1.0F);
    const float cleft = 1.1F + 1.9F * noise(x / 24, y / 24, salt + 17) - 0.035F * depth;
    const float between = 0.5F + 1.3F * unitOf(loop.hash, 2) + 0.7F * noise(x / 9, y / 9, salt + 18);
    const float wall = std::min({13.5F * loop.border - between, intoLobule - cleft, depth - 0.4F});

    Matter m;
    m.depth = wall;
    const float core = smoothStep(7, 15, intoLobule);   // the middle of a lobule is mesangium
    const float fate = unitOf(loop.hash, 3) - 0.30F * core;
    if (wall < 0) {
        // Between loops: podocytes, or urinary space.
        const bool isSpace = wall < -0.7F && noise(x / 7.5F, y / 7.5F, salt + 19) > (intoLobule < cleft ? -0.25F : 0.22F);
        m.pas = isSpace ? 0.03F : 0.17F + 0.06F * grain;
        m.haematoxylin = isSpace ? 0.02F : 0.20F + 0.06F * grain;
        m.nuclei = isSpace ? 0.12F : 0.80F;
        m.nucleusRadius = 3.0F;
        m.nucleusTone = 0.72F;
        m.nucleusAspect = 1.25F;
        return m;
    }
    const float line = std::exp(-(wall - 0.7F) * (wall - 0.7F) / 0.62F);
    float pas = 0, blue = 0;
    if (fate < 0.20F) {          // mesangium
        pas = 0.46F + 0.10F * grain;
        blue = 0.16F;
        m.nuclei = 0.75F;
    } else if (fate < 0.42F) {   // an endothelial cell cut lengthwise, or a collapsed loop
        pas = 0.26F + 0.06F * grain;
        blue = 0.20F + 0.05F * grain;
        m.nuclei = 0.72F;
    } else {                     // an open loop
        const bool hasRedCell = unitOf(loop.hash, 4) < 0.16F && wall > 1.6F;
        pas = 0.06F + 0.03F * grain;
        blue = 0.03F;
        m.blood = hasRedCell ? 0.30F : 0;
        m.nuclei = wall < 2.2F ? 0.30F : 0.07F;
    }
    m.nucleusRadius = 2.8F;
    m.nucleusTone = 0.82F;
    m.nucleusAspect = 1.35F;
    m.pas = pas + line * (0.50F + 0.14F * unitOf(loop.hash, 5));
    m.haematoxylin = blue + 0.05F * line;
    return m;
}

}  // namespace

Matter glomerulusMatter(const Glomerulus& g, float inside, float x, float y) {
    const std::uint32_t salt = g.salt;
    const bool isGlobal = g.sclerosis == Sclerosis::Global;
    const float thick = (isGlobal ? 2.6F : 1.5F) + 0.5F * noise(x / 30, y / 30, salt);
    // The capsule: two or three close lamellae.
    const float lamella = 0.72F + 0.28F * std::cos(2.6F * inside);
    const float capsule = smoothStep(thick + 0.8F, thick - 0.4F, inside) * smoothStep(-0.3F, 0.5F, inside);

    const float toPole = facing(g, x, y, g.poleAngle);
    const float open = g.space * (0.30F + 0.70F * smoothStep(0.95F, -0.5F, toPole)) * smoothStep(0.97F, 0.86F, toPole);
    const float lobing = (2.2F + 0.12F * g.space) * noise(x / 19, y / 19, salt + 3) + 1.1F * noise(x / 7, y / 7, salt + 4);
    const float tuftDepth = inside - thick - open - (0.5F + 0.9F * std::max(0.0F, 1 - toPole)) + lobing;

    Matter m;
    if (isGlobal) {
        m = scar(inside, x, y, salt);
        // A cleft or a fibrous ring may be all that is left of the space.
        const float ring = smoothStep(3.5F, 0.5F, std::fabs(tuftDepth)) * (unitOf(salt, 9) < 0.6F ? 0.75F : 0.3F);
        m.pas *= 1 - ring * 0.7F;
        m.haematoxylin *= 1 - ring * 0.5F;
    } else if (tuftDepth > 0) {
        m = tuft(g, tuftDepth, x, y);
        if (g.sclerosis == Sclerosis::Segmental) {
            const float part = smoothStep(0.55F, 0.75F, facing(g, x, y, g.sclerosisAngle) + 0.12F * noise(x / 22, y / 22, salt + 5));
            const Matter s = scar(tuftDepth, x, y, salt + 6);
            m.pas = lerp(m.pas, s.pas, part);
            m.haematoxylin = lerp(m.haematoxylin, s.haematoxylin, part);
            m.nuclei = lerp(m.nuclei, s.nuclei, part);
        }
    } else {
        m.pas = 0.014F + 0.02F * std::max(0.0F, noise(x / 5, y / 5, salt + 7));
        m.haematoxylin = 0.008F;
        m.depth = inside;
    }
    // Flat parietal cells under the capsule.
    if (inside < thick + 2.2F && !isGlobal) {
        m.pas = std::max(m.pas, 0.10F * smoothStep(thick + 2.2F, thick + 1.2F, inside));
        m.nuclei = inside > 0.6F ? 0.30F : 0;
        m.nucleusRadius = 2.3F;
        m.nucleusAspect = 2.1F;
        m.nucleusTone = 0.9F;
        m.depth = inside;
    }
    m.pas = lerp(m.pas, (isGlobal ? 0.8F : 0.72F) * lamella, capsule);
    m.haematoxylin = lerp(m.haematoxylin, 0.10F, capsule);
    return m;
}

}  // namespace bowman::phantom
