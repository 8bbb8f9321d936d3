#include "ui/main_window/history_session.h"

#include <algorithm>

#include <QTimer>

namespace bowman::ui {

HistorySession::HistorySession(const HistoryParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    connect(&parts.panel, &HistoryPanel::stepChosen, this, &HistorySession::travelTo);
    connect(&parts.project, &Project::closing, this, [this] { m_parts.panel.setHistory(nullptr); });
    connect(&parts.project, &Project::projectChanged, this, &HistorySession::refresh);
    connect(&parts.project, &Project::slideChanged, this, &HistorySession::refresh);
    connect(&parts.project, &Project::annotationsChanged, this, &HistorySession::refresh);
    connect(&parts.dock, &QDockWidget::visibilityChanged, this, &HistorySession::refresh);
    connect(parts.actions[Command::History], &QAction::triggered, this, [this] {
        m_parts.dock.show();
        m_parts.dock.raise();
        refresh();
    });
    refresh();
}

void HistorySession::refresh() {
    const Document* document = m_parts.project.document();
    const bool isSeen = document && m_parts.project.currentSlide() && m_parts.panel.isVisible();
    m_parts.panel.setHistory(isSeen ? document->history(m_parts.project.currentSlide()) : nullptr);
}

void HistorySession::travelTo(qint64 event) {
    const Document* document = m_parts.project.document();
    const SlideId slide = m_parts.project.currentSlide();
    const UndoStack* history = document ? document->history(slide) : nullptr;
    if (!history) return;
    const auto& done = history->done();
    const auto& undone = history->undone();
    const auto isIt = [event](const UndoStack::Step& step) { return step.event == event; };
    std::size_t to = 0;
    if (const auto place = std::find_if(done.begin(), done.end(), isIt); place != done.end()) to = static_cast<std::size_t>(place - done.begin()) + 1;
    else if (const auto ahead = std::find_if(undone.begin(), undone.end(), isIt); ahead != undone.end()) to = done.size() + static_cast<std::size_t>(undone.end() - ahead);
    else if (event != 0) return Q_EMIT failed(problemFrom(tr("Cannot go to this step"), Error{"this step is no part of the history any more", "", ""}));
    const bool isUnderWay = m_travel.has_value();
    m_travel = Travel{slide, event, done.size(), done.size(), to};
    if (!isUnderWay) travelOn();
}

void HistorySession::travelOn() {
    constexpr std::size_t kAtOnce = 50;
    Document* document = m_parts.project.document();
    const UndoStack* history = document && m_travel && m_travel->slide == m_parts.project.currentSlide() ? document->history(m_travel->slide) : nullptr;
    // Stopped, another slide, or an edit in between: it ends where it is.
    if (!history || history->done().size() != m_travel->expected) return m_travel.reset();
    const auto& done = history->done();
    const auto& undone = history->undone();
    qint64 next = m_travel->event;
    if (m_travel->to + kAtOnce < done.size()) next = done[done.size() - kAtOnce - 1].event;
    else if (m_travel->to > done.size() + kAtOnce) next = undone[undone.size() - kAtOnce].event;
    if (const auto travelled = document->travelTo(m_travel->slide, next); !travelled) {
        m_travel.reset();
        return Q_EMIT failed(problemFrom(tr("Cannot go to this step"), travelled.error()));
    }
    m_travel->expected = history->done().size();
    if (m_travel->expected == m_travel->to) return arrived();
    const auto apart = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
    m_parts.message.sayWithAction(tr("%1 of %2 steps").arg(apart(m_travel->from, m_travel->expected)).arg(apart(m_travel->from, m_travel->to)), tr("Stop"), [this] { m_travel.reset(); });
    QTimer::singleShot(0, this, &HistorySession::travelOn);
}

void HistorySession::arrived() {
    const auto steps = static_cast<std::ptrdiff_t>(m_travel->to) - static_cast<std::ptrdiff_t>(m_travel->from);
    m_travel.reset();
    if (steps < 0) m_parts.message.say(steps == -1 ? tr("1 step undone") : tr("%1 steps undone").arg(-steps));
    else if (steps > 0) m_parts.message.say(steps == 1 ? tr("1 step done again") : tr("%1 steps done again").arg(steps));
}

}  // namespace bowman::ui
