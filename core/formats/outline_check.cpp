#include "core/formats/outline_check.h"

#include <cmath>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

constexpr double kLargestCoordinate = 1e9;   ///< no slide is that large; what is beyond would overflow the fixed grid

void openRing(Ring& ring) {
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
}

}  // namespace

bool OutlineCheck::isOnSlide(SlidePoint p) {
    return std::abs(p.x) <= kLargestCoordinate && std::abs(p.y) <= kLargestCoordinate;   // false for NaN too
}

MultiPolygon OutlineCheck::checked(MultiPolygon shape) {
    for (Polygon& polygon : shape) {
        openRing(polygon.outer);
        for (Ring& hole : polygon.holes) openRing(hole);
        std::erase_if(polygon.holes, [](const Ring& hole) { return hole.size() < 3; });
    }
    std::erase_if(shape, [](const Polygon& polygon) { return polygon.outer.size() < 3; });
    if (shape.empty()) return ++m_withoutArea, MultiPolygon{};
    if (isValid(shape)) return shape;
    auto repaired = makeValid(shape);
    if (!repaired || repaired->empty()) return ++m_withoutArea, MultiPolygon{};
    ++m_repaired;
    return std::move(*repaired);
}

void OutlineCheck::appendWarnings(std::vector<std::string>& warnings) const {
    const auto add = [&](int count, const char* text) {
        if (count > 0) warnings.push_back(std::to_string(count) + text);
    };
    add(m_withoutArea, " object(s) without an area (points, lines, empty outlines) left out");
    add(m_repaired, " outline(s) crossed themselves and were repaired");
}

}  // namespace bowman
