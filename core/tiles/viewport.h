// What part of a slide is on the screen, and how large. The only type that knows device pixels. A value; any thread.
#pragma once

#include <array>

#include "core/base/geometry.h"
#include "core/tiles/orientation.h"

namespace bowman {

/// A position in device pixels of the view, (0,0) its upper left corner.
struct DevicePoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const DevicePoint&, const DevicePoint&) = default;
};

struct Viewport {
    SlidePoint centre;
    double downsample = 1;   ///< level-0 pixels per device pixel; below 1 the slide is enlarged
    int width = 0;           ///< in device pixels
    int height = 0;
    Orientation orientation = {};   ///< about the centre

    DevicePoint toDevice(SlidePoint p) const;
    SlidePoint toSlide(DevicePoint p) const;
    /// The part of the plane that is seen; may reach out of the slide. Of a turned view the smallest upright rectangle around it.
    SlideRect visible() const;
    /// Where the corners of the view lie: upper left, upper right, lower right, lower left on the screen.
    std::array<SlidePoint, 4> corners() const;
    /// Something of the rectangle is in the view: exact for turned views too.
    bool sees(const SlideRect& rect) const;

    /// Enlarged by `factor` (2 = twice as large) so that the slide point under `fixed` stays there.
    Viewport zoomedAt(DevicePoint fixed, double factor) const;
    /// The picture moved by so many device pixels: what a drag does.
    Viewport panned(double dx, double dy) const;
    /// Turned so that the slide point under `fixed` stays there.
    Viewport turnedAt(DevicePoint fixed, const Orientation& to) const;
    /// Same size of the window, showing all of `target` with a small margin, centred. An empty target changes nothing.
    Viewport fitted(const SlideRect& target) const;
    /// Downsample between 1/16 and twice what shows the whole slide; centre on the slide.
    Viewport clamped(const SlideRect& slide) const;

    friend bool operator==(const Viewport&, const Viewport&) = default;
};

}  // namespace bowman
