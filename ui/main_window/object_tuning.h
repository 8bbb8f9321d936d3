// Objects from kept probabilities: threshold, smallest area and smoothing act on what a detection found, at once where one looks while a slider
// moves, everywhere as one step of undo when it rests. What a person has decided on stays. Also after the project was opened again.
// GUI thread.
#pragma once

#include <optional>

#include <QObject>

#include "ui/canvas/slide_view.h"
#include "ui/controllers/detection_controller.h"
#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"
#include "ui/main_window/late_sclerosis.h"
#include "ui/main_window/maybe_overlay.h"
#include "ui/panels/detection_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct TuningParts {
    SlideView& view;
    Project& project;
    DetectionPanel& panel;
    LateSclerosis::Create createClassifier = {};   ///< the second stage; may be empty
};

class ObjectTuning : public QObject {
    Q_OBJECT
public:
    explicit ObjectTuning(const TuningParts& parts, QObject* parent = nullptr);

    /// A detection begins: its probabilities come piece by piece.
    void begin(const DetectionOrder& order, const ModelCard& card);
    void add(const ProbabilityTile& tile);
    /// It ended: what it found goes into the project. Empty where the settings were moved meanwhile: the objects follow when they are made.
    Result<std::optional<int>> take(const DetectionOutcome& outcome);
    void forget();

    /// There are probabilities for the slide that is shown.
    bool isActive() const;
    /// Looks for probabilities that an earlier session kept of the slide that is shown.
    void restore();
    /// The panel shows what the objects were made with.
    void showSettings();

Q_SIGNALS:
    void changed();
    void failed(const bowman::ui::Problem& problem);
    void saidWithUndo(const QString& message);
    /// What was too faint to be proposed is in the project.
    void candidatesFound();

private:
    PolygoniseOptions optionsFor(const ObjectSettings& settings) const;
    void preview();
    void apply();
    void keepAs(const ObjectSettings& settings, std::vector<DetectedObject> objects, int notTold);
    Result<int> put(const DetectionResult& result);
    void findFaint();
    void takeKept(SlideId slide, const SlidePtr& file, const KeptDetection& kept);
    void showHeat(const std::shared_ptr<const ProbabilityMap>& map, std::size_t from);

    TuningParts m_parts;
    MaybeOverlay* m_overlay;                    // child of the view
    std::optional<DetectionOutcome> m_last;     // with its probability map
    std::optional<ObjectSettings> m_used;       // what the objects of m_last were made with; empty until they are
    std::vector<DetectedObject> m_told;         // those that a classifier was asked about, whatever the settings are now
    std::optional<DetectionOutcome> m_growing;  // of a detection that runs; its map is m_partial
    std::optional<ProbabilityMap> m_partial;
    std::shared_ptr<LateSclerosis> m_late;      // of the thread of m_background
    bool m_previewing = false;
    bool m_previewWanted = false;
    bool m_applying = false;
    TaskRunner m_background{1};
    TaskRunner m_quick{1};                      // previews do not wait behind a whole slide
};

}  // namespace bowman::ui
