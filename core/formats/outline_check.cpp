#include "core/formats/outline_check.h"

#include <cmath>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

constexpr double kLargestCoordinate = 1e9;   ///< no slide is that large; what is beyond would overflow the fixed grid

void openRing(Ring& ring) {
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
}

/// Seen from the centre of its box the ring goes round once and never back: it is simple, which is cheap to see, and most
/// outlines of glomeruli are so. False says nothing.
bool isPlainlySimple(const MultiPolygon& shape) {
    constexpr double kSafe = 1e-3;   // px²: far above what rounding does to a product below
    if (shape.size() != 1 || !shape.front().holes.empty()) return false;
    const Ring& ring = shape.front().outer;
    const SlidePoint centre = boundsOf(shape).centre();
    int positive = 0, crossings = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint &p = ring[i], &q = ring[i + 1 == ring.size() ? 0 : i + 1];
        const double ax = p.x - centre.x, ay = p.y - centre.y, bx = q.x - centre.x, by = q.y - centre.y, cross = ax * by - bx * ay;
        if (std::abs(cross) < kSafe) return false;
        if (cross > 0) ++positive;
        if ((ay < 0) != (by < 0)) ++crossings;   // of the horizontal line through the centre: twice for one turn
    }
    return crossings == 2 && (positive == 0 || positive == static_cast<int>(ring.size()));
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
    if (isPlainlySimple(shape) || isValid(shape)) return shape;
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
