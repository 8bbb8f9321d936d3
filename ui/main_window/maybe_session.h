// Places that may be glomeruli and were too faint to be proposed: listed apart, walked, made objects or dropped. GUI thread.
#pragma once

#include <QObject>

#include "ui/controllers/review_controller.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/canvas_area.h"
#include "ui/panels/review_panel.h"

namespace bowman::ui {

class MaybeOverlay;

/// What it works on; all outlive it.
struct MaybeParts {
    CanvasArea& canvas;
    Project& project;
    ReviewController& review;
    ReviewPanel& panel;
    Actions& actions;
};

class MaybeSession : public QObject {
    Q_OBJECT
public:
    explicit MaybeSession(const MaybeParts& parts, QObject* parent = nullptr);
    ~MaybeSession() override;

    /// Nobody has decided on them; the surest first.
    const std::vector<AnnotationPtr>& open() const { return m_open; }
    /// Those of the slide were found anew.
    void reload();

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);
    /// The panel is to be seen.
    void shown();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setWalking(bool on);
    void refresh();
    void lookAgain(const SlideRect& dirty);
    void show(int row);
    void step(int by);
    void decide(Decision decision);

    MaybeParts m_parts;
    std::vector<AnnotationPtr> m_all;             // the surest first
    std::vector<bool> m_isDecided;                // of each
    std::vector<AnnotationPtr> m_open;
    int m_current = -1;
    MaybeOverlay* m_overlay;
};

}  // namespace bowman::ui
