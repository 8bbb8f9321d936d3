// Which appearance each slide is shown in. Every slide begins as stained, in the colours that its scanner's profile gives it: that
// is what the profile is there for, and the pixels stay. What is chosen for it, and the stains estimated from it, are remembered
// until the project is closed, and are not saved: a changed picture is a passing look. GUI thread.
#pragma once

#include <map>
#include <optional>
#include <set>

#include <QAction>
#include <QObject>

#include "ui/canvas/slide_view.h"
#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"
#include "ui/main_window/appearance_chip.h"
#include "ui/panels/appearance_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct AppearanceParts {
    SlideView& view;
    Project& project;
    AppearancePanel& panel;
    QAction& reset;
};

class AppearanceSession : public QObject {
    Q_OBJECT
public:
    explicit AppearanceSession(const AppearanceParts& parts, QObject* parent = nullptr);

    void set(const Appearance& appearance);
    void reset();
    /// Finds the stains of the slide that is shown, in a worker, and shows it with them.
    void estimate();
    bool isEstimating() const { return !m_estimating.empty(); }

private:
    struct Shown {
        Appearance appearance;
        std::optional<StainVectors> estimate;
    };
    void showSlide();
    /// By the person: other than the slide begins.
    bool isChanged(const Appearance& appearance) const;
    Shown& shown();
    void takeEstimate(SlideId slide, const Result<StainVectors>& vectors);

    AppearanceParts m_parts;
    AppearanceChip* m_chip;
    std::map<SlideId, Shown> m_shown;
    int m_serial = 0;                  // of the project
    std::set<SlideId> m_estimating;
    TaskRunner m_runner{1};            // last: its answers come here
};

}  // namespace bowman::ui
