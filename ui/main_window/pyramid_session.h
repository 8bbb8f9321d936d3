// A slide without smaller versions of itself gets them: in the background, into the cache folder, while it is being looked at. One at
// a time, the slide that is shown first. GUI thread.
#pragma once

#include <memory>
#include <set>
#include <stop_token>

#include <QObject>
#include <QTimer>

#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"

namespace bowman::ui {

class PyramidSession : public QObject {
    Q_OBJECT
public:
    explicit PyramidSession(Project& project, QObject* parent = nullptr);
    ~PyramidSession() override;

    bool isRunning() const { return m_building != nullptr; }
    /// Empty when nothing is being made.
    QString jobText() const;
    double jobFraction() const { return m_fraction; }
    /// The slide stays as it is until the project is opened again.
    void cancel();

Q_SIGNALS:
    void changed();
    void said(const QString& message);

private:
    void look();
    void take(SlideId id, const SlidePtr& slide, const Result<SlidePtr>& better, bool cancelled);

    Project& m_project;
    SlidePtr m_building;
    QString m_name;
    double m_fraction = 0;
    std::stop_source m_stop;
    std::set<SlideId> m_given;         // up: cancelled or failed; not tried again
    int m_serial = 0;                  // of the project
    QTimer m_soon;                     // the first picture comes before it
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
