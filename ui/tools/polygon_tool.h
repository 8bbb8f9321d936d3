// Polygon and lasso: outlines a new glomerulus, or adds to the selected one where it begins inside of that; with Shift at the first point,
// cuts the outline out of the selected one. GUI thread.
#pragma once

#include "ui/tools/outline_tool.h"

namespace bowman::ui {

class PolygonTool : public OutlineTool {
public:
    explicit PolygonTool(ToolContext context);
    QString name() const override;

protected:
    void commitOutline(MultiPolygon outline, double seconds, bool opposite) override;
    QColor colour(bool opposite) const override;
};

}  // namespace bowman::ui
