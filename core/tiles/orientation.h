// How a slide is turned on the screen: mirrored left to right, then rotated clockwise. A value; any thread.
#pragma once

#include "core/base/geometry.h"

namespace bowman {

/// A distance along both axes; of the slide or of the screen, as the function says.
struct Offset {
    double x = 0;
    double y = 0;
    friend bool operator==(const Offset&, const Offset&) = default;
};

class Orientation {
public:
    Orientation() = default;
    /// Any angle; kept in [0, 360). Multiples of 90° are exact.
    Orientation(double degreesClockwise, bool mirrored);

    double degrees() const { return m_degrees; }
    bool isMirrored() const { return m_mirrored; }
    bool isUpright() const { return m_degrees == 0 && !m_mirrored; }
    bool isRightAngle() const { return m_degrees == 0 || m_degrees == 90 || m_degrees == 180 || m_degrees == 270; }

    /// Turned further on the screen.
    Orientation rotated(double degreesClockwise) const { return {m_degrees + degreesClockwise, m_mirrored}; }
    /// What is seen, left and right exchanged on the screen, whatever its angle.
    Orientation flipped() const { return {-m_degrees, !m_mirrored}; }

    Offset toScreen(Offset slide) const {
        const double x = m_mirrored ? -slide.x : slide.x;
        return {m_cos * x - m_sin * slide.y, m_sin * x + m_cos * slide.y};
    }
    Offset toSlide(Offset screen) const {
        const double x = m_cos * screen.x + m_sin * screen.y;
        return {m_mirrored ? -x : x, m_cos * screen.y - m_sin * screen.x};
    }
    /// Width and height of the upright rectangle around a turned one; the same both ways.
    Offset extent(double width, double height) const;

    friend bool operator==(const Orientation&, const Orientation&) = default;

private:
    double m_degrees = 0;
    bool m_mirrored = false;
    double m_cos = 1;
    double m_sin = 0;
};

}  // namespace bowman
