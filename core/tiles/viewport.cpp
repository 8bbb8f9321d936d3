#include "core/tiles/viewport.h"

#include <algorithm>

namespace bowman {
namespace {

constexpr double kFinestDownsample = 1.0 / 16;
constexpr double kFitMargin = 1.04;      // a little background around what was asked for
constexpr double kCoarsestOverFit = 2;   // zooming out ends when the slide fills half of the window

double downsampleToShow(const Viewport& viewport, const SlideRect& target) {
    return std::max(target.width / std::max(viewport.width, 1), target.height / std::max(viewport.height, 1)) * kFitMargin;
}

}  // namespace

DevicePoint Viewport::toDevice(SlidePoint p) const {
    return {(p.x - centre.x) / downsample + width / 2.0, (p.y - centre.y) / downsample + height / 2.0};
}

SlidePoint Viewport::toSlide(DevicePoint p) const {
    return {centre.x + (p.x - width / 2.0) * downsample, centre.y + (p.y - height / 2.0) * downsample};
}

SlideRect Viewport::visible() const {
    const SlidePoint corner = toSlide({0, 0});
    return {corner.x, corner.y, width * downsample, height * downsample};
}

Viewport Viewport::zoomedAt(DevicePoint fixed, double factor) const {
    if (!(factor > 0)) return *this;
    const SlidePoint under = toSlide(fixed);
    Viewport zoomed = *this;
    zoomed.downsample = downsample / factor;
    zoomed.centre = {under.x - (fixed.x - width / 2.0) * zoomed.downsample, under.y - (fixed.y - height / 2.0) * zoomed.downsample};
    return zoomed;
}

Viewport Viewport::panned(double dx, double dy) const {
    Viewport moved = *this;
    moved.centre = {centre.x - dx * downsample, centre.y - dy * downsample};
    return moved;
}

Viewport Viewport::fitted(const SlideRect& target) const {
    if (target.isEmpty()) return *this;
    return {target.centre(), downsampleToShow(*this, target), width, height};
}

Viewport Viewport::clamped(const SlideRect& slide) const {
    if (slide.isEmpty()) return *this;
    Viewport limited = *this;
    const double coarsest = std::max(kCoarsestOverFit * downsampleToShow(*this, slide), 1.0);
    limited.downsample = std::clamp(downsample, kFinestDownsample, coarsest);
    limited.centre = {std::clamp(centre.x, slide.x, slide.right()), std::clamp(centre.y, slide.y, slide.bottom())};
    return limited;
}

}  // namespace bowman
