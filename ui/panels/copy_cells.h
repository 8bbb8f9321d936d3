// Lets people copy what they have selected in a table, as a spreadsheet takes it. GUI thread.
#pragma once

#include <QAbstractItemView>

namespace bowman::ui {

/// Selected cells, tabs between columns and a line each; without a selection everything that is shown.
QString cellsText(const QAbstractItemView& view);

/// Ctrl+C and a menu on the right button.
void addCopying(QAbstractItemView& view);

}  // namespace bowman::ui
