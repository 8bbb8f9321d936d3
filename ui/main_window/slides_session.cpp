#include "ui/main_window/slides_session.h"

namespace bowman::ui {

SlidesSession::SlidesSession(const SlidesParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    m_tabs = new SlideTabs({parts.canvas.view(), parts.project, parts.review});
    parts.canvas.setTabs(m_tabs);
    m_sideBySide = std::make_unique<SideBySide>(SideBySideParts{parts.canvas, parts.project, *parts.actions[Command::SideBySide]});
    connect(m_sideBySide.get(), &SideBySide::said, this, &SlidesSession::said);
    connect(m_sideBySide.get(), &SideBySide::failed, this, &SlidesSession::failed);
    connect(m_sideBySide.get(), &SideBySide::filesDropped, this, &SlidesSession::filesDropped);
    connect(m_tabs, &SlideTabs::lastClosed, this, &SlidesSession::closeRequested);
    const auto on = [this](Command command, auto act) { connect(m_parts.actions[command], &QAction::triggered, this, act); };
    on(Command::NextTab, [this] { m_tabs->step(+1); });
    on(Command::PreviousTab, [this] { m_tabs->step(-1); });
    on(Command::CloseTab, [this] { m_tabs->closeCurrent(); });
    on(Command::SlideTable, [this] { showTable(); });
    on(Command::SlideProperties, [this] {
        m_parts.propertiesDock.show();
        m_parts.propertiesDock.raise();
    });
    connect(&parts.project, &Project::slideChanged, this, &SlidesSession::refresh);
    connect(&parts.project, &Project::slideReread, this, &SlidesSession::refresh);
    connect(&parts.project, &Project::scaleChanged, this, &SlidesSession::refresh);
    connect(&parts.project, &Project::slidesChanged, this, [this] { m_parts.actions[Command::SideBySide]->setEnabled(m_parts.project.slides().size() > 1); });
    refresh();
}

void SlidesSession::refresh() {
    const auto record = m_parts.project.record();
    m_parts.propertiesDock.findChild<SlidePropertiesPanel*>()->setSlide(m_parts.project.slide(), record ? record->umPerPx : MicronsPerPixel());
    for (const Command c : {Command::CloseTab, Command::SlideTable, Command::SlideProperties}) m_parts.actions[c]->setEnabled(m_parts.project.isOpen());
    for (const Command c : {Command::NextTab, Command::PreviousTab}) m_parts.actions[c]->setEnabled(m_tabs->count() > 1);
    m_parts.actions[Command::SideBySide]->setEnabled(m_parts.project.slides().size() > 1);
}

SlideTableDialog& SlidesSession::showTable() {
    if (!m_table) {
        m_table = new SlideTableDialog(m_parts.project, &m_parts.window);
        m_table->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_table, &SlideTableDialog::slideChosen, this, [this](qint64 id) {
            if (id != m_parts.project.currentSlide()) m_parts.project.showSlide(id);
        });
        connect(m_table, &SlideTableDialog::findRequested, this, &SlidesSession::findRequested);
    }
    m_table->show();
    m_table->raise();
    m_table->activateWindow();
    return *m_table;
}

}  // namespace bowman::ui
