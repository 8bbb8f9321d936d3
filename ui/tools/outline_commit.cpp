#include "ui/tools/outline_commit.h"

#include <QCoreApplication>

namespace bowman::ui {

bool commitOutline(const ToolContext& context, DrawnOutline outline) {
    const AnnotationSet& set = *context.annotations();
    const AnnotationPtr selected = set.find(context.selected());
    const bool erases = outline.mode == StrokeMode::Erase;
    const bool extends = selected && isDrawnOn(*selected, outline.gesture.className) && contains(selected->shape, outline.first);
    StrokeRequest request;
    request.outline = std::move(outline.shape);
    request.gesture = std::move(outline.gesture);
    request.mode = outline.mode;
    if (erases || extends) request.target = context.selected();
    else request.newId = context.newId();
    const AnnotationId touched = request.target ? request.target : request.newId;
    const auto refused = [&](const QString& why) {
        context.say(why);
        return false;
    };
    auto edit = strokeEdit(set, request);
    if (!edit.ok()) return refused(QString::fromStdString(edit.error().message()));
    if (edit->changes.empty())
        return refused(erases ? QCoreApplication::translate("OutlineTool", "The outline does not meet the selected glomerulus")
                              : QCoreApplication::translate("OutlineTool", "The outline lies inside of the selected glomerulus: nothing is added"));
    if (const auto done = context.commit(std::move(edit).value()); !done.ok()) return refused(QString::fromStdString(done.error().message()));
    if (context.selected() != touched) context.select(touched);
    return true;
}

}  // namespace bowman::ui
