#include "ui/panels/scrolled_panel.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QSlider>
#include <QWheelEvent>

namespace bowman::ui {
namespace {

bool takesWheel(const QWidget& widget) {
    return qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget) || qobject_cast<const QSlider*>(&widget);
}

}  // namespace

ScrolledPanel::ScrolledPanel(QWidget* content, QWidget* parent) : QScrollArea(parent) {
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    for (QWidget* child : content->findChildren<QWidget*>()) {
        if (!takesWheel(*child)) continue;
        child->installEventFilter(this);
        if (child->focusPolicy() == Qt::WheelFocus) child->setFocusPolicy(Qt::StrongFocus);    // the wheel would bring the focus with it
    }
}

// The scroll area filters events of its own parts, too: those go on.
bool ScrolledPanel::eventFilter(QObject* watched, QEvent* event) {
    const auto* child = qobject_cast<const QWidget*>(watched);
    if (event->type() != QEvent::Wheel || !child || !takesWheel(*child) || child->hasFocus()) return QScrollArea::eventFilter(watched, event);
    wheelEvent(static_cast<QWheelEvent*>(event));
    return true;
}

}  // namespace bowman::ui
