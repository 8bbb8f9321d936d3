// Eraser: takes away from the selected glomerulus; Shift paints. GUI thread.
#pragma once

#include "ui/tools/stroke_tool.h"

namespace bowman::ui {

class EraserTool : public StrokeTool {
public:
    explicit EraserTool(ToolContext context);
    QString name() const override;
};

}  // namespace bowman::ui
