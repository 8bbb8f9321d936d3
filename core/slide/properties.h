// What the properties of a slide file say about scale, magnification and extent. Pure; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/geometry.h"
#include "core/slide/slide.h"

namespace bowman {

using SlideProperties = std::map<std::string, std::string>;

/// The property as a number with a decimal point in any locale; empty when absent or not a number.
std::optional<double> numberIn(const SlideProperties& properties, const std::string& name);

/// From openslide.mpp-x/-y; for a generic TIFF without them from tiff.XResolution, YResolution and ResolutionUnit.
/// Outside of 0.05–20 µm/px it is unknown (writers leave 72 dpi), and `tag` shows what the file says.
MicronsPerPixel micronsPerPixelFrom(const std::string& format, const SlideProperties& properties);

/// What a file says of µm along x and y. Unknown outside of 0.05–20 µm/px; `tag` is kept either way.
MicronsPerPixel scaleInFile(double xUmPerPx, double yUmPerPx, const std::string& tag);

/// From openslide.objective-power, else Aperio's AppMag; empty when absent or not positive.
std::optional<double> objectivePowerFrom(const SlideProperties& properties);

/// openslide.bounds-* cut to the slide; the whole slide when they are absent or make no sense.
SlideRect boundsFrom(const SlideProperties& properties, const SlideRect& slide);

}  // namespace bowman
