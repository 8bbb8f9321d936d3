#include "ui/tools/measure_text.h"

#include <cmath>

#include <QFontMetricsF>
#include <QLocale>
#include <QPaintDevice>

namespace bowman::ui {
namespace {

/// Four significant digits, never an exponent.
QString number(double value) {
    const int whole = value >= 1 ? static_cast<int>(std::floor(std::log10(value))) + 1 : 1;
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', std::max(0, 4 - whole));
}

}  // namespace

QString lengthText(double px, std::optional<double> umPerPx) {
    if (!umPerPx) return number(px) + QStringLiteral(" px");
    const double um = px * *umPerPx;
    return um < 1000 ? number(um) + QStringLiteral(" µm") : number(um / 1000) + QStringLiteral(" mm");
}

QString areaText(double px2, std::optional<double> umPerPx) {
    if (!umPerPx) return number(px2) + QStringLiteral(" px²");
    const double um2 = px2 * *umPerPx * *umPerPx;
    return um2 < 1e5 ? number(um2) + QStringLiteral(" µm²") : number(um2 / 1e6) + QStringLiteral(" mm²");
}

void paintMeasure(QPainter& painter, QPointF at, const QString& text) {
    const double dpr = painter.device()->devicePixelRatioF();
    constexpr double kAway = 14, kPadding = 6;
    painter.save();
    painter.scale(dpr, dpr);
    QFont font = painter.font();
    font.setPixelSize(13);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QRectF device(0, 0, painter.device()->width(), painter.device()->height());
    QRectF box = QFontMetricsF(font).boundingRect(device, Qt::AlignLeft, text);
    box.moveTopLeft(at / dpr + QPointF(kAway, kAway));
    box.adjust(-kPadding, -kPadding, kPadding, kPadding);
    if (box.right() > device.right()) box.moveRight(at.x() / dpr - kAway);
    if (box.bottom() > device.bottom()) box.moveBottom(at.y() / dpr - kAway);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 60), 1));
    painter.setBrush(QColor(255, 255, 255, 235));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(QColor(25, 25, 25));
    painter.drawText(box.adjusted(kPadding, kPadding, kPadding, kPadding), Qt::AlignLeft, text);
    painter.restore();
}

}  // namespace bowman::ui
