// Draws outlines that are no objects over the canvas, and lets the mouse through. GUI thread.
#pragma once

#include <vector>

#include <QPointer>
#include <QWidget>

#include "ui/canvas/slide_view.h"

namespace bowman::ui {

inline constexpr QColor kMaybe(0xAA, 0x33, 0x77);   // Tol's bright purple: no state has it

class MaybeOverlay : public QWidget {
    Q_OBJECT
public:
    explicit MaybeOverlay(SlideView& view, const QColor& colour = kMaybe);
    /// Dotted; the current one stronger. Hidden where there are none.
    void setShapes(std::vector<AnnotationPtr> candidates, int current);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    SlideView& m_view;
    const QColor m_colour;
    std::vector<AnnotationPtr> m_candidates;
    int m_current = -1;
};

}  // namespace bowman::ui
