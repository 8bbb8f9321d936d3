// Draws the outlines of two readers together over the canvas, and lets the mouse through: the first solid blue, the second dashed orange, on
// white so that both are seen on every stain. What was decided for lies green beneath. GUI thread.
#pragma once

#include <vector>

#include <QWidget>

#include "core/measure/reading_comparison.h"
#include "ui/canvas/slide_view.h"

namespace bowman::ui {

class ComparisonOverlay : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonOverlay(SlideView& view);
    /// Null hides it; `model` of both outlives the overlay's being shown.
    void show(const ReadingComparison* comparison, const std::vector<AnnotationPtr>* rulings, int current);
    void setNames(const QString& first, const QString& second);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void paintLegend(QPainter& painter) const;

    SlideView& m_view;
    const ReadingComparison* m_comparison = nullptr;
    const std::vector<AnnotationPtr>* m_rulings = nullptr;
    int m_current = -1;
    QString m_first, m_second;
};

}  // namespace bowman::ui
