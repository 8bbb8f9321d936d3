// How the section on one slide lies over the section on another, as a person set it: serial sections side by side. A value; any
// thread.
#pragma once

#include "core/document/slide_record.h"

namespace bowman {

/// A point p of `slide` lies at R(degrees)·p + (dxUm, dyUm) of `other`; both in µm from the slide's upper left corner, y downwards,
/// degrees clockwise as seen. Where the scale of either slide was unknown, level-0 pixels stand for µm in both, and it says so.
struct SlideAlignment {
    SlideId slide = 0;
    SlideId other = 0;
    double dxUm = 0;
    double dyUm = 0;
    double degrees = 0;
    bool isInPixels = false;
    friend bool operator==(const SlideAlignment&, const SlideAlignment&) = default;
};

/// The same, seen from the other slide.
SlideAlignment inverse(const SlideAlignment& alignment);

}  // namespace bowman
