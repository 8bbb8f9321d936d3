#include "ui/controllers/review_controller.h"

namespace bowman::ui {

ReviewController::ReviewController(Project& project, QObject* parent) : QObject(parent), m_project(project) {
    connect(&project, &Project::slideChanged, this, [this] { select(0); });
    connect(&project, &Project::annotationsChanged, this, [this] {
        if (m_selected && !selectedAnnotation()) select(0);
    });
}

AnnotationPtr ReviewController::selectedAnnotation() const {
    const AnnotationSet* set = m_project.annotations();
    return set && m_selected ? set->find(m_selected) : nullptr;
}

void ReviewController::select(AnnotationId id) {
    if (id == m_selected) return;
    m_selected = id;
    Q_EMIT selectionChanged(id);
}

void ReviewController::travelTo(AnnotationId id) {
    select(id);
    if (const AnnotationPtr annotation = selectedAnnotation()) {
        // Room around it: one looks at a glomerulus in its surroundings, also when the object is a mere speck.
        constexpr double kAtLeastUm = 400;
        const SlideRect bounds = boundsOf(annotation->shape);
        const double size = std::max(bounds.width, bounds.height);
        const double atLeast = kAtLeastUm / m_project.umPerPx().value_or(1);
        Q_EMIT travelRequested(bounds.grown(std::max(0.6 * size, (atLeast - size) / 2)));
    }
}

void ReviewController::setReviewing(bool on) {
    if (on == m_reviewing) return;
    m_reviewing = on;
    Q_EMIT reviewingChanged(on);
    if (!on || !m_project.annotations()) return;
    const AnnotationPtr first = nextInReview(*m_project.annotations(), {0, 1, true});
    if (first) travelTo(first->id);
    else Q_EMIT said(m_project.annotations()->size() == 0 ? tr("Nothing to review yet: find glomeruli first") : tr("Every object of this slide is reviewed"));
}

void ReviewController::goNext() { walk(+1); }
void ReviewController::goPrevious() { walk(-1); }

void ReviewController::walk(int step) {
    const AnnotationSet* set = m_project.annotations();
    if (!set) return;
    if (const AnnotationPtr next = nextInReview(*set, {m_selected, step, false})) travelTo(next->id);
}

void ReviewController::decide(Decision decision) {
    const AnnotationPtr annotation = selectedAnnotation();
    if (!annotation) return Q_EMIT said(tr("Select an object first: click it, or press N"));
    if (annotation->kind != AnnotationKind::Glomerulus) return Q_EMIT said(tr("Only glomeruli are reviewed"));
    commit(decisionEdit(annotation, decision, m_project.document()->person()), tr("Cannot record this decision"));
    if (!m_reviewing) return;
    if (const AnnotationPtr next = nextInReview(*m_project.annotations(), {annotation->id, 1, true})) return travelTo(next->id);
    setReviewing(false);
    Q_EMIT allDecided();
}

void ReviewController::setClass(const std::string& className) {
    const AnnotationPtr annotation = selectedAnnotation();
    if (!annotation || annotation->kind != AnnotationKind::Glomerulus) return Q_EMIT said(tr("Select a glomerulus first: click it, or press N"));
    if (annotation->className != className) commit(classEdit(annotation, className, m_project.document()->person()), tr("Cannot change the class"));
}

void ReviewController::deleteSelected() {
    if (const AnnotationPtr annotation = selectedAnnotation()) {
        commit(deletionEdit(annotation), tr("Cannot delete this object"));
        Q_EMIT said(tr("Deleted %1. Ctrl+Z brings it back").arg(QString::fromStdString(nameOf(*annotation))));
    }
}

std::vector<AnnotationPtr> ReviewController::glomeruli(const std::vector<AnnotationId>& ids) const {
    std::vector<AnnotationPtr> found;
    for (const AnnotationId id : ids)
        if (AnnotationPtr a = m_project.annotations() ? m_project.annotations()->find(id) : nullptr; a && a->kind == AnnotationKind::Glomerulus)
            found.push_back(std::move(a));
    return found;
}

void ReviewController::decideAll(const std::vector<AnnotationId>& ids, Decision decision) {
    Edit edit = decisionsEdit(glomeruli(ids), decision, m_project.document()->person());
    if (edit.changes.empty()) return Q_EMIT said(tr("Only glomeruli are reviewed"));
    const QString label = QString::fromStdString(edit.label);
    if (commit(std::move(edit), tr("Cannot record these decisions"))) Q_EMIT said(label.left(1).toUpper() + label.mid(1));
}

void ReviewController::setClassOfAll(const std::vector<AnnotationId>& ids, const std::string& className) {
    Edit edit = classesEdit(glomeruli(ids), className, m_project.document()->person());
    if (edit.changes.empty()) return Q_EMIT said(tr("They have this class already"));
    const QString label = QString::fromStdString(edit.label);
    if (commit(std::move(edit), tr("Cannot change the class"))) Q_EMIT said(label.left(1).toUpper() + label.mid(1));
}

bool ReviewController::commit(Edit edit, const QString& what) {
    const auto applied = m_project.apply(std::move(edit));
    if (!applied) Q_EMIT refused(problemFrom(what, applied.error()));
    return applied.ok();
}

}  // namespace bowman::ui
