// What every reader does with an outline before it lets it in: finite, on this earth, closed once, valid. Counts what it
// had to change, for one warning a kind. One reader on one thread.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/polygon.h"

namespace bowman {

class OutlineCheck {
public:
    /// Empty for what has no area (counted). A first point that is repeated at the end is dropped; outlines that cross
    /// themselves are repaired (counted).
    MultiPolygon checked(MultiPolygon shape);

    /// False for NaN, infinity, and what is beyond any slide (1e9 px): the reader fails at its place.
    static bool isOnSlide(SlidePoint point);

    void countWithoutArea() { ++m_withoutArea; }
    void appendWarnings(std::vector<std::string>& warnings) const;

private:
    int m_withoutArea = 0;
    int m_repaired = 0;
};

}  // namespace bowman
