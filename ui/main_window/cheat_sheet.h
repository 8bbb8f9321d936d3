// Every key on one page, from the actions themselves. GUI thread.
#pragma once

#include <QString>

#include "ui/main_window/actions.h"

namespace bowman::ui {

/// The command's name without marks for the keyboard.
QString plainName(const QAction& action);

/// Three columns of about the same height.
QString cheatSheetHtml(const Actions& actions);

}  // namespace bowman::ui
