// The history of the slide that is shown, in its panel: kept up to date while it is seen, travelled by a click. GUI thread.
#pragma once

#include <optional>

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
    /// On the way to a step, so many at a time that the hand is not held up.
    struct Travel {
        SlideId slide = 0;
        qint64 event = 0;
        std::size_t from = 0;          ///< steps that were done when it began
        std::size_t expected = 0;      ///< that are done now, unless somebody else has changed something
        std::size_t to = 0;
    };
    void refresh();
    void travelTo(qint64 event);
    void travelOn();
    void arrived();
    HistoryParts m_parts;
    std::optional<Travel> m_travel;
};

}  // namespace bowman::ui
