#include "ui/main_window/own_icons.h"

#include <map>

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace bowman::ui {
namespace {

constexpr int kGrid = 24;

/// What is inside of the svg element; stroked, not filled.
const std::map<QString, const char*>& drawings() {
    static const std::map<QString, const char*> all = {
        {"tool-wand", R"(<path d="M11.5 3.5c3.5 -0.8 5 1.6 7 3.2s3 4.5 1.6 7.6s-3.6 5.8 -7.6 6.2s-7 -1.4 -8.4 -4.7s0.6 -4.8 1 -7.3s2.4 -4.3 6.4 -5z" stroke-dasharray="2.6 2.4"/><path d="M12 8.5v7 M8.5 12h7"/>)"},
        {"tool-magnetic", R"(<path d="M5 4v8.5a7 7 0 0 0 14 0V4h-4.5v8.5a2.5 2.5 0 0 1 -5 0V4z"/><path d="M5 8.5h4.5 M14.5 8.5h4.5"/>)"},
        {"tool-redraw", R"(<path d="M4.5 12a7.5 7.5 0 0 0 11 6.6" /><path d="M4.5 12a7.5 7.5 0 0 1 9 -7.3" /><path d="M13.5 4.7c4 -1.6 7.8 2.6 7 7.2c-0.5 3 -2.2 5.4 -5 6.7" stroke-dasharray="2.4 2.2"/><path d="M12 10.5l2.2 -5.5l2 2z" fill="%1"/>)"},
        {"tool-vertices", R"(<path d="M5.5 17.5 L8 6.5 L18.5 8.5 L16.5 18.5 z"/><path d="M3.5 15.5h4v4h-4z M6 4.5h4v4h-4z M16.5 6.5h4v4h-4z M14.5 16.5h4v4h-4z" fill="%1"/>)"},
    };
    return all;
}

}  // namespace

QIcon iconNamed(const QString& name) {
    const auto drawing = drawings().find(name);
    if (drawing == drawings().end()) return QIcon::fromTheme(name);
    const auto picture = [&](QPalette::ColorGroup group, int edge) {
        const QString colour = QApplication::palette().color(group, QPalette::WindowText).name();
        const QString svg = QString(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="%1" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round">)").arg(colour) +
                            QString(drawing->second).replace("%1", colour) + "</svg>";
        QSvgRenderer renderer(svg.toUtf8());
        QPixmap pixmap(edge, edge);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        return pixmap;
    };
    QIcon icon;
    for (const int edge : {kGrid - 2, 2 * (kGrid - 2), 3 * (kGrid - 2)}) {
        icon.addPixmap(picture(QPalette::Active, edge), QIcon::Normal);
        icon.addPixmap(picture(QPalette::Disabled, edge), QIcon::Disabled);
    }
    return icon;
}

}  // namespace bowman::ui
