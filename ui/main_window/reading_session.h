// Who reads, and which reading of the slide is shown: picking the person, beginning a blinded reading, finishing it, going from one to
// another. GUI thread.
#pragma once

#include <QMenu>
#include <QObject>
#include <QToolButton>

#include "ui/controllers/project.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/canvas_area.h"
#include "ui/main_window/reading_bar.h"
#include "ui/main_window/status_bar.h"

namespace bowman::ui {

class DetectionSession;

/// What it works on; all outlive it.
struct ReadingParts {
    QWidget& window;
    CanvasArea& canvas;
    Project& project;
    DetectionSession& detection;
    StatusBar& status;
    Actions& actions;
};

class ReadingSession : public QObject {
    Q_OBJECT
public:
    explicit ReadingSession(const ReadingParts& parts, QObject* parent = nullptr);

    ReadingBar& bar() { return *m_bar; }
    /// How far the adjudication is, in the bar of a consensus.
    void setProgress(const QString& text);

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);

private:
    void refresh();
    void askForReader();
    void askForSecond();
    void finish(bool finished);
    void listReadings();
    QString textOf(const ReadingRecord& reading) const;
    /// Says why not where something stands in the way.
    bool canChange();
    void change(const QString& what, const std::function<Result<void>(Document&)>& work);

    ReadingParts m_parts;
    ReadingBar* m_bar;
    QToolButton* m_reader;               // in the status bar
    QMenu* m_menu;                       // made with the other menus
    QList<QAction*> m_listed;            // in it
    QString m_progress;
};

}  // namespace bowman::ui
