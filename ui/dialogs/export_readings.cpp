#include "ui/dialogs/export_readings.h"

#include <algorithm>

#include <QCoreApplication>

namespace bowman::ui {
namespace {

QString nameOf(const ReadingRecord& reading) {
    const auto text = [](const char* english) { return QCoreApplication::translate("ExportReadings", english); };
    const QString person = QString::fromStdString(reading.person);
    if (reading.kind == ReadingKind::First) return text(QT_TRANSLATE_NOOP("ExportReadings", "The first reading"));    // others may have begun it elsewhere
    if (reading.kind == ReadingKind::Blinded) return text(QT_TRANSLATE_NOOP("ExportReadings", "The second reading, by %1")).arg(person);
    return text(QT_TRANSLATE_NOOP("ExportReadings", "The consensus, by %1")).arg(person);
}

}  // namespace

std::vector<OfferedReading> offeredReadings(const Document& document) {
    std::vector<OfferedReading> offered{{QCoreApplication::translate("ExportReadings", "The consensus where it is finished, else the reading that is shown"), {}}};
    bool areSeveral = false;
    for (const SlideRecord& slide : document.slides()) {
        offered.front().slides.push_back(document.outcome(slide.id));
        const ReadingRecord shown = document.reading(slide.id);
        const auto readings = document.readings(slide.id);
        areSeveral = areSeveral || readings.size() > 1;
        for (const ReadingRecord& reading : readings) {
            if (isBlind(shown) && reading.id != shown.id) continue;
            const QString name = nameOf(reading);
            auto place = std::find_if(offered.begin() + 1, offered.end(), [&](const OfferedReading& o) { return o.name == name; });
            if (place == offered.end()) place = offered.insert(place, OfferedReading{name, {}});
            place->slides.push_back(document.snapshotOf(reading.id));
        }
    }
    if (!areSeveral) offered.resize(1);
    return offered;
}

}  // namespace bowman::ui
