#include "ui/panels/class_swatch.h"

#include <QPainter>
#include <QPixmap>

namespace bowman::ui {

QIcon classSwatch(const PaletteClass& paletteClass) {
    constexpr int kEdge = 16, kScale = 2;
    QPixmap pixmap(kEdge * kScale, kEdge * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(paletteClass.colour[0], paletteClass.colour[1], paletteClass.colour[2]));
    painter.drawRoundedRect(QRectF(3, 3, 10, 10), 2, 2);
    return pixmap;
}

}  // namespace bowman::ui
