#include "core/slide/phantom/phantom_epithelium.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

/// From `low` by up to `spread`, by tubule.
struct Range {
    float low = 0, spread = 0;
    float of(std::uint32_t group, std::uint32_t which) const { return low + spread * unitOf(group, which); }
};

/// How one kind of tubule looks. Lengths in µm.
struct Epithelium {
    Range height;              ///< of the cells, where nothing else says otherwise
    float wander, bays, fray;  ///< by how much it changes along the tubule: slowly, quickly, from granule to granule
    Range pas, haematoxylin;   ///< of the cytoplasm
    Range brushBorder;         ///< PAS of the rim towards the lumen
    float softness;            ///< of that rim
    float nucleiFrom, nucleiTo, nuclei;  ///< where nuclei lie, and how densely
    float nucleusRadius, nucleusAspect, nucleusTone;
};

const Epithelium& epitheliumOf(TubuleKind kind) {
    static constexpr Epithelium kProximal{{12, 7}, 4.5F, 2.2F, 0.7F,  {0.20F, 0.13F}, {0.02F, 0.08F}, {0.10F, 0.12F},
                                          1.6F,    2.6F, 7.5F, 0.38F, 3.1F,           1.2F,           0.84F};
    static constexpr Epithelium kDistal{{7.5F, 3}, 1.6F, 0.9F, 0,     {0.13F, 0.06F}, {0.06F, 0.06F}, {0, 0},
                                        1,         2.2F, 6.8F, 0.62F, 2.9F,           1.2F,           0.86F};
    static constexpr Epithelium kCollecting{{8, 2.5F}, 1.2F, 0.7F, 0,     {0.10F, 0.05F}, {0.05F, 0.04F}, {0, 0},
                                            1,         2.4F, 6.5F, 0.60F, 2.9F,           1.2F,           0.90F};
    static constexpr Epithelium kThin{{2.6F, 0}, 1.2F, 0,    0,     {0.16F, 0}, {0.10F, 0}, {0, 0},
                                      1,         0.3F, 2.6F, 0.30F, 2.5F,       1.7F,       0.95F};
    switch (kind) {
        case TubuleKind::Proximal:
            return kProximal;
        case TubuleKind::Distal:
            return kDistal;
        case TubuleKind::Collecting:
            return kCollecting;
        case TubuleKind::Thin:
            break;
    }
    return kThin;
}

}  // namespace

Matter tubuleMatter(const TubulePlace& place, float depth, const Fields& fields, float x, float y, std::uint32_t salt) {
    const std::uint32_t g = place.group;
    const Epithelium& cells = epitheliumOf(place.kind);
    const float tone = 0.72F + 0.5F * unitOf(g, 11);
    const float grain = noise(x / 0.75F, y / 0.75F, salt + 60) + 0.6F * noise(x / 1.5F, y / 1.5F, salt + 67);
    const float lumps = noise(x / 2.6F, y / 2.6F, salt + 61);
    const float wander = noise(x / 15, y / 15, salt + 62);
    const float bays = noise(x / 7, y / 7, salt + 65);
    // A net of threads: what granular cytoplasm and cell borders come down to.
    const float net = 1 - 2.2F * std::fabs(noise(x / 3.1F, y / 3.1F, salt + 66));

    Matter m;
    m.depth = depth;
    m.nuclei = depth > cells.nucleiFrom && depth < cells.nucleiTo ? cells.nuclei : 0;
    m.nucleusRadius = cells.nucleusRadius;
    m.nucleusAspect = cells.nucleusAspect;
    m.nucleusTone = cells.nucleusTone;

    const float openness = fields.openness > 1 ? 1 / fields.openness : 1.4F - 0.4F * fields.openness;
    const float height =
        openness * (cells.height.of(g, 12) + cells.wander * wander + cells.bays * bays + cells.fray * lumps);
    // Corners of the outline do not reach the lumen.
    const float inner = std::min(depth, 0.35F * depth + 0.65F * (place.roundDepth + 6));
    const float lumen = smoothStep(height - cells.softness, height + 0.8F * cells.softness, inner + 0.5F * lumps);

    // Cytoplasm: granules and threads, thinner towards the lumen, sometimes full of vacuoles.
    float body = 1 + 0.42F * grain + 0.40F * net + 0.22F * lumps + 0.18F * wander;
    body *= 1.08F - 0.35F * smoothStep(0, height, depth) * unitOf(g, 19);
    if (unitOf(g, 15) < 0.35F)
        body *= 0.45F + 0.75F * smoothStep(-0.30F, 0.25F, noise(x / 4.4F, y / 4.4F, salt + 63) + 0.3F * net);
    const float brushBorder = cells.brushBorder.of(g, 18) * smoothStep(4.2F, 1.0F, height - inner) * (1 + 0.5F * grain);

    // The lumen is not quite empty, and now and then it is filled by a cast.
    const float debris = unitOf(g, 16) < 0.40F ? 0.07F * smoothStep(0, 0.9F, bays + 0.5F * net) : 0;
    const bool hasCast = place.kind != TubuleKind::Proximal && unitOf(g, 17) < 0.05F;
    const float pasInLumen = hasCast ? 0.40F + 0.03F * lumps : 0.006F + debris;
    const float blueInLumen = hasCast ? 0.05F : 0.003F + 0.3F * debris;

    const float strength = fields.cytoplasm * tone;
    m.pas = lerp(std::max(0.03F, strength * cells.pas.of(g, 13) * body) + brushBorder, pasInLumen, lumen);
    m.haematoxylin = lerp(strength * cells.haematoxylin.of(g, 14) * (0.7F * body + 0.3F), blueInLumen, lumen);

    // The basement membrane, PAS positive.
    const float width = 0.62F + 0.7F * fields.fibrosis + 0.2F * wander;
    const float line = std::exp(-(depth - 0.4F) * (depth - 0.4F) / (width * width));
    m.pas += line * (0.68F + 0.30F * wander + 0.2F * fields.fibrosis);
    return m;
}

}  // namespace bowman::phantom
