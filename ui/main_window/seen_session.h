// Keeps what the person has looked at: at 5× or closer, for longer than a glance. Shows it on the navigator and says how much of
// the tissue it is. GUI thread; tissue is found in a worker.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/document/seen_map.h"
#include "core/detect/tissue_correction.h"
#include "ui/canvas/slide_view.h"
#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"
#include "ui/panels/layers_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct SeenParts {
    SlideView& view;
    Project& project;
    LayersPanel& layers;
};

class SeenSession : public QObject {
    Q_OBJECT
public:
    explicit SeenSession(const SeenParts& parts, QObject* parent = nullptr);
    ~SeenSession() override;

    /// Of the slide that is shown.
    const SeenMap& seen() const { return m_seen; }
    /// Nothing of this slide counts as seen any more; what was is handed back, for undo.
    SeenMap forget();
    void take(const SeenMap& seen);

    /// Calls back when it is known where the tissue is, or that nobody can know: at once, or when a worker has looked. Never after another slide
    /// is shown.
    void askForTissue(std::function<void()> then);
    /// Of the tissue, 0…1; empty until it is known where that is.
    std::optional<double> seenShare() const;
    bool isEverythingSeen() const;
    /// To the nearest tissue that was not seen yet, just close enough to see it.
    void goToUnseen();

Q_SIGNALS:
    void said(const QString& text);
    void failed(const bowman::ui::Problem& problem);

private:
    void showSlide();
    void store();
    void look();
    bool isCloseEnough() const;
    void findTissue();
    void correctTissue();
    void refresh();
    bool isTissue(SlidePoint p) const;
    std::vector<SlidePoint> unseenTissue() const;
    void travelToUnseen();

    SeenParts m_parts;
    SlideId m_slide = 0;               // whose map it is
    SeenMap m_seen;
    bool m_isShown = false;
    bool m_changed = false;            // since it was stored
    std::optional<TissueMask> m_found;                 // on the picture of the slide
    std::optional<TissueMask> m_tissue;                // as people corrected it
    TissueCorrection m_correction;
    SlideId m_tissueOf = 0;            // found, or being found
    bool m_findingTissue = false;
    std::vector<std::function<void()>> m_waiting;   // for the tissue of this slide
    QTimer m_glance;
    QTimer m_store;
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
