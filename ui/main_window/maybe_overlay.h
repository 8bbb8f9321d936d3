// Draws outlines that are no objects over the canvas, and lets the mouse through. GUI thread.
#pragma once

#include <vector>

#include <QPointer>
#include <QWidget>

#include "ui/canvas/slide_view.h"

namespace bowman::ui {

class MaybeOverlay : public QWidget {
    Q_OBJECT
public:
    explicit MaybeOverlay(SlideView& view);
    /// Dotted; the current one stronger. Hidden where there are none.
    void setShapes(std::vector<AnnotationPtr> candidates, int current);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    SlideView& m_view;
    std::vector<AnnotationPtr> m_candidates;
    int m_current = -1;
};

}  // namespace bowman::ui
