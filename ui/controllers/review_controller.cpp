#include "ui/controllers/review_controller.h"

#include <algorithm>
#include <chrono>

namespace bowman::ui {
namespace {

constexpr double kLongestLook = 120;     // seconds: longer is a telephone call
constexpr int kUsualSample = 20;

double secondsByTheClock() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

ReviewController::ReviewController(Project& project, QObject* parent)
    : QObject(parent), m_project(project), m_classes(project), m_queue([&project] { return project.annotations(); }, [this] { return queueOrder(); }), m_clock(secondsByTheClock) {
    connect(&project, &Project::slideChanged, this, [this] {
        m_queue.forget();
        showCandidate(nullptr);
        select(0);
        loadSample();
    });
    connect(&project, &Project::annotationsChanged, this, [this](const DocumentChange& change) {
        m_queue.update(change.changed);
        if (m_selected && !selectedAnnotation()) select(0);
    });
    connect(&m_classes, &ProjectClasses::locksChanged, this, [this] {
        m_queue.forget();
        if (const AnnotationPtr a = selectedAnnotation(); a && m_classes.isLocked(a->className)) select(0);
    });
}

void ReviewController::setClock(std::function<double()> seconds) {
    m_clock = std::move(seconds);
    beginLooking();
}

void ReviewController::beginLooking() {
    const AnnotationPtr annotation = selectedAnnotation();
    m_since = m_clock();
    m_spentBefore = annotation ? annotation->provenance.secondsSpent : 0;
}

double ReviewController::secondsLooked(const Annotation& annotation) const {
    const double noted = annotation.provenance.secondsSpent - m_spentBefore;
    return std::clamp(m_clock() - m_since - noted, 0.0, kLongestLook);
}

QueueOrder ReviewController::queueOrder() const {
    return {m_order, &m_sample, [this](const Annotation& a) { return m_classes.isLocked(a.className); }};
}

std::vector<AnnotationPtr> ReviewController::queue() { return m_queue.objects(); }

void ReviewController::loadSample() {
    const ReviewSample before = m_sample;
    m_queue.forget();
    m_sample = {};
    if (m_project.document() && m_project.currentSlide())
        if (const auto stored = m_project.document()->setting(m_project.currentSlide(), ReviewSample::kSetting)) m_sample = ReviewSample::fromJson(*stored);
    // A slide of which nobody has drawn yet gets one like the last.
    if (m_order == ReviewOrder::Sample && m_sample.wanted == 0 && m_project.annotations() && m_project.annotations()->size() > 0)
        return takeSample(before.wanted > 0 ? before.wanted : kUsualSample, before.seed);
    if (!(m_sample == before)) Q_EMIT orderChanged();
}

void ReviewController::setOrder(ReviewOrder order) {
    if (order == m_order) return;
    m_order = order;
    m_queue.forget();
    if (order == ReviewOrder::Sample && m_sample.wanted == 0 && m_project.annotations() && m_project.annotations()->size() > 0)
        return takeSample(kUsualSample, m_sample.seed);
    Q_EMIT orderChanged();
}

void ReviewController::takeSample(int wanted, std::uint32_t seed) {
    if (!m_project.annotations() || !m_project.document()) return;
    m_sample = drawSample(*m_project.annotations(), wanted, seed);
    m_order = ReviewOrder::Sample;
    m_queue.forget();
    if (const auto kept = m_project.document()->setSetting(m_project.currentSlide(), ReviewSample::kSetting, m_sample.toJson()); !kept)
        Q_EMIT refused(problemFrom(tr("The sample cannot be kept"), kept.error()));
    Q_EMIT orderChanged();
}

void ReviewController::showCandidate(const AnnotationPtr& candidate) {
    if (candidate == m_candidate) return;
    m_selected = 0;
    m_candidate = candidate;
    Q_EMIT selectionChanged(0);
    if (candidate) goTo(*candidate);
}

AnnotationPtr ReviewController::selectedAnnotation() const {
    const AnnotationSet* set = m_project.annotations();
    return set && m_selected ? set->find(m_selected) : nullptr;
}

void ReviewController::select(AnnotationId id) {
    if (const AnnotationPtr wanted = id && m_project.annotations() ? m_project.annotations()->find(id) : nullptr; wanted && m_classes.isLocked(wanted->className)) {
        Q_EMIT said(tr("%1 is locked (panel Layers)").arg(QString::fromStdString(wanted->className)));
        id = 0;
    }
    if (id == m_selected && !m_candidate) return;
    m_candidate = nullptr;
    m_selected = id;
    beginLooking();
    Q_EMIT selectionChanged(id);
}

void ReviewController::travelTo(AnnotationId id) {
    select(id);
    const AnnotationPtr annotation = m_project.annotations() ? m_project.annotations()->find(id) : nullptr;
    if (!annotation) return;
    goTo(*annotation);
    QList<SlideRect> ahead;
    for (const AnnotationPtr& neighbour : {m_queue.next(id, +1, m_reviewing), m_queue.next(id, -1, false)})
        if (neighbour && neighbour != annotation) ahead << placeOf(*neighbour);
    Q_EMIT likelyNext(ahead);
}

void ReviewController::goTo(const Annotation& annotation) { Q_EMIT travelRequested(placeOf(annotation)); }

SlideRect ReviewController::placeOf(const Annotation& annotation) const {
    // Room around it: one looks at a glomerulus in its surroundings, also when the object is a mere speck.
    constexpr double kAtLeastUm = 400;
    const SlideRect bounds = boundsOf(annotation.shape);
    const double size = std::max(bounds.width, bounds.height);
    const double atLeast = kAtLeastUm / m_project.umPerPx().value_or(1);
    return bounds.grown(std::max(0.6 * size, (atLeast - size) / 2));
}

void ReviewController::setReviewing(bool on) {
    if (on == m_reviewing) return;
    m_reviewing = on;
    Q_EMIT reviewingChanged(on);
    if (!on || !m_project.annotations()) return;
    const AnnotationPtr first = m_queue.next(0, 1, true);
    if (first) return travelTo(first->id);
    if (m_order == ReviewOrder::Sample && m_project.annotations()->size() > 0) return Q_EMIT said(tr("Every object of the sample is reviewed"));
    Q_EMIT said(m_project.annotations()->size() == 0 ? tr("Nothing to review yet: find glomeruli first") : tr("Every object of this slide is reviewed"));
}

void ReviewController::goNext() { walk(+1); }
void ReviewController::goPrevious() { walk(-1); }

void ReviewController::walk(int step) {
    if (m_candidate) return Q_EMIT candidateStepped(step);
    if (const AnnotationPtr next = m_queue.next(m_selected, step, false)) travelTo(next->id);
}

void ReviewController::decide(Decision decision) {
    if (m_candidate) return Q_EMIT candidateDecided(decision);
    const AnnotationPtr annotation = selectedAnnotation();
    if (!annotation) return Q_EMIT said(tr("Select an object first: click it, or press N"));
    if (annotation->kind != AnnotationKind::Glomerulus) return Q_EMIT said(tr("Only glomeruli are reviewed"));
    const bool recorded =
        commit(decisionEdit(annotation, decision, m_project.document()->person(), secondsLooked(*annotation)), tr("Cannot record this decision"));
    if (recorded) goOnFrom(annotation->id);
}

void ReviewController::decideClass(const std::string& className) {
    const AnnotationPtr annotation = selectedAnnotation();
    if (!m_reviewing || m_candidate || !annotation || annotation->kind != AnnotationKind::Glomerulus) return setClass(className);
    if (commit(classDecisionEdit(annotation, className, m_project.document()->person(), secondsLooked(*annotation)), tr("Cannot record this decision")))
        goOnFrom(annotation->id);
}

void ReviewController::goOnFrom(AnnotationId id) {
    beginLooking();
    if (!m_reviewing) return;
    if (const AnnotationPtr next = m_queue.next(id, 1, true)) return travelTo(next->id);
    setReviewing(false);
    Q_EMIT allDecided();
}

void ReviewController::setClass(const std::string& className) {
    const AnnotationPtr annotation = selectedAnnotation();
    if (!annotation || annotation->kind != AnnotationKind::Glomerulus) return Q_EMIT said(tr("Select a glomerulus first: click it, or press N"));
    if (annotation->className != className) commit(classEdit(annotation, className, m_project.document()->person()), tr("Cannot change the class"));
}

void ReviewController::setNote(AnnotationId id, const std::string& note) {
    const AnnotationPtr annotation = m_project.annotations() ? m_project.annotations()->find(id) : nullptr;
    if (annotation) commit(noteEdit(annotation, note), tr("Cannot keep this note"));
}

void ReviewController::deleteSelected() {
    if (const AnnotationPtr annotation = selectedAnnotation()) {
        if (commit(deletionEdit(annotation), tr("Cannot delete this object")))
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
