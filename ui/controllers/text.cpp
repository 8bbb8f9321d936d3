#include "ui/controllers/text.h"

#include <cmath>
#include <string>

#include <QCoreApplication>
#include <QLocale>
#include <QObject>

namespace bowman::ui {

QString durationText(double seconds) {
    const auto total = static_cast<long>(std::ceil(std::max(0.0, seconds)));
    if (total < 60) return QString("%1 s").arg(total);
    if (total < 3600) return QString("%1 min %2 s").arg(total / 60).arg(total % 60);
    return QString("%1 h %2 min").arg(total / 3600).arg(total % 3600 / 60);
}

QString scaleText(std::optional<double> umPerPx) {
    return umPerPx ? QString::number(*umPerPx, 'f', *umPerPx < 10 ? 3 : 1) + " µm/px" : QString("µm/px unknown");
}

QString magnificationText(std::optional<double> umPerScreenPx) {
    if (!umPerScreenPx || *umPerScreenPx <= 0) return {};
    const double power = 10 / *umPerScreenPx;
    return QString::number(power, 'f', power < 1 ? 2 : power < 9.95 ? 1 : 0) + u'×';
}

QString countText(double value) { return QLocale(QLocale::English).toString(std::llround(value)); }

QString objectsText(int count) { return count == 1 ? QObject::tr("1 object") : QObject::tr("%1 objects").arg(count); }

QString glomeruliText(int count) { return count == 1 ? QObject::tr("1 glomerulus") : QObject::tr("%1 glomeruli").arg(count); }

QString scaleSourceText(const std::string& source) {
    return source == "file" ? QObject::tr("file") : source == "user" ? QObject::tr("user") : source == "none" ? QObject::tr("none") : QString::fromStdString(source);
}

QString coreText(const char* context, std::string_view text) { return QCoreApplication::translate(context, std::string(text).c_str()); }

}  // namespace bowman::ui
