// A second slide beside the current one: both move, zoom and turn together unless they are let go; the offset of serial sections is
// kept in the project. The left half is the canvas, where work is done; the right one only shows. GUI thread.
#pragma once

#include <memory>

#include <QAction>
#include <QObject>

#include "core/document/slide_alignment.h"
#include "ui/controllers/project.h"
#include "ui/main_window/canvas_area.h"
#include "ui/main_window/compare_pane.h"
#include "ui/main_window/linked_views.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct SideBySideParts {
    CanvasArea& canvas;
    Project& project;
    QAction& toggle;
};

class SideBySide : public QObject {
    Q_OBJECT
public:
    explicit SideBySide(const SideBySideParts& parts, QObject* parent = nullptr);
    ~SideBySide() override;

    void setOn(bool on);
    bool isOn() const { return m_pane != nullptr; }
    void showOther(SlideId slide);
    SlideId other() const { return m_other; }
    void setLinked(bool linked);
    bool isLinked() const { return m_isLinked; }
    void resetOffset();
    /// Null while it is off.
    ComparePane* pane() { return m_pane; }
    void setLayers(const LayerSettings& layers);

Q_SIGNALS:
    void said(const QString& message);
    void failed(const bowman::ui::Problem& problem);
    void filesDropped(const QStringList& files);

private:
    void open();
    void close();
    void showCurrent();
    void takeOther(SlideId slide, Result<SlidePtr> loaded);
    void refreshNames();
    void takeAlignment();
    void keepAlignment();
    void refreshOffset();
    SlideView& left() const { return m_parts.canvas.view(); }
    bool isReady() const;
    LinkScale scale() const;
    std::optional<double> umPerPxOf(SlideId slide) const;
    void followLeft();
    void followRight();

    SideBySideParts m_parts;
    ComparePane* m_pane = nullptr;
    CrossMark* m_leftCross = nullptr;
    CrossMark* m_rightCross = nullptr;
    std::shared_ptr<void> m_subscription;
    SlideId m_current = 0;             // on the left
    SlideId m_other = 0;
    quint64 m_request = 0;
    SlideAlignment m_alignment;
    bool m_isLinked = true;
    bool m_isFollowing = false;        // one half moves because the other did
    Viewport m_given;                  // what the right half was told to show
};

}  // namespace bowman::ui
