// Menu bar and toolbar, made from the table of actions. GUI thread.
#pragma once

#include <QMainWindow>

#include "ui/main_window/actions.h"
#include "ui/main_window/find_bar.h"

namespace bowman::ui {

/// The docks' own toggle actions go into the View menu.
void makeMenus(QMainWindow& window, const Actions& actions, const QList<QAction*>& panelToggles);
/// The tools, down the left side: with all of them the bar on top would hide what one comes for.
void makeToolPalette(QMainWindow& window, const Actions& actions);
QToolBar* makeToolBar(QMainWindow& window, const Actions& actions, FindBar* findBar, QWidget* activeClass);

}  // namespace bowman::ui
