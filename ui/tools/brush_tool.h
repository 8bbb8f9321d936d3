// Brush: paints onto the selected glomerulus; Shift erases. On empty ground it begins a new one. GUI thread.
#pragma once

#include "ui/tools/stroke_tool.h"

namespace bowman::ui {

class BrushTool : public StrokeTool {
public:
    explicit BrushTool(ToolContext context);
    QString name() const override;
};

}  // namespace bowman::ui
