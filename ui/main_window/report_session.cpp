#include "ui/main_window/report_session.h"

namespace bowman::ui {

ReportSession::ReportSession(QWidget& window, Project& project, QAction& command) : m_window(window), m_project(project) {
    connect(&command, &QAction::triggered, this, [this] { show(); });
    const auto refresh = [&command, &project] { command.setEnabled(project.isOpen() && project.currentSlide() != 0); };
    connect(&project, &Project::slideChanged, this, refresh);
    refresh();
}

ReportDialog* ReportSession::show() {
    if (!m_project.document() || m_project.currentSlide() == 0) return nullptr;
    if (!m_dialog) {
        ReportOffer offer;
        for (const SlideRecord& slide : m_project.slides()) offer.slides.push_back(m_project.document()->outcome(slide.id));
        offer.current = m_project.currentSlide();
        offer.project = m_project.document()->path();
        offer.person = QString::fromStdString(m_project.document()->person());
        offer.version = BOWMAN_VERSION;
        if (auto palette = m_project.document()->palette()) offer.palette = *std::move(palette);
        m_dialog = new ReportDialog(std::move(offer), &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ReportDialog::written, this, &ReportSession::written);
    }
    m_dialog->open();
    m_dialog->raise();
    return m_dialog;
}

}  // namespace bowman::ui
