// Find glomeruli, as the window offers it: what it will run with, starting and stopping, the growing heat map, the result as
// one step that can be undone, the threshold moved afterwards. GUI thread only.
#pragma once

#include <memory>
#include <optional>

#include <QObject>

#include "ui/canvas/slide_view.h"
#include "ui/controllers/detection_controller.h"
#include "ui/controllers/project.h"
#include "ui/main_window/find_bar.h"
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

    bool isRunning() const { return m_controller.isRunning(); }
    /// Asks for the scale first where it is unknown.
    void start();
    void stop() { m_controller.stop(); }
    /// Reads the model's card, which loads the network library: in the background.
    void prepare();
    /// For the status bar; empty when idle.
    QString jobText() const;
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
    void findFaint();
    void finish(const DetectionOutcome& outcome);
    Result<int> apply(const DetectionResult& result, const DetectionOutcome& outcome, double threshold);
    void applyThreshold(double threshold);
    void showSlide();
    void showTissue();

    SlideView& m_view;
    Project& m_project;
    DetectionPanel& m_panel;
    FindBar& m_bar;
    DetectionController m_controller;
    TaskRunner m_background{1};
    std::optional<ModelCard> m_card;
    std::filesystem::path m_cardOf;                   ///< model that m_card belongs to, or is being read for
    QString m_device;
    std::optional<DetectionOutcome> m_last;           ///< of this session, with its probability map
    bool m_turnedHeatMapOn = false;
    bool m_polygonising = false;
};

}  // namespace bowman::ui
