// The slides that are at hand, as tabs above the canvas: each remembers where one was on it and what was selected. Project's current
// slide is the truth; a tab is a place to go back to. GUI thread.
#pragma once

#include <map>
#include <optional>

#include <QTabBar>

#include "core/tiles/viewport.h"
#include "ui/canvas/slide_view.h"
#include "ui/controllers/project.h"
#include "ui/controllers/review_controller.h"

namespace bowman::ui {

/// What it works on; all outlive it, and it is made after what shows the slide in the view.
struct SlideTabsParts {
    SlideView& view;
    Project& project;
    ReviewController& review;
};

class SlideTabs : public QTabBar {
    Q_OBJECT
public:
    explicit SlideTabs(const SlideTabsParts& parts, QWidget* parent = nullptr);

    /// The tab `by` places further, wrapping round.
    void step(int by);
    void closeCurrent() { closeTab(currentIndex()); }
    SlideId slideAt(int index) const { return tabData(index).toLongLong(); }
    /// −1 when it has none.
    int tabOf(SlideId slide) const;

Q_SIGNALS:
    /// There is nothing left to show.
    void lastClosed();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Place {
        std::optional<Viewport> viewport;
        AnnotationId selected = 0;
    };
    void showSlide();
    void refreshTitles();
    void clear();
    void closeTab(int index);
    /// The view shows the slide of the current tab, at the place that belongs to it.
    bool isFollowing() const { return m_shown != 0 && m_shown == m_parts.project.currentSlide(); }

    SlideTabsParts m_parts;
    std::map<SlideId, Place> m_places;
    SlideId m_shown = 0;          // whose place is being remembered; 0 while a slide is being opened
    int m_pressed = -1;           // tab under the middle button
};

}  // namespace bowman::ui
