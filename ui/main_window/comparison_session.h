// Two readings of the slide compared in the window, and decided place by place: the queue, its keys, the consensus that comes of it. GUI thread.
#pragma once

#include <optional>

#include <QDockWidget>
#include <QObject>
#include <QTimer>

#include "core/measure/comparison_text.h"
#include "ui/controllers/review_controller.h"
#include "ui/controllers/task_runner.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/canvas_area.h"
#include "ui/panels/comparison_panel.h"

namespace bowman::ui {

class ComparisonOverlay;

/// What it works on; all outlive it.
struct ComparisonParts {
    QWidget& window;
    CanvasArea& canvas;
    Project& project;
    ReviewController& review;
    ComparisonPanel& panel;
    QDockWidget& dock;
    Actions& actions;
};

class ComparisonSession : public QObject {
    Q_OBJECT
public:
    explicit ComparisonSession(const ComparisonParts& parts, QObject* parent = nullptr);
    ~ComparisonSession() override;

    /// Asks first where that would end somebody's blinding.
    void compare();
    bool isComparing() const { return m_pair.has_value(); }
    bool isAdjudicating() const;
    /// What askForCsv() asks for a name for.
    void writeCsv(const QString& file);

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);
    /// "3 of 5 decided"; empty when nobody decides.
    void progressed(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Pair {
        SlideId slide = 0;
        ReadingId first = 0;
        ReadingId second = 0;
    };
    std::optional<Pair> pairOfSlide() const;
    ComparedReadings readingsOf(const Pair& pair) const;
    void begin(const Pair& pair);
    void end();
    void measure();
    void showSlide();
    void refreshRulings();
    void refreshOverlay();
    void askForAdjudicator();
    void adjudicate(const std::string& person);
    void rule(Ruling ruling);
    void show(int object);
    /// The next place that differs; `openOnly`: that nobody has decided on.
    void step(int by, bool openOnly);
    void askForCsv();
    bool handleKey(int key);

    ComparisonParts m_parts;
    ComparisonOverlay* m_overlay;
    std::optional<Pair> m_pair;
    quint64 m_request = 0;
    bool m_isOwnEdited = false;          // the adjudicator's brush is at work
    QTimer m_stale;
    TaskRunner m_work{1};
};

}  // namespace bowman::ui
