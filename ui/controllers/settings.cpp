#include "ui/controllers/settings.h"

namespace bowman::ui {

std::unique_ptr<QSettings> openSettings() {
    const QString file = qEnvironmentVariable("BOWMAN_SETTINGS");
    if (!file.isEmpty()) return std::make_unique<QSettings>(file, QSettings::IniFormat);
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, "Bowman", "Bowman");
}

}  // namespace bowman::ui
