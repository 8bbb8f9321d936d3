// The slides in which glomeruli are to be looked for, one after the other, and what became of those that were. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/document/document.h"

namespace bowman::ui {

struct QueuedSlide {
    SlideId slide = 0;
    QString title;
    QString state;             ///< for people: "waits", "12 of 48 patches", "7 glomeruli", "failed: …"
    bool isWaiting = true;     ///< may be moved and taken out
    std::optional<int> found = {};   ///< once it was searched
    QString failure = {};      ///< why it was not, or not wholly
    friend bool operator==(const QueuedSlide&, const QueuedSlide&) = default;
};

class DetectionQueue {
public:
    const std::vector<QueuedSlide>& slides() const { return m_slides; }
    /// At the end; what waits already keeps its place. Those of an earlier queue that is over go.
    void add(SlideId slide, const QString& title);
    /// The next one that waits, which becomes the current one; none when all are done.
    std::optional<SlideId> takeNext();
    /// 0 when none is searched.
    SlideId current() const { return m_current; }
    int currentNumber() const;   ///< from 1
    void setState(SlideId slide, const QString& state);
    /// The current one is over; `found` is empty where nothing was kept of it, `failure` where all went well.
    void finishCurrent(const QString& state, std::optional<int> found = {}, const QString& failure = {});
    /// Nothing waits and nothing runs; what became of each is still there.
    bool isOver() const { return !m_slides.empty() && !m_current && !hasWaiting(); }
    bool hasWaiting() const;
    /// One place up (−1) or down (+1) among those that wait.
    void move(SlideId slide, int by);
    void remove(SlideId slide);
    /// Those that wait are taken out.
    void removeWaiting();
    void clear();

private:
    std::vector<QueuedSlide>::iterator find(SlideId slide);

    std::vector<QueuedSlide> m_slides;
    SlideId m_current = 0;
};

}  // namespace bowman::ui
