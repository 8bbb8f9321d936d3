#include "ui/main_window/history_session.h"

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
    Document* document = m_parts.project.document();
    if (!document) return;
    const UndoStack* history = document->history(m_parts.project.currentSlide());
    const auto before = history ? static_cast<std::ptrdiff_t>(history->done().size()) : 0;
    const auto travelled = document->travelTo(m_parts.project.currentSlide(), event);
    if (!travelled) return Q_EMIT failed(problemFrom(tr("Cannot go to this step"), travelled.error()));
    const auto steps = static_cast<std::ptrdiff_t>(history->done().size()) - before;
    if (steps < 0) m_parts.message.say(steps == -1 ? tr("1 step undone") : tr("%1 steps undone").arg(-steps));
    else if (steps > 0) m_parts.message.say(steps == 1 ? tr("1 step done again") : tr("%1 steps done again").arg(steps));
}

}  // namespace bowman::ui
