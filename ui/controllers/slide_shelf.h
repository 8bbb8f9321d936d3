// Slides that were shown a moment ago, still open, so that going back to one needs no file to be opened again. A value; one
// thread.
#pragma once

#include <list>
#include <utility>

#include "core/document/slide_record.h"
#include "core/slide/slide.h"

namespace bowman::ui {

class SlideShelf {
public:
    explicit SlideShelf(std::size_t places) : m_places(places) {}

    /// Null when it is not here (any more). Makes it the latest.
    SlidePtr take(SlideId id) {
        for (auto it = m_slides.begin(); it != m_slides.end(); ++it)
            if (it->first == id) {
                m_slides.splice(m_slides.begin(), m_slides, it);
                return m_slides.front().second;
            }
        return nullptr;
    }
    /// The one that was not used for longest goes where there are too many.
    void put(SlideId id, SlidePtr slide) {
        remove(id);
        m_slides.emplace_front(id, std::move(slide));
        if (m_slides.size() > m_places) m_slides.pop_back();
    }
    void remove(SlideId id) {
        m_slides.remove_if([id](const auto& entry) { return entry.first == id; });
    }
    void clear() { m_slides.clear(); }
    std::size_t size() const { return m_slides.size(); }

private:
    std::size_t m_places;
    std::list<std::pair<SlideId, SlidePtr>> m_slides;   // latest first
};

}  // namespace bowman::ui
