#include "core/tiles/orientation.h"

#include <cmath>
#include <numbers>

namespace bowman {

Orientation::Orientation(double degreesClockwise, bool mirrored) : m_mirrored(mirrored) {
    double turn = std::isfinite(degreesClockwise) ? std::fmod(degreesClockwise, 360.0) : 0.0;
    if (turn < 0) turn += 360;
    m_degrees = turn >= 360 ? 0 : turn + 0.0;   // −0 is 0
    if (m_degrees == 0) return;
    if (isRightAngle()) {
        m_cos = m_degrees == 180 ? -1 : 0;
        m_sin = m_degrees == 90 ? 1 : m_degrees == 270 ? -1 : 0;
        return;
    }
    const double radians = m_degrees * std::numbers::pi / 180;
    m_cos = std::cos(radians);
    m_sin = std::sin(radians);
}

Offset Orientation::extent(double width, double height) const {
    const double c = std::abs(m_cos), s = std::abs(m_sin);
    return {c * width + s * height, s * width + c * height};
}

}  // namespace bowman
