// A plot of bars on the screen: says what the bar under the mouse is, and that it was clicked; arrow keys walk along the bars. GUI thread.
#pragma once

#include <QWidget>

#include "ui/report/bar_plot.h"

namespace bowman::ui {

class BarPlotView : public QWidget {
    Q_OBJECT
public:
    explicit BarPlotView(QWidget* parent = nullptr);

    void setPlot(BarPlot plot);
    const BarPlot& plot() const { return m_plot; }
    /// −1: none.
    void setChosen(int bar);
    int chosen() const { return m_focus.chosen; }
    /// Where the bar is, in the widget; null where there is none.
    QRectF placeOf(int bar) const;

    QSize sizeHint() const override { return {300, 190}; }
    QSize minimumSizeHint() const override { return {170, 110}; }

Q_SIGNALS:
    /// −1 where there is no bar, or the chosen one was clicked again.
    void barChosen(int bar);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF frame() const;
    QFont plotFont() const;
    PlotLayout layout() const;
    QString tipOf(int bar) const;

    BarPlot m_plot;
    PlotFocus m_focus;
};

}  // namespace bowman::ui
