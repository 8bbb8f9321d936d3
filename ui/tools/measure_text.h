// Lengths and areas as people read them, and the plate they stand on. Text: any thread; painting: GUI thread.
#pragma once

#include <optional>

#include <QPainter>
#include <QString>

namespace bowman::ui {

/// Of `px` level-0 pixels: "87.5 µm", "1.234 mm" from 1,000 µm on, "412 px" where µm/px is unknown.
QString lengthText(double px, std::optional<double> umPerPx);

/// Of `px2` level-0 pixels: "17,300 µm²", "0.123 mm²" from 100,000 µm² on, "5,200 px²" where µm/px is unknown.
QString areaText(double px2, std::optional<double> umPerPx);

/// `text` (lines) on a white plate beside `at`, in device pixels; inside of the painter's device.
void paintMeasure(QPainter& painter, QPointF at, const QString& text);

}  // namespace bowman::ui
