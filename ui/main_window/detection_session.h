// Find glomeruli, as the window offers it: what it will run with, starting and stopping, one slide or several in a row, the growing heat
// map, the result as one step that can be undone. GUI thread only.
#pragma once

#include <memory>
#include <optional>

#include <QObject>

#include "ui/canvas/slide_view.h"
#include "ui/controllers/detection_controller.h"
#include "ui/controllers/detection_queue.h"
#include "ui/controllers/project.h"
#include "ui/main_window/find_bar.h"
#include "ui/main_window/object_tuning.h"
#include "ui/panels/detection_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct DetectionParts {
    SlideView& view;
    Project& project;
    DetectionPanel& panel;
    FindBar& bar;
};

class DetectionSession : public QObject {
    Q_OBJECT
public:
    DetectionSession(const DetectionParts& parts, Networks networks, QObject* parent = nullptr);

    bool isRunning() const { return m_controller.isRunning() || m_queue.current() != 0; }
    /// Asks for the scale first where it is unknown.
    void start();
    /// One after the other, after what runs; each keeps its result in the project.
    void findIn(const std::vector<SlideId>& slides);
    /// What was found is kept; slides that wait are not searched.
    void stop();
    const DetectionQueue& queue() const { return m_queue; }
    ObjectTuning& tuning() { return m_tuning; }
    /// Reads the model's card, which loads the network library: in the background.
    void prepare();
    /// For the status bar; empty when idle.
    QString jobText() const;
    /// The same in few words, where there is little room.
    QString shortJobText() const;
    double jobFraction() const;
    void refresh();

Q_SIGNALS:
    void changed();                                   ///< something of what it shows
    void scaleNeeded();                               ///< the window asks the person, then starts again
    void failed(const bowman::ui::Problem& problem);
    void said(const QString& message);
    void saidWithUndo(const QString& message);
    void heatMapWanted(bool on);
    void ended();
    /// What was too faint to be proposed is in the project.
    void candidatesFound();

private:
    DetectionOrder orderFor(SlideId id, const SlidePtr& slide, double umPerPx) const;
    void begin(DetectionOrder order);
    void searchNext();
    void finish(const DetectionOutcome& outcome);
    /// What became of it, in words.
    QString tell(const DetectionOutcome& outcome, std::optional<int>& kept);
    bool isInQueue() const;
    /// What was found and what failed, by name, once the last slide of a queue is done.
    void tellOfQueue();
    void showSlide();
    void tellWhatIsSeen();
    void refreshQueue();
    QString loadText() const;

    SlideView& m_view;
    Project& m_project;
    DetectionPanel& m_panel;
    FindBar& m_bar;
    DetectionController m_controller;
    TaskRunner m_background{1};
    std::optional<ModelCard> m_card;
    std::filesystem::path m_cardOf;                   ///< model that m_card belongs to, or is being read for
    QString m_device;
    bool m_hasToldOfIdleCard = false;      // once is enough
    DetectionQueue m_queue;
    DetectionOrder m_queued;                          ///< for each slide of the queue, but for the slide
    ObjectTuning m_tuning;
    bool m_turnedHeatMapOn = false;
    std::shared_ptr<VisibleRegion> m_seen;            ///< of the search that was begun last, if its slide was on the screen
};

}  // namespace bowman::ui
