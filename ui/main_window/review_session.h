// The review in the window: the order of the queue, how far and how fast one is, glomeruli by class, notes, search. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>

#include "ui/controllers/review_controller.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/canvas_area.h"
#include "ui/panels/review_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct ReviewParts {
    QWidget& window;
    CanvasArea& canvas;
    Project& project;
    ReviewController& review;
    ReviewPanel& panel;
    Actions& actions;
};

class ReviewSession : public QObject {
    Q_OBJECT
public:
    explicit ReviewSession(const ReviewParts& parts, QObject* parent = nullptr);

    /// From the median of this person's seconds on this slide; empty while there are too few.
    std::optional<double> secondsLeft() const;

Q_SIGNALS:
    /// What the list of slides says is old; at most every half a second.
    void slidesStale();
    /// The panel is to be seen.
    void shown();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectOrder();
    void connectClasses();
    void connectSearch();
    void showSlide();
    void showOrder();
    void refresh();
    void refreshClassActions();
    void askForSample();
    void setClassByKey(int key);
    void search();
    void goToFound(int step);

    ReviewParts m_parts;
    QTimer m_stale;
    QTimer m_count;
    std::vector<AnnotationId> m_ranked;      // what the list is ordered by where only the queue knows, sorted by id
};

}  // namespace bowman::ui
