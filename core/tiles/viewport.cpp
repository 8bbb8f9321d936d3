#include "core/tiles/viewport.h"

#include <algorithm>

namespace bowman {
namespace {

constexpr double kFinestDownsample = 1.0 / 16;
constexpr double kFitMargin = 1.04;      // a little background around what was asked for
constexpr double kCoarsestOverFit = 2;   // zooming out ends when the slide fills half of the window

double downsampleToShow(const Viewport& viewport, const SlideRect& target) {
    const Offset seen = viewport.orientation.extent(target.width, target.height);
    return std::max(seen.x / std::max(viewport.width, 1), seen.y / std::max(viewport.height, 1)) * kFitMargin;
}

}  // namespace

DevicePoint Viewport::toDevice(SlidePoint p) const {
    const Offset o = orientation.toScreen({(p.x - centre.x) / downsample, (p.y - centre.y) / downsample});
    return {o.x + width / 2.0, o.y + height / 2.0};
}

SlidePoint Viewport::toSlide(DevicePoint p) const {
    const Offset o = orientation.toSlide({(p.x - width / 2.0) * downsample, (p.y - height / 2.0) * downsample});
    return {centre.x + o.x, centre.y + o.y};
}

SlideRect Viewport::visible() const {
    if (orientation.isUpright()) {
        const SlidePoint corner = toSlide({0, 0});
        return {corner.x, corner.y, width * downsample, height * downsample};
    }
    const Offset extent = orientation.extent(width * downsample, height * downsample);
    return {centre.x - extent.x / 2, centre.y - extent.y / 2, extent.x, extent.y};
}

std::array<SlidePoint, 4> Viewport::corners() const {
    const double w = width, h = height;
    return {toSlide({0, 0}), toSlide({w, 0}), toSlide({w, h}), toSlide({0, h})};
}

bool Viewport::sees(const SlideRect& rect) const {
    if (!rect.intersects(visible())) return false;
    if (orientation.isRightAngle()) return true;
    // Two rectangles that are apart are so along an axis of one of them (separating axis theorem).
    const SlidePoint middle = rect.centre();
    const DevicePoint at = toDevice(middle);
    const Offset half = orientation.extent(rect.width / downsample / 2, rect.height / downsample / 2);
    return at.x - half.x < width && at.x + half.x > 0 && at.y - half.y < height && at.y + half.y > 0;
}

Viewport Viewport::zoomedAt(DevicePoint fixed, double factor) const {
    if (!(factor > 0)) return *this;
    const SlidePoint under = toSlide(fixed);
    Viewport zoomed = *this;
    zoomed.downsample = downsample / factor;
    const Offset o = orientation.toSlide({(fixed.x - width / 2.0) * zoomed.downsample, (fixed.y - height / 2.0) * zoomed.downsample});
    zoomed.centre = {under.x - o.x, under.y - o.y};
    return zoomed;
}

Viewport Viewport::panned(double dx, double dy) const {
    Viewport moved = *this;
    const Offset o = orientation.toSlide({dx * downsample, dy * downsample});
    moved.centre = {centre.x - o.x, centre.y - o.y};
    return moved;
}

Viewport Viewport::turnedAt(DevicePoint fixed, const Orientation& to) const {
    const SlidePoint under = toSlide(fixed);
    Viewport turned = *this;
    turned.orientation = to;
    const Offset o = to.toSlide({(fixed.x - width / 2.0) * downsample, (fixed.y - height / 2.0) * downsample});
    turned.centre = {under.x - o.x, under.y - o.y};
    return turned;
}

Viewport Viewport::fitted(const SlideRect& target) const {
    if (target.isEmpty()) return *this;
    return {target.centre(), downsampleToShow(*this, target), width, height, orientation};
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
