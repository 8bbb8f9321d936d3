#include "ui/main_window/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

namespace bowman::ui {
namespace {

QPalette makePalette(bool dark) {
    QPalette p;
    const QColor window = dark ? QColor(0x2b, 0x2d, 0x30) : QColor(0xf4, 0xf4, 0xf3);
    const QColor base = dark ? QColor(0x21, 0x23, 0x25) : QColor(0xff, 0xff, 0xff);
    const QColor text = dark ? QColor(0xe6, 0xe6, 0xe4) : QColor(0x1f, 0x22, 0x26);
    const QColor faint = dark ? QColor(0x8d, 0x91, 0x96) : QColor(0x8a, 0x8d, 0x91);
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, dark ? QColor(0x27, 0x29, 0x2c) : QColor(0xf8, 0xf8, 0xf7));
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, faint);
    p.setColor(QPalette::Button, dark ? QColor(0x35, 0x38, 0x3c) : QColor(0xfb, 0xfb, 0xfa));
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, Qt::white);
    p.setColor(QPalette::ToolTipBase, dark ? QColor(0x3a, 0x3d, 0x41) : QColor(0x2b, 0x2d, 0x30));
    p.setColor(QPalette::ToolTipText, QColor(0xf2, 0xf2, 0xf0));
    p.setColor(QPalette::Highlight, accentColour());
    p.setColor(QPalette::HighlightedText, Qt::white);
    p.setColor(QPalette::Link, dark ? QColor(0x6c, 0xb6, 0xea) : accentColour());
    p.setColor(QPalette::Light, dark ? QColor(0x40, 0x43, 0x47) : QColor(0xff, 0xff, 0xff));
    p.setColor(QPalette::Midlight, dark ? QColor(0x38, 0x3b, 0x3f) : QColor(0xec, 0xec, 0xea));
    p.setColor(QPalette::Mid, dark ? QColor(0x1f, 0x21, 0x23) : QColor(0xc9, 0xc9, 0xc6));
    p.setColor(QPalette::Dark, dark ? QColor(0x1a, 0x1c, 0x1e) : QColor(0xb2, 0xb2, 0xaf));
    p.setColor(QPalette::Shadow, dark ? QColor(0x10, 0x11, 0x12) : QColor(0x88, 0x88, 0x85));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, faint);
    return p;
}

/// What the desktop asks for, read before this program sets a palette of its own.
bool systemIsDark() {
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

}  // namespace

QString toText(Theme theme) { return theme == Theme::Light ? "light" : theme == Theme::Dark ? "dark" : "system"; }

Theme themeFromText(const QString& text) { return text == "light" ? Theme::Light : text == "dark" ? Theme::Dark : Theme::System; }

void applyTheme(Theme theme) {
    const bool dark = theme == Theme::Dark || (systemIsDark() && theme == Theme::System);
    if (QApplication::style()->name() != "fusion") QApplication::setStyle(QStyleFactory::create("Fusion"));
    QStringList paths = QIcon::themeSearchPaths();
    if (!paths.contains("/usr/share/icons")) paths.append("/usr/share/icons");
    QIcon::setThemeSearchPaths(paths);
    QIcon::setFallbackThemeName("breeze");
    QIcon::setThemeName(dark ? "breeze-dark" : "breeze");
    QApplication::setPalette(makePalette(dark));
}

bool isDark() { return QApplication::palette().color(QPalette::Window).lightness() < 128; }

QColor accentColour() { return {0x1f, 0x6f, 0xb2}; }

QColor warningBackground() { return isDark() ? QColor(0x5a, 0x46, 0x12) : QColor(0xff, 0xe9, 0xb8); }

QColor errorBackground() { return isDark() ? QColor(0x5c, 0x2a, 0x26) : QColor(0xf9, 0xd9, 0xd5); }

}  // namespace bowman::ui
