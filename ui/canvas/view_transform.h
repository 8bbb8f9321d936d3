// Slide to screen in Qt's types, and the snapping that keeps tiles free of seams. Any thread.
#pragma once

#include <cmath>

#include <QPointF>
#include <QRectF>
#include <QTransform>

#include "core/tiles/viewport.h"

namespace bowman::ui {

inline QPointF toScreen(const Viewport& viewport, SlidePoint p) {
    const DevicePoint d = viewport.toDevice(p);
    return {d.x, d.y};
}

/// Of a turned view the upright rectangle around it.
inline QRectF toScreen(const Viewport& viewport, const SlideRect& r) {
    const QPointF a = toScreen(viewport, SlidePoint{r.x, r.y}), b = toScreen(viewport, SlidePoint{r.right(), r.bottom()});
    if (viewport.orientation.isUpright()) return {a, b};
    const Offset half = viewport.orientation.extent(r.width / viewport.downsample / 2, r.height / viewport.downsample / 2);
    const QPointF centre = (a + b) / 2;
    return {centre - QPointF(half.x, half.y), centre + QPointF(half.x, half.y)};
}

/// Slide to screen as the painter's transformation.
inline QTransform transformOf(const Viewport& viewport) {
    const QPointF o = toScreen(viewport, SlidePoint{}), x = toScreen(viewport, SlidePoint{1, 0}) - o, y = toScreen(viewport, SlidePoint{0, 1}) - o;
    return {x.x(), x.y(), y.x(), y.y(), o.x(), o.y()};
}

/// The same view moved by less than a device pixel, so that the slide's corner lies on the corner of a device pixel. What
/// is painted follows this one; the exact one is kept, else repeated zooming would drift.
inline Viewport snapped(const Viewport& viewport) {
    const DevicePoint origin = viewport.toDevice({0, 0});
    return viewport.panned(std::round(origin.x) - origin.x, std::round(origin.y) - origin.y);
}

}  // namespace bowman::ui
