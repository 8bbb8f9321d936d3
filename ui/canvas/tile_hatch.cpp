#include "ui/canvas/tile_hatch.h"

#include <cmath>

namespace bowman::ui {

void paintHatch(QPainter& painter, const QRectF& rect, double phase) {
    constexpr double kStep = 14;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.fillRect(rect, QColor(214, 214, 214));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(158, 70, 60), 1.5));
    // Lines x + y = n · step, in coordinates of the slide's corner.
    const double first = std::floor((rect.left() + rect.top() + phase) / kStep) * kStep - phase;
    for (double sum = first; sum <= rect.right() + rect.bottom(); sum += kStep)
        painter.drawLine(QPointF(sum - rect.bottom(), rect.bottom()), QPointF(sum - rect.top(), rect.top()));
    painter.restore();
}

}  // namespace bowman::ui
