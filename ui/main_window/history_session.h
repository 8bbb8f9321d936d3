// The history of the slide that is shown, in its panel: kept up to date while it is seen, travelled by a click. GUI thread.
#pragma once

#include <QDockWidget>
#include <QObject>

#include "ui/controllers/project.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/message_line.h"
#include "ui/panels/history_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct HistoryParts {
    Project& project;
    HistoryPanel& panel;
    QDockWidget& dock;
    MessageLine& message;
    Actions& actions;
};

class HistorySession : public QObject {
    Q_OBJECT
public:
    explicit HistorySession(const HistoryParts& parts, QObject* parent = nullptr);

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);

private:
    void refresh();
    void travelTo(qint64 event);
    HistoryParts m_parts;
};

}  // namespace bowman::ui
