#include "core/slide/phantom/phantom_stain.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

constexpr std::array<float, 3> kHaematoxylin{0.95F, 0.98F, 0.48F};
constexpr std::array<float, 3> kPas{0.32F, 1.12F, 0.53F};
constexpr std::array<float, 3> kBlood{0.14F, 0.72F, 0.50F};

}  // namespace

Stain::Stain(std::uint32_t seed) {
    Sequence random(seed * 409ULL + 2);
    const float blue = random.between(0.95F, 1.3F), magenta = random.between(0.92F, 1.3F);
    // Hue: haematoxylin from blue to violet, PAS from rose to magenta.
    const float violet = random.between(-0.10F, 0.06F), rose = random.between(-0.06F, 0.08F);
    m_haematoxylin = {blue * (kHaematoxylin[0] + violet), blue * kHaematoxylin[1],
                      blue * (kHaematoxylin[2] - 0.5F * violet)};
    m_pas = {magenta * (kPas[0] - rose), magenta * kPas[1], magenta * (kPas[2] + rose)};
    const float white = random.between(240, 246);
    m_glass = {white, white - random.between(0, 2), white + random.between(-2, 2)};
    const std::array<std::array<float, 3>, 3> inks{{{1.9F, 1.2F, 0.35F}, {1.6F, 0.45F, 1.3F}, {1.6F, 1.6F, 1.5F}}};
    m_ink = inks[random.bits() % 3];
    m_blurUm = random.between(0.20F, 0.40F);
    for (std::size_t i = 0; i < m_table.size(); ++i) m_table[i] = std::exp(-static_cast<float>(i) / 512);
}

float Stain::transmitted(float density) const {
    const float at = std::clamp(density, 0.0F, 3.99F) * 512;
    const int i = static_cast<int>(at);
    return lerp(m_table[i], m_table[i + 1], at - static_cast<float>(i));
}

Colour Stain::colour(float haematoxylin, float pas, float blood) const {
    const auto channel = [&](int c) {
        return m_glass[c] * transmitted(haematoxylin * m_haematoxylin[c] + pas * m_pas[c] + blood * kBlood[c]);
    };
    return {channel(0), channel(1), channel(2)};
}

Colour Stain::ink(float density) const {
    return {transmitted(density * m_ink[0]), transmitted(density * m_ink[1]), transmitted(density * m_ink[2])};
}

}  // namespace bowman::phantom
