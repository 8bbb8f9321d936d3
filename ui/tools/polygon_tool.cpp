#include "ui/tools/polygon_tool.h"

#include "ui/canvas/state_style.h"
#include "ui/tools/outline_commit.h"

namespace bowman::ui {

PolygonTool::PolygonTool(ToolContext context) : OutlineTool(std::move(context)) {}

QString PolygonTool::name() const { return QStringLiteral("polygon"); }

QColor PolygonTool::colour(bool opposite) const {
    return styleOf(opposite ? ReviewState::Corrected : ReviewState::Added).colour;
}

void PolygonTool::commitOutline(MultiPolygon outline, double seconds, bool opposite) {
    ui::commitOutline(context(), {std::move(outline), firstPoint(), opposite ? StrokeMode::Erase : StrokeMode::Add, gesture(seconds)});
}

}  // namespace bowman::ui
