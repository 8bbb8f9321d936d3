// Pens and fingers on the canvas. A pen works like the mouse, and tells the tool how hard it presses; its other end does the opposite, as
// with Shift. Fingers never draw: one moves the slide, two zoom it, a tap selects where the tool would let a click select. While a pen is
// down, fingers are the ball of a hand. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>

class QTabletEvent;
class QTouchEvent;

namespace bowman::ui {

class SlideView;

class PenTouchInput : public QObject {
    Q_OBJECT
public:
    /// Listens to the view from now on; ends with it.
    explicit PenTouchInput(SlideView& view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool pen(QTabletEvent& event);
    bool touch(QTouchEvent& event);
    void setPressure(double pressure);

    SlideView& m_view;
    bool m_penDown = false;
    QElapsedTimer m_sincePress;          // of the pen: two quick ones are a double click
    QPointF m_lastPress;
    qsizetype m_fingers = 0;
    qsizetype m_mostFingers = 0;         // of this touch
    QPointF m_centre;                    // of the fingers, logical pixels of the view
    double m_spread = 0;                 // mean distance of the fingers from it
    double m_travelled = 0;
};

}  // namespace bowman::ui
