// Where the tissue of the slide is, as a line on the canvas: found in a worker the first time that the layer is shown, then drawn anew with
// every stroke that corrects it. GUI thread.
#pragma once

#include <memory>
#include <optional>

#include <QAction>
#include <QObject>

#include "core/detect/tissue_correction.h"
#include "ui/canvas/slide_view.h"
#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"
#include "ui/panels/layers_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct TissueParts {
    SlideView& view;
    Project& project;
    LayersPanel& layers;
    QAction& correct;                  ///< takes the brush for it
};

class TissueSession : public QObject {
    Q_OBJECT
public:
    explicit TissueSession(const TissueParts& parts, QObject* parent = nullptr);

    /// The layer was switched, or something that it shows has changed.
    void refresh();
    /// What is shown is how it is by now.
    bool isIdle() const { return !m_isWorking; }

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);

private:
    struct Drawn {
        std::shared_ptr<const TissueMask> found;
        MultiPolygon outline;
        std::optional<double> mm2;
        QString problem;
    };
    void forget();
    void take(Drawn drawn);

    TissueParts m_parts;
    SlidePtr m_slide;                                   // that all of this is about
    std::optional<double> m_umPerPx;
    std::shared_ptr<const TissueMask> m_found;          // as the picture says
    std::optional<TissueCorrection> m_shown;            // with which it is drawn; empty: it is not
    quint64 m_serial = 0;                               // of the slide and its scale
    bool m_isWorking = false;
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
