// What stands where a part of the slide could not be read. Any thread with its own painter.
#pragma once

#include <QPainter>
#include <QRectF>

namespace bowman::ui {

/// Grey with diagonal lines; `phase` is the x+y of the painter's (0,0) in device pixels from the slide's corner, so that
/// the lines go on across tiles.
void paintHatch(QPainter& painter, const QRectF& rect, double phase);

}  // namespace bowman::ui
