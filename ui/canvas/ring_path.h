// Rings on their way to the screen: thinned to the device's pixels and cut into the runs that are in view. Pure; any thread.
#pragma once

#include <vector>

#include <QPolygonF>
#include <QRectF>

#include "ui/canvas/outline_painter.h"

namespace bowman::ui {

/// As few points as make a line that is nowhere further than a fifth of a device pixel from those that it leaves out (sleeves, Zhao & Saalfeld 1997,
/// one pass); the same for every tile. Closed.
QPolygonF thinnedRing(const DeviceFrame& frame, const Ring& ring);

struct VisibleRun {
    QPolygonF points;
    double start = 0;      ///< length of the line before the first point, for dashes
};

/// Pieces of the polyline that meet `clip`, each cut to its neighbourhood: a region as wide as the slide costs no more
/// than what is seen of it.
std::vector<VisibleRun> visibleRuns(const QPolygonF& line, const QRectF& clip);

}  // namespace bowman::ui
