// Region: outlines a part of the slide that a person has looked at completely; with Shift at the first point, cuts the
// outline out of such regions. The new region is not selected: the next stroke is meant for a glomerulus. GUI thread.
#pragma once

#include "ui/tools/outline_tool.h"

namespace bowman::ui {

class RegionTool : public OutlineTool {
public:
    explicit RegionTool(ToolContext context);
    QString name() const override;

protected:
    void commitOutline(MultiPolygon outline, double seconds, bool opposite) override;
    QColor colour(bool opposite) const override;
};

}  // namespace bowman::ui
