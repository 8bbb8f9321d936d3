// The command that makes a report of the slide or the project: opens the dialog with a snapshot of everything. GUI thread.
#pragma once

#include <QAction>
#include <QObject>
#include <QPointer>

#include "ui/controllers/project.h"
#include "ui/dialogs/report_dialog.h"

namespace bowman::ui {

class ReportSession : public QObject {
    Q_OBJECT
public:
    /// All outlive it.
    ReportSession(QWidget& window, Project& project, QAction& command);
    /// Opens it, or brings it to the front; null while no project is open.
    ReportDialog* show();

Q_SIGNALS:
    void written(const QString& file);

private:
    QWidget& m_window;
    Project& m_project;
    QPointer<ReportDialog> m_dialog;
};

}  // namespace bowman::ui
