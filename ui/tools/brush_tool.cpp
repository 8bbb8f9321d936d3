#include "ui/tools/brush_tool.h"

namespace bowman::ui {

BrushTool::BrushTool(ToolContext context) : StrokeTool(std::move(context), StrokeMode::Add) {}

QString BrushTool::name() const { return QStringLiteral("brush"); }

}  // namespace bowman::ui
