#include "core/slide/phantom/phantom_glomerulus.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

constexpr float kLoopUm = 16;  // between capillary loops
constexpr float kLobuleUm = 50;

struct Cell {
    float border = 0;  ///< distance to the edge of the cell, in units of its lattice
    std::uint32_t hash = 0;
    float x = 0, y = 0;  ///< its seed
};

/// Voronoi of a jittered lattice of unit cells; rounded where three meet.
Cell cellAt(float x, float y, std::uint32_t salt) {
    const int ix = floorOf(x), iy = floorOf(y);
    float first = 9, second = 9;
    Cell cell;
    for (int j = iy - 1; j <= iy + 1; ++j)
        for (int i = ix - 1; i <= ix + 1; ++i) {
            const std::uint32_t h = hashOf(i, j, salt);
            const float sx = static_cast<float>(i) + 0.12F + 0.76F * unitOf(h);
            const float sy = static_cast<float>(j) + 0.12F + 0.76F * unitOf(h, 1);
            const float d = std::sqrt((sx - x) * (sx - x) + (sy - y) * (sy - y));
            if (d < first) {
                second = smoothMin(second, first, 0.30F);
                first = d;
                cell.hash = h;
                cell.x = sx;
                cell.y = sy;
            } else {
                second = smoothMin(second, d, 0.30F);
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

/// Distance inside of the line that the tuft keeps to; the capsule is `thick`.
float intoTuft(const Glomerulus& g, float inside, float thick, float x, float y) {
    const float toPole = facing(g, x, y, g.poleAngle);
    const float open = g.space * (0.25F + 0.75F * smoothStep(0.95F, -0.5F, toPole)) * smoothStep(0.97F, 0.86F, toPole);
    const float lobing =
        (4 + 0.15F * g.space) * noise(x / 30, y / 30, g.salt + 3) + 1.1F * noise(x / 7, y / 7, g.salt + 4);
    return inside - thick - open - (0.5F + 0.9F * std::max(0.0F, 1 - toPole)) + lobing;
}

/// Hyaline and collapsed loops: solid, with swirls.
Matter scar(float depth, float x, float y, std::uint32_t salt) {
    Matter m;
    const float qx = x + 12 * noise(x / 26, y / 26, salt + 1), qy = y + 12 * noise(x / 26, y / 26, salt + 2);
    const float fold = 1 - 2.4F * std::fabs(noise(qx / 11, qy / 11, salt + 3));  // wrinkled membranes
    const float clumps = fractalNoise(qx / 18, qy / 18, salt + 4, 2);
    const float grain = noise(x / 1.2F, y / 1.2F, salt + 5);
    const float pale = smoothStep(0.30F, 0.55F, noise(qx / 9, qy / 9, salt + 6));
    m.pas = (0.66F + 0.20F * clumps + 0.24F * fold + 0.06F * grain) * (1 - 0.5F * pale);
    m.haematoxylin = 0.07F + 0.05F * clumps;
    m.nuclei = clumps > 0.2F ? 0.22F : 0.04F;
    m.nucleusRadius = 2.5F;
    m.nucleusAspect = 1.6F;
    m.nucleusTone = 0.95F;
    m.depth = depth;
    return m;
}

/// Empty but for a little protein.
Matter urine(float inside, float x, float y, std::uint32_t salt) {
    Matter m;
    m.pas = 0.008F + 0.02F * std::max(0.0F, noise(x / 5, y / 5, salt + 7));
    m.haematoxylin = 0.004F;
    m.depth = inside;
    return m;
}

/// The tuft and what is between it and the capsule; `depth` is from its surface.
Matter tuft(const Glomerulus& g, float inside, float thick, float x, float y) {
    const float depth = intoTuft(g, inside, thick, x, y);
    const std::uint32_t salt = g.salt;
    const float qx = x + 7 * noise(x / 24, y / 24, salt + 10) + 2.6F * noise(x / 8, y / 8, salt + 11);
    const float qy = y + 7 * noise(x / 24, y / 24, salt + 12) + 2.6F * noise(x / 8, y / 8, salt + 13);
    const float grain = noise(x / 1.1F, y / 1.1F, salt + 14);
    const float lumps = noise(x / 3, y / 3, salt + 20);
    const Cell lobule = cellAt(qx / kLobuleUm, qy / kLobuleUm, salt + 15);
    const Cell loop = cellAt(qx / kLoopUm, qy / kLoopUm, salt + 16);
    // A loop is there or not as a whole, which makes the tuft's outline scalloped.
    const float seedX = kLoopUm * loop.x, seedY = kLoopUm * loop.y;
    if (depth < 14 && intoTuft(g, -g.outside(seedX, seedY), thick, seedX, seedY) < 3.5F)
        return urine(inside, x, y, salt);
    const float intoLobule = kLobuleUm * std::min(lobule.border, 1.0F);
    const float cleft = 1.6F + 2.6F * noise(x / 24, y / 24, salt + 17) - 0.02F * depth;
    // In the middle of a lobule the loops are small and mesangium is between them; at its rim they touch.
    const float core = smoothStep(6, 17, intoLobule + 4 * noise(x / 15, y / 15, salt + 21));
    const float between = 0.4F + 1.2F * unitOf(loop.hash, 2) + 0.8F * noise(x / 9, y / 9, salt + 18) + 1.7F * core;
    const float wall = std::min({kLoopUm * loop.border - between, intoLobule - cleft, inside - thick - 0.5F});

    Matter m;
    m.depth = wall;
    m.nucleusRadius = 2.9F;
    m.nucleusTone = 0.88F;
    m.nucleusAspect = 1.3F;
    if (wall < 0) {
        // Between loops: mesangium, podocytes, or urinary space.
        const float open = noise(x / 7.5F, y / 7.5F, salt + 19) - (intoLobule < cleft ? -0.25F : 0.20F + 0.6F * core);
        const float space = smoothStep(0, 0.12F, open) * smoothStep(-0.4F, -1.0F, wall);
        m.pas = lerp(lerp(0.16F, 0.50F + 0.14F * lumps, core) + 0.05F * grain, 0.03F, space);
        m.haematoxylin = lerp(lerp(0.17F, 0.14F, core) + 0.05F * grain, 0.02F, space);
        m.nuclei = lerp(lerp(0.64F, 0.60F, core), 0.10F, space);
        m.pas += 0.52F * std::exp(-(wall - 0.4F) * (wall - 0.4F) / 0.5F);
        return m;
    }
    const float line = std::exp(-(wall - 0.4F) * (wall - 0.4F) / 0.5F);
    const float fate = unitOf(loop.hash, 3);
    if (fate < 0.25F) {  // an endothelial cell cut lengthwise, or a collapsed loop
        m.pas = 0.28F + 0.05F * grain + 0.07F * lumps;
        m.haematoxylin = 0.16F + 0.04F * grain;
        m.nuclei = 0.5F;
    } else {  // an open loop, now and then with red cells
        const float cells = unitOf(loop.hash, 4) < 0.25F ? smoothStep(0, 0.25F, noise(x / 4, y / 4, salt + 22)) : 0;
        m.pas = 0.07F + 0.03F * grain + 0.04F * lumps;
        m.haematoxylin = 0.03F;
        m.blood = 0.26F * cells * smoothStep(0.8F, 1.6F, wall);
        m.nuclei = wall < 2.6F ? 0.24F : 0.04F;
    }
    m.pas += line * (0.52F + 0.28F * unitOf(loop.hash, 5));
    m.haematoxylin += 0.05F * line;
    return m;
}

}  // namespace

Matter glomerulusMatter(const Glomerulus& g, float inside, float x, float y) {
    const std::uint32_t salt = g.salt;
    const bool isGlobal = g.sclerosis == Sclerosis::Global;
    const float thick = (isGlobal ? 3.2F : 1.8F) + 0.5F * noise(x / 30, y / 30, salt);
    // The capsule: two or three close lamellae.
    const float lamella = 0.72F + 0.28F * std::cos(2.6F * inside);
    const float capsule = smoothStep(thick + 0.8F, thick - 0.4F, inside) * smoothStep(-0.3F, 0.5F, inside);

    Matter m;
    if (isGlobal) {
        m = scar(inside, x, y, salt);
        // A cleft or a fibrous ring may be all that is left of the space.
        const float gap = inside - thick - 5 - 5 * noise(x / 28, y / 28, salt + 8);
        const float ring =
            smoothStep(4, 0.5F, std::fabs(gap)) * smoothStep(-0.3F, 0.4F, noise(x / 45, y / 45, salt + 9));
        m.pas *= 1 - ring * 0.75F;
        m.haematoxylin *= 1 - ring * 0.6F;
    } else {
        m = tuft(g, inside, thick, x, y);
        if (g.sclerosis == Sclerosis::Segmental && intoTuft(g, inside, thick, x, y) > 0) {
            const float part =
                smoothStep(0.55F, 0.75F, facing(g, x, y, g.sclerosisAngle) + 0.12F * noise(x / 22, y / 22, salt + 5));
            const Matter s = scar(inside, x, y, salt + 6);
            m.pas = lerp(m.pas, s.pas, part);
            m.haematoxylin = lerp(m.haematoxylin, s.haematoxylin, part);
            m.nuclei = lerp(m.nuclei, s.nuclei, part);
        }
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
    m.pas = lerp(m.pas, lamella, capsule);
    m.haematoxylin = lerp(m.haematoxylin, 0.10F, capsule);
    return m;
}

}  // namespace bowman::phantom
