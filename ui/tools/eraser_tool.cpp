#include "ui/tools/eraser_tool.h"

namespace bowman::ui {

EraserTool::EraserTool(ToolContext context) : StrokeTool(std::move(context), StrokeMode::Erase) {}

QString EraserTool::name() const { return QStringLiteral("eraser"); }

}  // namespace bowman::ui
