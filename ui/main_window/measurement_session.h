// Keeps the table of measurements true to the slide that is shown: measures in a worker while the table is open, only what has changed, and ties what
// is selected in it to the canvas. GUI thread.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include <QAction>
#include <QDockWidget>
#include <QObject>
#include <QTimer>

#include "core/detect/tissue_correction.h"
#include "ui/controllers/project.h"
#include "ui/controllers/review_controller.h"
#include "ui/controllers/task_runner.h"
#include "ui/panels/measurement_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct MeasurementParts {
    QDockWidget& dock;                 ///< holds the panel
    MeasurementPanel& panel;
    Project& project;
    ReviewController& review;
    QAction& shown;                    ///< checkable: the dock is open
};

class MeasurementSession : public QObject {
    Q_OBJECT
public:
    explicit MeasurementSession(const MeasurementParts& parts, QObject* parent = nullptr);
    /// Stops measuring and waits for it.
    ~MeasurementSession() override;

    /// Everything of the slide is measured and shown, or the table is closed.
    bool isIdle() const { return !m_isMeasuring && !m_later.isActive(); }
    /// What is listed, as a file; saved() or failed() says how it went.
    void writeCsv(const QString& file);

Q_SIGNALS:
    void saved(const QString& file);
    void failed(const bowman::ui::Problem& problem);

private:
    struct Request;
    struct Answer;
    static Answer measure(const Request& request);
    void showSlide();
    void measureLater();
    void measureNow();
    void take(const std::shared_ptr<Answer>& answer);
    void stop();
    void askForCsv();

    MeasurementParts m_parts;
    QTimer m_later;                    // edits come in bursts
    SlideId m_slide = 0;
    std::optional<double> m_umPerPx;   // that the known measures are in
    MeasuredObjects m_known;           // of this slide; null before the first time
    std::shared_ptr<const TissueMask> m_found;   // on the picture of the slide
    TissueCorrection m_correction;     // with which m_edge was made
    std::shared_ptr<const TissueEdge> m_edge;
    std::optional<double> m_tissueMm2;
    bool m_hasTissue = false;          // it was looked for on this reading of the slide
    bool m_isMeasuring = false;
    bool m_isWanted = false;           // something changed meanwhile
    bool m_wasStopped = false;
    quint64 m_serial = 0;              // of the slide
    std::stop_source m_stop;
    TaskRunner m_files{1};
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
