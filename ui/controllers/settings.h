// What the program remembers about the person's habits (window, layers, recent files, folders); nothing about slides.
// GUI thread.
#pragma once

#include <memory>

#include <QSettings>

namespace bowman::ui {

/// The file that BOWMAN_SETTINGS names, else the user's own.
std::unique_ptr<QSettings> openSettings();

}  // namespace bowman::ui
