// Region: outlines a part of the slide that a person has looked at completely. GUI thread.
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
