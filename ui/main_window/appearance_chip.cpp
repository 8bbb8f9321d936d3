#include "ui/main_window/appearance_chip.h"

#include <QEvent>

namespace bowman::ui {
namespace {

constexpr int kMargin = 12;

}  // namespace

AppearanceChip::AppearanceChip(QWidget* parent) : QPushButton(parent) {
    setObjectName("appearanceChip");
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Click to show the slide as it is stained"));
    // The same on every slide, in both themes.
    setStyleSheet("QPushButton { background: rgba(28,30,32,215); color: #ffd27a; border: none; border-radius: 4px; padding: 5px 10px; }"
                  "QPushButton:hover { background: rgba(28,30,32,245); color: white; }");
    parent->installEventFilter(this);
    hide();
}

void AppearanceChip::show(const Appearance& appearance) {
    setVisible(!appearance.isUnchanged());
    if (isHidden()) return;
    setText(tr("Appearance changed: %1  ✕").arg(QString::fromStdString(describe(appearance))));
    place();
    raise();
}

void AppearanceChip::place() {
    adjustSize();
    const QWidget* on = parentWidget();
    move(on->width() - width() - kMargin, on->height() - height() - kMargin);
}

bool AppearanceChip::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) place();
    return QPushButton::eventFilter(watched, event);
}

}  // namespace bowman::ui
