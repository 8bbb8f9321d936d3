// How the window looks: Fusion, one palette light or dark, one accent colour, the packaged Breeze icons. GUI thread.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace bowman::ui {

enum class Theme { System, Light, Dark };

QString toText(Theme theme);
Theme themeFromText(const QString& text);

/// Sets style, palette and icon theme of the whole application.
void applyTheme(Theme theme);

/// True when what is shown now is dark.
bool isDark();

/// The one colour that says "press here".
QColor accentColour();
/// Behind warnings and errors, readable with the palette's text on it.
QColor warningBackground();
QColor errorBackground();

}  // namespace bowman::ui
