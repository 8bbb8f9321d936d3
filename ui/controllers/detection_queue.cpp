#include "ui/controllers/detection_queue.h"

#include <algorithm>

#include <QCoreApplication>

namespace bowman::ui {

std::vector<QueuedSlide>::iterator DetectionQueue::find(SlideId slide) {
    return std::find_if(m_slides.begin(), m_slides.end(), [slide](const QueuedSlide& s) { return s.slide == slide; });
}

void DetectionQueue::add(SlideId slide, const QString& title) {
    if (!m_current && !hasWaiting()) m_slides.clear();
    if (slide == m_current && m_current) return;
    if (const auto known = find(slide); known != m_slides.end()) {
        if (known->isWaiting) return;
        m_slides.erase(known);
    }
    m_slides.push_back({slide, title, QCoreApplication::translate("bowman::ui::DetectionQueue", "waits")});
}

std::optional<SlideId> DetectionQueue::takeNext() {
    const auto next = std::find_if(m_slides.begin(), m_slides.end(), [](const QueuedSlide& s) { return s.isWaiting; });
    m_current = next == m_slides.end() ? 0 : next->slide;
    if (!m_current) return std::nullopt;
    next->isWaiting = false;
    return m_current;
}

int DetectionQueue::currentNumber() const {
    const auto current = std::find_if(m_slides.begin(), m_slides.end(), [this](const QueuedSlide& s) { return s.slide == m_current; });
    return static_cast<int>(current - m_slides.begin()) + 1;
}

void DetectionQueue::setState(SlideId slide, const QString& state) {
    if (const auto known = find(slide); known != m_slides.end()) known->state = state;
}

void DetectionQueue::finishCurrent(const QString& state, std::optional<int> found, const QString& failure) {
    if (const auto known = find(m_current); known != m_slides.end()) {
        known->state = state;
        known->found = found;
        known->failure = failure;
    }
    m_current = 0;
}

bool DetectionQueue::hasWaiting() const {
    return std::any_of(m_slides.begin(), m_slides.end(), [](const QueuedSlide& s) { return s.isWaiting; });
}

void DetectionQueue::move(SlideId slide, int by) {
    const auto from = find(slide);
    if (from == m_slides.end() || !from->isWaiting) return;
    const auto to = from - m_slides.begin() + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(m_slides.size()) || !m_slides[static_cast<std::size_t>(to)].isWaiting) return;
    std::iter_swap(from, m_slides.begin() + to);
}

void DetectionQueue::remove(SlideId slide) {
    if (const auto known = find(slide); known != m_slides.end() && known->isWaiting) m_slides.erase(known);
}

void DetectionQueue::removeWaiting() {
    std::erase_if(m_slides, [](const QueuedSlide& s) { return s.isWaiting; });
}

void DetectionQueue::clear() {
    m_slides.clear();
    m_current = 0;
}

}  // namespace bowman::ui
