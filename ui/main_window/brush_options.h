// At the top of the canvas while brush or eraser is in the hand: how large the tip is, whether it follows the zoom, whether a pen's pressure
// counts. Remembers all three. GUI thread.
#pragma once

#include <QCheckBox>
#include <QFrame>
#include <QLabel>
#include <QSlider>

#include "ui/tools/stroke_tool.h"

namespace bowman::ui {

class BrushOptions : public QFrame {
    Q_OBJECT
public:
    /// Floats at the top of `canvas`, in the middle. The tools outlive it.
    BrushOptions(QWidget* canvas, std::vector<StrokeTool*> tools, std::function<std::optional<double>()> umPerPx);

    /// Shown for these tools, hidden for others.
    void setTool(const Tool* tool);
    /// The tool's radius has changed: by a key, the wheel, or the zoom.
    void refresh();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
    void choose(int step);
    void applyHabits();

    std::vector<StrokeTool*> m_tools;
    std::function<std::optional<double>()> m_umPerPx;
    StrokeTool* m_tool = nullptr;
    QLabel* m_size;
    QSlider* m_slider;
    QCheckBox* m_follows;
    QCheckBox* m_pressure;
};

}  // namespace bowman::ui
