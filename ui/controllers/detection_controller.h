// Runs detections for the window: one at a time, on a thread of its own that leaves the cores to the window. Progress and
// finished pieces of the probability map arrive on the GUI thread, bundled. GUI thread only.
#pragma once

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <QObject>

#include "core/concurrency/mailbox.h"
#include "core/detect/detection_job.h"
#include "core/document/document.h"
#include "ui/controllers/networks.h"
#include "ui/controllers/problem.h"

namespace bowman::ui {

struct DetectionOrder {
    SlideId slideId = 0;
    DetectionRequest request;
    std::filesystem::path model;
    std::string device = "auto";
    bool tellsSclerosis = true;
    bool asksMirrorImages = false;          ///< core/detect/flips.h
};

/// How it ended. After a stop, `result` holds what was found before.
struct DetectionOutcome {
    SlideId slideId = 0;
    DetectionRequest request;
    ModelCard card;
    std::optional<DetectionResult> result;
    std::optional<Problem> problem;
    double sclerosisThreshold = 0.5;
};

class DetectionController : public QObject {
    Q_OBJECT
public:
    explicit DetectionController(Networks networks, QObject* parent = nullptr);
    /// Stops and waits for the job.
    ~DetectionController() override;

    const Networks& networks() const { return m_networks; }

    bool isRunning() const { return m_running; }
    /// A stop was asked for, and the job has not ended yet.
    bool isStopping() const { return m_stopping; }
    /// Slide that is worked on, 0 when idle.
    SlideId slide() const { return m_running ? m_slide : 0; }
    /// Nothing happens while one is running.
    void start(DetectionOrder order);
    /// The job ends soon after; what was found is kept.
    void stop();
    /// Stops, and forgets the result: its project is gone.
    void abandon();

    const DetectionProgress& progress() const { return m_progress; }
    /// What it does now, for people: "Loading the network…", "23 of 118 patches".
    QString stage() const { return m_stage; }

Q_SIGNALS:
    void runningChanged();
    void progressed();
    void deviceKnown(const QString& name);
    void tilesReady(const std::vector<bowman::ProbabilityTile>& tiles);
    void finished(const bowman::ui::DetectionOutcome& outcome);

private:
    struct Stage { QString text; };
    struct Device { QString name; };
    using Message = std::variant<Stage, Device, DetectionProgress, ProbabilityTile, DetectionOutcome>;
    using Mail = Mailbox<Message>;
    struct Job {
        quint64 id = 0;
        std::shared_ptr<Mail> mail;
        bool abandoned = false;
        std::jthread thread;
    };

    static DetectionOutcome work(const Networks& networks, const DetectionOrder& order, Mail& mail, std::stop_token stop);
    static void tellMirrorImages(const DetectionOrder& order, DetectionResult& result, Predictor& network, Mail& mail, const std::stop_token& stop);
    static void tellSclerosis(const Networks& networks, const DetectionOrder& order, DetectionOutcome& outcome, Mail& mail, const std::stop_token& stop);
    void readMail(quint64 job);
    void end(DetectionOutcome outcome);

    const Networks m_networks;
    bool m_running = false;
    bool m_stopping = false;
    SlideId m_slide = 0;
    DetectionProgress m_progress;
    QString m_stage;
    quint64 m_lastJob = 0;
    std::list<Job> m_jobs;      // the running one, and abandoned ones that have not ended yet
};

}  // namespace bowman::ui
