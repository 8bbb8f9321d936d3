// What part of a slide is on the screen, and how large. The only type that knows device pixels. A value; any thread.
#pragma once

#include "core/base/geometry.h"

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

    DevicePoint toDevice(SlidePoint p) const;
    SlidePoint toSlide(DevicePoint p) const;
    /// The part of the plane that is seen; may reach out of the slide.
    SlideRect visible() const;

    /// Enlarged by `factor` (2 = twice as large) so that the slide point under `fixed` stays there.
    Viewport zoomedAt(DevicePoint fixed, double factor) const;
    /// The picture moved by so many device pixels: what a drag does.
    Viewport panned(double dx, double dy) const;
    /// Same size of the window, showing all of `target` with a small margin, centred. An empty target changes nothing.
    Viewport fitted(const SlideRect& target) const;
    /// Downsample between 1/16 and twice what shows the whole slide; centre on the slide.
    Viewport clamped(const SlideRect& slide) const;

    friend bool operator==(const Viewport&, const Viewport&) = default;
};

}  // namespace bowman
