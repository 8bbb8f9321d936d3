// Focus planes and channels of the slide that is shown: opens the one that is chosen, and remembers it for each slide until the project
// is closed. GUI thread; slides are opened in a worker.
#pragma once

#include <map>

#include <QObject>
#include <QTimer>

#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"
#include "ui/panels/plane_bar.h"

namespace bowman::ui {

class PlaneSession : public QObject {
    Q_OBJECT
public:
    /// The bar floats over `view`.
    PlaneSession(QWidget& view, Project& project, QObject* parent = nullptr);
    PlaneBar& bar() { return *m_bar; }

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);

private:
    void showSlide();
    void choose(const SlidePlane& plane);
    void open();

    Project& m_project;
    PlaneBar* m_bar;
    std::map<SlideId, SlidePlane> m_chosen;
    bool m_opening = false;
    QTimer m_soon;                 // a slider that is pulled asks for its last place only
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
