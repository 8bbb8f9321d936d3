#include "ui/canvas/scale_bar.h"

#include <cmath>

#include <QFontMetricsF>
#include <QLocale>

namespace bowman::ui {

namespace {

double roundLengthBelow(double limit) {
    const double decade = std::pow(10.0, std::floor(std::log10(limit)));
    // A hair of tolerance: 500 must not become 200 because of rounding.
    for (const double step : {5.0, 2.0})
        if (step * decade <= limit * (1 + 1e-9)) return step * decade;
    return decade;
}

QString labelFor(double length, bool known) {
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const auto number = [&](double value) { return english.toString(value, 'g', 6); };
    if (!known) return number(length) + QStringLiteral(" px");
    if (length >= 1000) return number(length / 1000) + QStringLiteral(" mm");
    return number(length) + QStringLiteral(" µm");
}

}  // namespace

ScaleBar chooseScaleBar(std::optional<double> umPerPx, double downsample, double longest) {
    const double perScreenPixel = umPerPx.value_or(1.0) * downsample;
    if (!(perScreenPixel > 0) || !(longest > 0)) return {};
    const double length = roundLengthBelow(longest * perScreenPixel);
    return {length / perScreenPixel, labelFor(length, umPerPx.has_value())};
}

void paintScaleBar(QPainter& painter, const ScaleBar& bar, QPointF corner) {
    if (!(bar.length > 0)) return;
    constexpr double kPadding = 8, kTick = 5, kLine = 2;
    QFont font = painter.font();
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double width = std::max(bar.length, metrics.horizontalAdvance(bar.label)) + 2 * kPadding;
    const double height = metrics.height() + kTick + 2 * kPadding - 4;
    const QRectF plate(corner.x(), corner.y() - height, width, height);

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 215));
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(QColor(30, 30, 30));
    painter.drawText(QRectF(plate.x(), plate.y() + kPadding - 5, plate.width(), metrics.height()), Qt::AlignCenter, bar.label);

    painter.setRenderHint(QPainter::Antialiasing, false);
    const double left = std::round(plate.center().x() - bar.length / 2), base = plate.bottom() - kPadding;
    painter.setPen(QPen(QColor(30, 30, 30), kLine, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(left, base), QPointF(left + bar.length, base));
    painter.drawLine(QPointF(left + kLine / 2, base - kTick), QPointF(left + kLine / 2, base + kLine / 2));
    painter.drawLine(QPointF(left + bar.length - kLine / 2, base - kTick), QPointF(left + bar.length - kLine / 2, base + kLine / 2));
}

}  // namespace bowman::ui
