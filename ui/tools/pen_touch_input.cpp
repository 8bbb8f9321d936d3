#include "ui/tools/pen_touch_input.h"

#include <cmath>

#include <QApplication>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <QTabletEvent>
#include <QTouchEvent>

#include "ui/canvas/slide_view.h"
#include "ui/tools/tool.h"

namespace bowman::ui {
namespace {

constexpr double kTapDistance = 12;      // logical pixels: less is a tap
constexpr double kSmallestSpread = 8;    // fingers closer than this say nothing about the zoom

Viewport zoomed(const SlideView& view, QPointF at, double factor) {
    const double dpr = view.devicePixelRatioF();
    return view.viewport().zoomedAt({at.x() * dpr, at.y() * dpr}, factor);
}

}  // namespace

PenTouchInput::PenTouchInput(SlideView& view) : QObject(&view), m_view(view) {
    view.setAttribute(Qt::WA_AcceptTouchEvents);
    view.installEventFilter(this);
}

void PenTouchInput::setPressure(double pressure) {
    if (Tool* tool = m_view.tool()) tool->setPressure(pressure);
}

bool PenTouchInput::eventFilter(QObject* watched, QEvent* event) {
    if (watched != &m_view) return QObject::eventFilter(watched, event);
    switch (event->type()) {
        case QEvent::TabletPress:
        case QEvent::TabletMove:
        case QEvent::TabletRelease: return pen(static_cast<QTabletEvent&>(*event));
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::TouchEnd:
        case QEvent::TouchCancel: return touch(static_cast<QTouchEvent&>(*event));
        case QEvent::NativeGesture: {
            const auto& gesture = static_cast<QNativeGestureEvent&>(*event);
            if (gesture.gestureType() != Qt::ZoomNativeGesture || !m_view.slide()) return false;
            m_view.setViewport(zoomed(m_view, gesture.position(), 1 + gesture.value()));
            return true;
        }
        default: return false;
    }
}

bool PenTouchInput::pen(QTabletEvent& event) {
    event.accept();
    QEvent::Type type = QEvent::MouseMove;
    if (event.type() == QEvent::TabletPress) {
        const bool isSecond = m_sincePress.isValid() && m_sincePress.elapsed() < QApplication::styleHints()->mouseDoubleClickInterval() &&
                              (event.position() - m_lastPress).manhattanLength() < QApplication::styleHints()->mouseDoubleClickDistance() + kTapDistance;
        type = isSecond ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress;
        if (isSecond) m_sincePress.invalidate();
        else m_sincePress.start();
        m_lastPress = event.position();
        m_penDown = true;
    } else if (event.type() == QEvent::TabletRelease) {
        type = QEvent::MouseButtonRelease;
    }
    // A pen in the air shows the whole tip; one that is lifted leaves the pressure that it had.
    if (type != QEvent::MouseButtonRelease) setPressure(m_penDown ? event.pressure() : 1);
    const Qt::KeyboardModifiers modifiers = event.pointerType() == QPointingDevice::PointerType::Eraser ? event.modifiers() ^ Qt::ShiftModifier : event.modifiers();
    QMouseEvent mouse(type, event.position(), event.globalPosition(), event.button(), event.buttons(), modifiers, event.pointingDevice());
    QApplication::sendEvent(&m_view, &mouse);
    if (event.type() == QEvent::TabletRelease) {
        m_penDown = false;
        setPressure(1);
    }
    return true;
}

bool PenTouchInput::touch(QTouchEvent& event) {
    event.accept();             // else Qt would make mouse events of it
    if (!m_view.slide() || m_penDown || event.type() == QEvent::TouchCancel) {
        m_fingers = 0;
        m_mostFingers = 2;      // whatever is left of it is no tap
        return true;
    }
    if (event.type() == QEvent::TouchBegin) {
        m_fingers = m_mostFingers = 0;
        m_travelled = 0;
    }
    QPointF centre;
    qsizetype count = 0;
    for (const QEventPoint& point : event.points())
        if (point.state() != QEventPoint::Released) {
            centre += point.position();
            ++count;
        }
    if (count > 0) centre /= static_cast<double>(count);
    double spread = 0;
    for (const QEventPoint& point : event.points())
        if (point.state() != QEventPoint::Released) spread += std::hypot(point.position().x() - centre.x(), point.position().y() - centre.y()) / static_cast<double>(count);

    // A finger more or less moves the centre: only the same number of fingers is a movement.
    if (count > 0 && count == m_fingers) {
        const QPointF by = centre - m_centre;
        m_travelled += std::hypot(by.x(), by.y());
        const bool isPinch = count > 1 && spread > kSmallestSpread && m_spread > kSmallestSpread;
        const double dpr = m_view.devicePixelRatioF();
        if (m_travelled > kTapDistance || isPinch) {
            m_view.setViewport(m_view.viewport().panned(by.x() * dpr, by.y() * dpr));
            if (isPinch) m_view.setViewport(zoomed(m_view, centre, spread / m_spread));
        }
    }
    m_fingers = count;
    m_mostFingers = std::max(m_mostFingers, count);
    m_centre = count > 0 ? centre : m_centre;
    m_spread = spread;
    if (event.type() == QEvent::TouchEnd && m_mostFingers == 1 && m_travelled <= kTapDistance && m_view.tool() && !m_view.tool()->takesLeftButton()) {
        const QPointF global = m_view.mapToGlobal(m_centre);
        for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            QMouseEvent mouse(type, m_centre, global, Qt::LeftButton, type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, event.modifiers());
            QApplication::sendEvent(&m_view, &mouse);
        }
    }
    return true;
}

}  // namespace bowman::ui
