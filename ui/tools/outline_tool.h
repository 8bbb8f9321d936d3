// Outlining by hand: clicks set points, a drag draws freely; double click, Enter or a click on the first point closes;
// Backspace takes the last point back, Esc all. GUI thread.
#pragma once

#include <chrono>
#include <vector>

#include "ui/tools/stroke_edit.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

class OutlineTool : public Tool {
public:
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    SlideRect doubleClick(const ToolEvent& event) override;
    bool usesDoubleClick() const override { return true; }
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    SlideRect cancel() override;
    bool isActive() const override { return !m_points.empty(); }
    void paint(QPainter& painter, const Viewport& viewport) const override;

protected:
    using Tool::Tool;

    /// What the closed outline means. `opposite`: Shift was held at the first point.
    virtual void commitOutline(MultiPolygon outline, double seconds, bool opposite) = 0;
    virtual QColor colour(bool opposite) const = 0;
    Gesture gesture(double seconds) const;
    SlidePoint firstPoint() const { return m_first; }

private:
    SlideRect dirtyRect() const;
    void close();

    std::vector<SlidePoint> m_points;
    SlidePoint m_first;     ///< also after m_points were handed over
    SlidePoint m_cursor;
    double m_downsample = 1;
    bool m_opposite = false;
    bool m_pressed = false;
    bool m_drawn = false;   ///< freehand and away from the first point, since the button went down
    std::chrono::steady_clock::time_point m_started;
};

}  // namespace bowman::ui
