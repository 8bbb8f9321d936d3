// The border drawn anew: a line along the true border replaces the run of the selected outline beside it, in one gesture; a line that comes back to
// where it began is the whole outline, of the selected object, or of a new one beside everything. In a review the window goes on to the next object
// after it. GUI thread.
#pragma once

#include <chrono>
#include <vector>

#include "ui/tools/stroke_edit.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

class RedrawTool : public Tool {
public:
    using Tool::Tool;

    QString name() const override { return QStringLiteral("redraw border"); }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    SlideRect cancel() override;
    bool isActive() const override { return !m_line.empty(); }
    void paint(QPainter& painter, const Viewport& viewport) const override;
    std::optional<std::pair<AnnotationId, MultiPolygon>> liveShape() const override;

private:
    AnnotationId target() const;
    void commit();
    void tryLine();
    SlideRect dirtyRect() const;

    std::vector<SlidePoint> m_line;
    double m_downsample = 1;
    AnnotationId m_target = 0;       ///< 0: a new object
    MultiPolygon m_live;
    std::chrono::steady_clock::time_point m_started;
};

}  // namespace bowman::ui
