#include "ui/main_window/maybe_session.h"

#include <algorithm>

#include <QKeyEvent>

#include "core/document/candidate_list.h"
#include "ui/main_window/maybe_overlay.h"

namespace bowman::ui {

MaybeSession::MaybeSession(const MaybeParts& parts, QObject* parent) : QObject(parent), m_parts(parts), m_overlay(new MaybeOverlay(parts.canvas.view())) {
    connect(parts.actions[Command::Maybe], &QAction::triggered, this, &MaybeSession::setWalking);
    connect(&parts.panel.maybe(), &MaybeList::candidateChosen, this, &MaybeSession::show);
    connect(&parts.review, &ReviewController::candidateStepped, this, &MaybeSession::step);
    connect(&parts.review, &ReviewController::candidateDecided, this, &MaybeSession::decide);
    connect(&parts.review, &ReviewController::selectionChanged, this, [this] {
        // An object was chosen instead.
        if (m_parts.review.selected() != 0 && m_parts.actions[Command::Maybe]->isChecked()) setWalking(false);
    });
    connect(&parts.project, &Project::slideChanged, this, &MaybeSession::reload);
    connect(&parts.project, &Project::annotationsChanged, this, [this](const DocumentChange& change) { lookAgain(change.dirty); });
    connect(&parts.review.classes(), &ProjectClasses::paletteChanged, this, &MaybeSession::reload);
    parts.canvas.view().installEventFilter(this);
    reload();
}

bool MaybeSession::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && m_parts.review.candidate()) {
        setWalking(false);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

// The canvas deletes it; before that it must not ask who is gone.
MaybeSession::~MaybeSession() { delete m_overlay; }

void MaybeSession::reload() {
    if (m_parts.actions[Command::Maybe]->isChecked()) setWalking(false);
    m_all.clear();
    if (const Document* document = m_parts.project.document(); document && m_parts.project.currentSlide())
        if (auto stored = document->candidates(m_parts.project.currentSlide())) m_all = *std::move(stored);
    std::stable_sort(m_all.begin(), m_all.end(), [](const AnnotationPtr& a, const AnnotationPtr& b) { return a->score > b->score; });
    m_isDecided.assign(m_all.size(), false);
    if (const AnnotationSet* set = m_parts.project.annotations())
        for (std::size_t i = 0; i < m_all.size(); ++i) m_isDecided[i] = isDecided(*m_all[i], *set);
    refresh();
}

/// Only where something has changed: hundreds of faint places are not to be compared with everything at each stroke.
void MaybeSession::lookAgain(const SlideRect& dirty) {
    const AnnotationSet* set = m_parts.project.annotations();
    bool isNews = false;
    for (std::size_t i = 0; set && i < m_all.size(); ++i) {
        if (!boundsOf(m_all[i]->shape).intersects(dirty)) continue;
        const bool now = isDecided(*m_all[i], *set);
        isNews = isNews || now != m_isDecided[i];
        m_isDecided[i] = now;
    }
    if (isNews) refresh();
}

void MaybeSession::refresh() {
    const AnnotationPtr shown = m_parts.review.candidate();
    m_open.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i)
        if (!m_isDecided[i]) m_open.push_back(m_all[i]);
    m_parts.panel.maybe().setCandidates(m_open, m_parts.project.umPerPx());
    QAction* action = m_parts.actions[Command::Maybe];
    action->setText(m_open.empty() ? tr("Maybe") : tr("Maybe: %1").arg(m_open.size()));
    action->setEnabled(m_parts.project.slide() && !m_open.empty());
    const auto here = std::find(m_open.begin(), m_open.end(), shown);
    if (shown && here != m_open.end()) {
        m_current = static_cast<int>(here - m_open.begin());
        m_parts.panel.maybe().setCurrent(m_current);
    }
    m_overlay->setShapes(action->isChecked() ? m_open : std::vector<AnnotationPtr>(), m_current);
}

void MaybeSession::setWalking(bool on) {
    m_parts.actions[Command::Maybe]->setChecked(on);
    if (!on) {
        m_current = -1;
        m_overlay->setShapes({}, -1);
        return m_parts.review.showCandidate(nullptr);
    }
    Q_EMIT shown();
    m_parts.review.setReviewing(false);
    show(0);
    m_parts.canvas.view().setFocus();
    m_parts.canvas.message().say(tr("Faint places, the surest first: A makes one an object, R drops it, Esc or Shift+F5 ends"));
}

void MaybeSession::show(int row) {
    if (m_open.empty()) return setWalking(false);
    m_current = std::clamp(row, 0, static_cast<int>(m_open.size()) - 1);
    m_parts.review.showCandidate(m_open[static_cast<std::size_t>(m_current)]);
    m_parts.panel.maybe().setCurrent(m_current);
    m_parts.panel.card().setTitle(tr("Maybe %1 of %2").arg(m_current + 1).arg(m_open.size()));
    m_overlay->setShapes(m_open, m_current);
}

void MaybeSession::step(int by) {
    const int count = static_cast<int>(m_open.size());
    if (count > 0) show((m_current + by + count) % count);
}

void MaybeSession::decide(Decision decision) {
    const AnnotationPtr candidate = m_parts.review.candidate();
    Document* document = m_parts.project.document();
    if (!candidate || !document) return;
    const ReviewState state = decision == Decision::Accept ? ReviewState::Accepted : decision == Decision::Reject ? ReviewState::Rejected : ReviewState::Unsure;
    const int place = m_current;
    const auto applied = m_parts.project.apply(candidateEdit(*candidate, document->newAnnotationId(m_parts.project.currentSlide()), state, document->person()));
    if (!applied) return Q_EMIT failed(problemFrom(tr("Cannot record this decision"), applied.error()));
    if (!m_open.empty()) return show(place);
    setWalking(false);
    m_parts.canvas.message().say(tr("Every faint place of this slide is decided"));
}

}  // namespace bowman::ui
