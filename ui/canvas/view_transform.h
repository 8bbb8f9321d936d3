// Slide to screen in Qt's types, and the snapping that keeps tiles free of seams. Any thread.
#pragma once

#include <cmath>

#include <QPointF>
#include <QRectF>

#include "core/tiles/viewport.h"

namespace bowman::ui {

inline QPointF toScreen(const Viewport& viewport, SlidePoint p) {
    const DevicePoint d = viewport.toDevice(p);
    return {d.x, d.y};
}

inline QRectF toScreen(const Viewport& viewport, const SlideRect& r) {
    return {toScreen(viewport, SlidePoint{r.x, r.y}), toScreen(viewport, SlidePoint{r.right(), r.bottom()})};
}

/// The same view moved by less than a device pixel, so that the slide's corner lies on the corner of a device pixel. What
/// is painted follows this one; the exact one is kept, else repeated zooming would drift.
inline Viewport snapped(const Viewport& viewport) {
    const DevicePoint origin = viewport.toDevice({0, 0});
    return viewport.panned(std::round(origin.x) - origin.x, std::round(origin.y) - origin.y);
}

}  // namespace bowman::ui
