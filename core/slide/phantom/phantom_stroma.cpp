#include "core/slide/phantom/phantom_stroma.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {

Matter interstitiumMatter(float outside, const Fields& f, float x, float y, std::uint32_t salt) {
    Matter m;
    m.depth = outside;
    // Fibres follow the contours of what they fill.
    const float fibres = noise(outside / 0.9F + 2.5F * noise(x / 16, y / 16, salt + 70), (x + y) / 17, salt + 71);
    const float grain = noise(x / 1.5F, y / 1.5F, salt + 72);
    const float room = noise(x / 10, y / 10, salt + 73);
    m.pas = 0.17F + 0.10F * fibres + 0.04F * grain + 0.22F * f.fibrosis;
    m.haematoxylin = 0.07F + 0.02F * grain;
    const float empty = f.oedema * smoothStep(0.05F, 0.35F, 0.3F - 0.4F * fibres);
    m.pas *= 1 - 0.85F * empty;
    m.haematoxylin *= 1 - 0.85F * empty;
    // Peritubular capillaries: where there is room, pale slits with a thin wall.
    const float vessel = std::min(outside - 0.8F, 6 * (room - 0.12F));
    const float lumen = 0.9F * smoothStep(-0.3F, 1.2F, vessel);
    m.pas = lerp(m.pas, 0.04F, lumen);
    m.haematoxylin = lerp(m.haematoxylin, 0.02F, lumen);
    m.blood = lumen * (noise(x / 5, y / 5, salt + 74) > 0.35F ? 0.22F : 0);
    m.nuclei = 0.18F + 0.60F * f.inflammation + (f.gap > 4 ? 0.12F : 0);
    if (lumen > 0.2F) m.nuclei *= 0.4F;
    m.nucleusRadius = lerp(2.5F, 2.7F, f.inflammation);
    m.nucleusAspect = lerp(2.1F, 1.15F, f.inflammation);
    m.nucleusTone = 0.95F;
    return m;
}

Matter vesselMatter(const Vessel& v, float inside, float x, float y) {
    Matter m;
    m.depth = inside;
    const float grain = noise(x / 1.4F, y / 1.4F, v.salt + 2);
    const float wave = 1.4F * noise(x / 4.5F, y / 4.5F, v.salt + 3);
    const float wall = v.wall * (1 + 0.15F * noise(x / (0.8F * v.radius), y / (0.8F * v.radius), v.salt + 4));
    const float lumen = smoothStep(wall - 0.5F, wall + 0.7F, inside + (v.isArtery ? wave : 0.4F * wave));
    if (v.isArtery) {
        // Media: smooth muscle in rings, between fibrous adventitia and the wavy elastic lamina.
        const float rings = noise(inside / 1.7F + 0.7F * wave, (x - y) / 22, v.salt + 5);
        const float adventitia = smoothStep(0.22F * v.wall, 0, inside);
        m.pas = 0.30F + 0.10F * rings + 0.05F * grain + 0.10F * adventitia;
        m.haematoxylin = 0.13F + 0.05F * rings;
        m.nuclei = inside < wall - 1 ? 0.30F : 0.45F;
        const float lamina = wall - 2.4F - inside - wave;
        m.pas += 0.42F * std::exp(-lamina * lamina / 0.9F);
    } else {
        m.pas = 0.34F + 0.08F * grain;
        m.haematoxylin = 0.08F;
        m.nuclei = 0.30F;
    }
    m.nucleusRadius = 2.6F;
    m.nucleusAspect = 2.3F;
    m.nucleusTone = 0.85F;
    if (lumen > 0.5F) m.nuclei = 0;
    const float cells = v.hasBlood ? smoothStep(-0.25F, 0.2F, noise(x / 40, y / 40, v.salt + 7)) *
                                         (0.75F + 0.4F * noise(x / 3.5F, y / 3.5F, v.salt + 6))
                                   : 0;
    m.pas = lerp(m.pas, 0.008F + 0.10F * cells, lumen);
    m.haematoxylin = lerp(m.haematoxylin, 0.004F, lumen);
    m.blood = 0.45F * cells * lumen;
    return m;
}

}  // namespace bowman::phantom
