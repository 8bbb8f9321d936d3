// The scale bar: a round length that fits, and its picture. The choice is pure; painting on the GUI thread.
#pragma once

#include <optional>

#include <QPainter>
#include <QString>

namespace bowman::ui {

struct ScaleBar {
    double length = 0;       ///< in screen pixels
    QString label;           ///< "500 µm", "2 mm", "1,000 px"
};

/// The longest of 1, 2, 5 × 10ⁿ units that is not above `longest` screen pixels. Micrometres, millimetres from 1,000 µm on;
/// pixels of level 0 where the scale is unknown.
ScaleBar chooseScaleBar(std::optional<double> umPerPx, double downsample, double longest);

/// In logical pixels, its lower left corner at `corner`.
void paintScaleBar(QPainter& painter, const ScaleBar& bar, QPointF corner);

}  // namespace bowman::ui
