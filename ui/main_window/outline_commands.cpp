#include "ui/main_window/outline_commands.h"

#include "core/annotation/polygon.h"
#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

constexpr double kStepUm = 1;             // of growing and shrinking
constexpr double kSmoothUm = 3;           // radius: what is narrower than twice this goes
constexpr double kSimplifyUm = 0.5;       // how far the outline may move
constexpr double kUnknownUmPerPx = 0.5;   // where nobody knows: steps are then of 2 px

}  // namespace

OutlineCommands::OutlineCommands(const OutlineParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    const auto on = [&](Command command, ShapeChange what, double micrometres) {
        connect(parts.actions[command], &QAction::triggered, this, [this, what, micrometres] { change(what, micrometres); });
    };
    on(Command::OutlineFillHoles, ShapeChange::FillHoles, 0);
    on(Command::OutlineSmooth, ShapeChange::Smooth, kSmoothUm);
    on(Command::OutlineSimplify, ShapeChange::Simplify, kSimplifyUm);
    on(Command::OutlineGrow, ShapeChange::Grow, kStepUm);
    on(Command::OutlineShrink, ShapeChange::Shrink, kStepUm);
    on(Command::OutlineHull, ShapeChange::Hull, 0);
    connect(parts.actions[Command::OutlineDuplicate], &QAction::triggered, this, &OutlineCommands::duplicate);
}

Gesture OutlineCommands::gesture(const char* tool) const {
    return {tool, m_parts.project.document()->person(), {}, 0, m_parts.project.slide() ? m_parts.project.slide()->info().rect() : SlideRect{}};
}

bool OutlineCommands::commit(Result<Edit> edit) {
    if (edit && edit->changes.empty()) {
        Q_EMIT said(tr("Nothing about the outline changes"));
        return false;
    }
    const auto done = edit ? m_parts.project.apply(*std::move(edit)) : Result<void>(edit.error());
    if (!done) Q_EMIT said(QString::fromStdString(done.error().message()));
    return done.ok();
}

void OutlineCommands::change(ShapeChange what, double micrometres) {
    const AnnotationPtr before = m_parts.review.selectedAnnotation();
    if (!before) return Q_EMIT said(tr("Select an object first: click it, or press N"));
    const double umPerPx = m_parts.project.umPerPx().value_or(kUnknownUmPerPx);
    auto edit = shapeEdit(*m_parts.project.annotations(), {before->id, what, micrometres / umPerPx, gesture("outline")});
    const QString label = edit ? QString::fromStdString(edit->label) : QString();
    if (!commit(std::move(edit))) return;
    const AnnotationPtr after = m_parts.project.annotations()->find(before->id);
    if (!after) return;
    const QString text = label.left(1).toUpper() + label.mid(1);
    if (what == ShapeChange::Simplify) return Q_EMIT said(tr("%1: %2 points are now %3").arg(text).arg(vertexCount(before->shape)).arg(vertexCount(after->shape)));
    const double percent = 100 * (areaOf(after->shape) / areaOf(before->shape) - 1);
    Q_EMIT said(tr("%1: area %2%3 %").arg(text, percent < 0 ? "" : "+").arg(percent, 0, 'f', 1));
}

void OutlineCommands::duplicate() {
    const AnnotationPtr before = m_parts.review.selectedAnnotation();
    if (!before) return Q_EMIT said(tr("Select an object first: click it, or press N"));
    const AnnotationId id = m_parts.project.document()->newAnnotationId(m_parts.project.currentSlide());
    if (commit(duplicateEdit(*m_parts.project.annotations(), before->id, id, gesture("duplicate")))) m_parts.review.select(id);
}

}  // namespace bowman::ui
