// Measures what an outline encloses: drawn like any outline, shown until the next one or Esc, stored nowhere. GUI thread.
#pragma once

#include "core/measure/morphometry.h"
#include "ui/tools/outline_tool.h"

namespace bowman::ui {

class AreaTool : public OutlineTool {
public:
    explicit AreaTool(ToolContext context) : OutlineTool(std::move(context)) {}

    QString name() const override { return QStringLiteral("area"); }
    SlideRect press(const ToolEvent& event) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    SlideRect cancel() override;
    bool isActive() const override { return OutlineTool::isActive() || !m_measured.empty(); }
    void paint(QPainter& painter, const Viewport& viewport) const override;

    /// Area, perimeter, and the diameter of the circle of that area, a line each; empty before anything is measured.
    QString text() const;

protected:
    void commitOutline(MultiPolygon outline, double seconds, bool opposite) override;
    QColor colour(bool opposite) const override;

private:
    SlideRect forget();
    MultiPolygon m_measured;
    Morphometry m_figures;   ///< in pixels
};

}  // namespace bowman::ui
