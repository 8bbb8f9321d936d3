// Pixels of the upright slide at the view's scale, as a turned view shows them. Any thread.
#pragma once

#include <QImage>
#include <QRect>

#include "core/base/image.h"
#include "ui/canvas/view_tile.h"

namespace bowman::ui {

/// The upright pixels (of a slide of grid.uprightWidth × grid.uprightHeight) that a rectangle of the turned grid needs, three more on each
/// side for the interpolation and clipped to the slide and three around it. Empty when the rectangle lies beside the slide.
QRect uprightPixelsFor(const ViewGrid& grid, const QRect& pixels);

/// `upright` (RGB) begins at upright pixel `corner`. Right angles only move pixels; other angles interpolate by cubic convolution (Catmull-Rom;
/// Keys 1981), which keeps nuclei as sharp as they were. A pixel comes out the same whatever rectangle it is in. Format_RGB32.
QImage turnedPixels(const ViewGrid& grid, const QRect& pixels, const Image& upright, QPoint corner);

}  // namespace bowman::ui
