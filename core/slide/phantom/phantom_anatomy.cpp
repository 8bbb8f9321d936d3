#include "core/slide/phantom/phantom_anatomy.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

constexpr float kRayPeriodUm = 1050;  // medullary rays are about a millimetre apart

}  // namespace

Anatomy::Anatomy(const PhantomRequest& request)
    : m_salt(mixBits(request.seed * 2654435761U + 12345U)),
      m_width(static_cast<float>(static_cast<double>(request.width) * request.umPerPx)),
      m_height(static_cast<float>(static_cast<double>(request.height) * request.umPerPx)),
      m_short(std::min(m_width, m_height)) {
    Sequence random(request.seed * 77ULL + 5);
    const float quarter = 1.5707963F * std::floor(4 * random.unit());
    const float angle = quarter + random.between(-0.35F, 0.35F);
    m_inX = std::cos(angle);
    m_inY = std::sin(angle);
    const float extent = std::fabs(m_inX) * m_width + std::fabs(m_inY) * m_height;
    m_radius = random.between(1.0F, 1.6F) * std::max({m_width, m_height, 4000.0F});
    const float inset = m_radius - random.between(0.38F, 0.42F) * extent;
    m_centreX = m_width / 2 + m_inX * inset;
    m_centreY = m_height / 2 + m_inY * inset;
    m_cortexDepth = random.between(0.52F, 0.62F) * extent;
    m_cytoplasm = random.between(0.95F, 1.75F);
}

void Anatomy::capsuleFrame(float x, float y, float& u, float& v) const {
    const float dx = x - m_centreX, dy = y - m_centreY;
    // The angle is counted from the middle of the arc, so that its jump lies far outside of the slide.
    u = std::atan2(-dx * m_inY + dy * m_inX, -(dx * m_inX + dy * m_inY)) * m_radius;
    v = m_radius - std::sqrt(dx * dx + dy * dy);
}

void Anatomy::fromCapsule(float u, float v, float& x, float& y) const {
    const float angle = u / m_radius, along = -(m_radius - v) * std::cos(angle),
                across = (m_radius - v) * std::sin(angle);
    x = m_centreX + along * m_inX - across * m_inY;
    y = m_centreY + along * m_inY + across * m_inX;
}

float Anatomy::tissue(float x, float y) const {
    float u = 0, v = 0;
    capsuleFrame(x, y, u, v);
    const float capsule = v + 30 * noise(u / 700, 0.5F, m_salt + 1) + 6 * noise(x / 60, y / 60, m_salt + 2);
    // A cut block: a rounded rectangle with a wandering, ragged edge.
    const float inset = 0.075F * m_short, round = 0.27F * m_short;
    const float qx = std::fabs(x - m_width / 2) - (m_width / 2 - inset - round);
    const float qy = std::fabs(y - m_height / 2) - (m_height / 2 - inset - round);
    const float ox = std::max(qx, 0.0F), oy = std::max(qy, 0.0F);
    const float box = round - std::sqrt(ox * ox + oy * oy) - std::min(std::max(qx, qy), 0.0F);
    const float wander = m_short * (0.085F * fractalNoise(x / (0.30F * m_short), y / (0.30F * m_short), m_salt + 3, 3));
    const float ragged = 16 * fractalNoise(x / 130, y / 130, m_salt + 4, 2) + 7 * noise(x / 28, y / 28, m_salt + 5);
    return std::min(capsule, box + wander + ragged);
}

float Anatomy::straightness(float x, float y, float u, float v) const {
    const float bend = 120 * noise(x / 650, y / 650, m_salt + 7) + 14 * noise(x / 90, y / 90, m_salt + 8);
    const float medulla = v - m_cortexDepth + 130 * noise(u / 900, 3.5F, m_salt + 9) + bend;
    const float phase = (u + bend + 90 * noise(u / 2100, v / 2600, m_salt + 10)) / kRayPeriodUm;
    const float off = std::fabs(phase - std::floor(phase) - 0.5F) * kRayPeriodUm;
    const float reach = smoothStep(250, 0.9F * m_cortexDepth + 300, v);
    const float ray = (45 + 175 * reach) * smoothStep(250, 750, v) - off - 1;
    return std::max(medulla, ray);
}

bool Anatomy::isLabyrinth(float x, float y, float margin) const {
    float u = 0, v = 0;
    capsuleFrame(x, y, u, v);
    return v > 60 + margin && v < m_cortexDepth + 60 && straightness(x, y, u, v) < -0.6F * margin;
}

Fields Anatomy::at(float x, float y) const {
    Fields f;
    capsuleFrame(x, y, f.u, f.v);
    f.tissue = tissue(x, y);
    f.straight = straightness(x, y, f.u, f.v);
    // Rays run in gentle waves, not by the ruler.
    f.u += 120 * noise(x / 650, y / 650, m_salt + 7) + 22 * noise(x / 170, y / 170, m_salt + 6);
    f.warpX = 15 * noise(x / 75, y / 75, m_salt + 11) + 5.5F * noise(x / 27, y / 27, m_salt + 12);
    f.warpY = 15 * noise(x / 75, y / 75, m_salt + 13) + 5.5F * noise(x / 27, y / 27, m_salt + 14);
    const float wide = fractalNoise(x / 600, y / 600, m_salt + 15, 2);
    const float local = noise(x / 55, y / 55, m_salt + 16);
    f.fibrosis = smoothStep(0.15F, 0.75F, wide);
    f.gap = 0.75F + 1.5F * std::max(0.0F, local) + 4.5F * f.fibrosis + (f.straight > 0 ? 0.8F : 0.0F);
    // Below the capsule a few layers of fibres.
    f.gap += 14 * smoothStep(26, 8, f.v);
    f.oedema = smoothStep(0.25F, 0.6F, fractalNoise(x / 240, y / 240, m_salt + 17, 2));
    f.inflammation = smoothStep(0.42F, 0.7F, fractalNoise(x / 330, y / 330, m_salt + 18, 2));
    f.gap += 5 * f.inflammation;
    f.thickness =
        1 + 0.20F * fractalNoise(x / 1600, y / 1600, m_salt + 19, 2) + 0.10F * noise(x / 160, y / 160, m_salt + 20);
    f.cytoplasm = m_cytoplasm;
    const float crack = std::fabs(noise(x / 420, y / 420, m_salt + 21) + 0.25F * noise(x / 70, y / 70, m_salt + 22));
    f.tear = (0.03F - crack) * 260 - 90 * smoothStep(0.55F, 0.25F, noise(x / 800, y / 800, m_salt + 23));
    f.openness = 1 + 0.28F * fractalNoise(x / 500, y / 500, m_salt + 24, 2);
    f.hue = 0.20F * fractalNoise(x / 1400, y / 1400, m_salt + 25, 2) + 0.08F * noise(x / 120, y / 120, m_salt + 26);
    return f;
}

}  // namespace bowman::phantom
