#include "ui/tools/region_tool.h"

#include "ui/canvas/state_style.h"

namespace bowman::ui {

RegionTool::RegionTool(ToolContext context) : OutlineTool(std::move(context)) {}

QString RegionTool::name() const { return QStringLiteral("region"); }

QColor RegionTool::colour(bool) const { return completeRegionStyle().colour; }

void RegionTool::commitOutline(MultiPolygon outline, double seconds, bool opposite) {
    StrokeRequest request;
    request.outline = std::move(outline);
    request.gesture = gesture(seconds);
    request.mode = opposite ? StrokeMode::Erase : StrokeMode::Add;
    if (!opposite) request.newId = context().newId();
    auto edit = regionEdit(*context().annotations(), request);
    if (!edit.ok()) return context().say(QString::fromStdString(edit.error().message()));
    if (const auto done = context().commit(std::move(edit).value()); !done.ok())
        context().say(QString::fromStdString(done.error().message()));
}

}  // namespace bowman::ui
