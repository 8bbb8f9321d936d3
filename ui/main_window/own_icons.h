// Pictures of tools that the icon theme has none for: strokes on a grid of 24, in the colour of the text. GUI thread.
#pragma once

#include <QIcon>
#include <QString>

namespace bowman::ui {

/// By the name that the table of commands has ("tool-wand"); the theme's icon where there is none of ours.
QIcon iconNamed(const QString& name);

}  // namespace bowman::ui
