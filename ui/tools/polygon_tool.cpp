#include "ui/tools/polygon_tool.h"

#include "ui/canvas/state_style.h"

namespace bowman::ui {

PolygonTool::PolygonTool(ToolContext context) : OutlineTool(std::move(context)) {}

QString PolygonTool::name() const { return QStringLiteral("polygon"); }

QColor PolygonTool::colour(bool opposite) const {
    return styleOf(opposite ? ReviewState::Corrected : ReviewState::Added).colour;
}

void PolygonTool::commitOutline(MultiPolygon outline, double seconds, bool opposite) {
    const AnnotationSet& set = *context().annotations();
    StrokeRequest request;
    request.outline = std::move(outline);
    request.gesture = gesture(seconds);
    if (opposite) {
        request.mode = StrokeMode::Erase;
        request.target = context().selected();
    } else {
        request.newId = context().newId();
    }
    auto edit = strokeEdit(set, request);
    if (!edit.ok()) return context().say(QString::fromStdString(edit.error().message()));
    if (edit->changes.empty()) return context().say(QStringLiteral("The outline does not meet the selected glomerulus"));
    if (const auto done = context().commit(std::move(edit).value()); !done.ok())
        return context().say(QString::fromStdString(done.error().message()));
    if (!opposite) context().select(request.newId);
}

}  // namespace bowman::ui
