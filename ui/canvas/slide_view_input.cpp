// Mouse, wheel, keys and drops on the canvas: what the view uses itself, and what goes to the tool.
#include <cmath>

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>
#include <QWheelEvent>

#include "ui/canvas/slide_view_state.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

namespace {

constexpr double kDragThreshold = 4;         // logical pixels: less is a click with an unsteady hand
constexpr double kWheelZoom = 1.0 / 3;       // doublings per notch
constexpr double kKeyZoom = 1.5;
constexpr double kWheelTurn = 5;             // degrees per notch
constexpr double kArrowPart = 1.0 / 8;       // of the window

QStringList localFiles(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    return paths;
}

}  // namespace

void SlideView::mousePressEvent(QMouseEvent* event) {
    State& s = *m_state;
    setFocus(Qt::MouseFocusReason);
    if (!s.slide || s.drag != State::Drag::None) return;
    s.cursor = event->position();
    const bool left = event->button() == Qt::LeftButton;
    if (event->button() != Qt::MiddleButton && !left) return event->ignore();
    s.dragButton = event->button();
    s.pressedAt = s.draggedTo = event->position();
    if (!left || s.bare) {
        s.drag = State::Drag::Panning;
    } else if (const ToolEvent at{s.slidePoint(event->position()), event->button(), event->modifiers(), s.logicalDownsample(), s.viewport.orientation};
               s.tool && s.tool->takesPress(at)) {
        s.drag = State::Drag::Tool;
        s.toolDid(s.tool->press(at));
    } else {
        s.drag = State::Drag::Waiting;
    }
    s.updateCursor();
}

void SlideView::mouseMoveEvent(QMouseEvent* event) {
    State& s = *m_state;
    if (!s.slide) return;
    s.cursor = event->position();
    if (s.drag == State::Drag::Waiting && QPointF(event->position() - s.pressedAt).manhattanLength() > kDragThreshold) {
        s.drag = State::Drag::Panning;
        s.updateCursor();
    }
    if (s.drag == State::Drag::Panning) {
        const QPointF by = event->position() - s.draggedTo;
        s.draggedTo = event->position();
        s.pan(by);
        return;
    }
    if (s.drag != State::Drag::Waiting) s.toolMoved(event->modifiers());
    Q_EMIT cursorMoved(s.slidePoint(event->position()));
}

void SlideView::mouseReleaseEvent(QMouseEvent* event) {
    State& s = *m_state;
    if (!s.slide || s.drag == State::Drag::None || event->button() != s.dragButton) return;
    const State::Drag was = s.drag;
    s.drag = State::Drag::None;
    s.updateCursor();
    if (was == State::Drag::Waiting) s.clicked(event->position(), event->modifiers());
    if (was == State::Drag::Tool && s.tool)
        s.toolDid(s.tool->release({s.slidePoint(event->position()), event->button(), event->modifiers(), s.logicalDownsample(), s.viewport.orientation}));
}

void SlideView::mouseDoubleClickEvent(QMouseEvent* event) {
    State& s = *m_state;
    if (!s.slide || event->button() != Qt::LeftButton) return mousePressEvent(event);
    const ToolEvent at{s.slidePoint(event->position()), event->button(), event->modifiers(), s.logicalDownsample(), s.viewport.orientation};
    if (s.tool && s.tool->takesPress(at) && !s.bare) return s.tool->usesDoubleClick() ? s.toolDid(s.tool->doubleClick(at)) : mousePressEvent(event);
    s.stopTravel();
    s.applyViewport(s.viewport.zoomedAt(s.devicePoint(event->position()), 2), false);
}

void SlideView::wheelEvent(QWheelEvent* event) {
    State& s = *m_state;
    event->accept();
    const double steps = event->angleDelta().y() / 120.0;   // touchpads send parts of a notch
    if (!s.slide || steps == 0) return;
    if ((event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) == (Qt::ControlModifier | Qt::ShiftModifier)) {
        s.stopTravel();
        const Orientation turned = s.viewport.orientation.rotated(std::abs(steps) < 1 ? steps * kWheelTurn : std::round(steps * kWheelTurn));
        return s.applyViewport(s.viewport.turnedAt(s.devicePoint(event->position()), turned), false);
    }
    if (event->modifiers() & Qt::ControlModifier && s.tool && s.tool->wheelWithCtrl(steps)) return update();
    s.stopTravel();
    s.cursor = event->position();
    s.applyViewport(s.viewport.zoomedAt(s.devicePoint(event->position()), std::exp2(steps * kWheelZoom)), false);
}

void SlideView::keyPressEvent(QKeyEvent* event) {
    State& s = *m_state;
    if (!s.slide) return QWidget::keyPressEvent(event);
    const auto panBy = [&](double x, double y) { s.pan({x * width() * kArrowPart, y * height() * kArrowPart}); };
    switch (event->key()) {
        case Qt::Key_Space:
            if (!event->isAutoRepeat()) {
                s.bare = true;
                s.updateCursor();
                update();
            }
            return;
        case Qt::Key_Shift:
            s.toolMoved(event->modifiers() | Qt::ShiftModifier);
            return QWidget::keyPressEvent(event);
        case Qt::Key_Escape:
            if (s.tool && s.tool->isActive()) return s.toolDid(s.tool->cancel());
            break;
        default: break;
    }
    if (s.tool && s.tool->key(event->key(), event->modifiers())) {
        s.toolDid({});
        return update();
    }
    if (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_0: return zoomToFit();
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomBy(kKeyZoom);
        case Qt::Key_Minus: return zoomBy(1 / kKeyZoom);
        case Qt::Key_Left: return panBy(1, 0);
        case Qt::Key_Right: return panBy(-1, 0);
        case Qt::Key_Up: return panBy(0, 1);
        case Qt::Key_Down: return panBy(0, -1);
        default: QWidget::keyPressEvent(event);
    }
}

void SlideView::keyReleaseEvent(QKeyEvent* event) {
    State& s = *m_state;
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat() && s.bare) {
        s.bare = false;
        s.updateCursor();
        return update();
    }
    if (event->key() == Qt::Key_Shift) s.toolMoved(event->modifiers() & ~Qt::ShiftModifier);
    QWidget::keyReleaseEvent(event);
}

void SlideView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_state->cursor.reset();
    if (m_state->tool) update();
    Q_EMIT cursorLeft();
}

void SlideView::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFiles(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void SlideView::dropEvent(QDropEvent* event) {
    const QStringList paths = localFiles(event->mimeData());
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    Q_EMIT filesDropped(paths);
}

}  // namespace bowman::ui
