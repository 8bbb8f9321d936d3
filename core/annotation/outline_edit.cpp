#include "core/annotation/outline_edit.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_set>

#include "core/annotation/neighbour_ops.h"
#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

constexpr double kTolerance = 0.25;

/// Points of an outline, found again after rounding to the grid.
class PointSet {
public:
    explicit PointSet(const MultiPolygon& shape) {
        m_keys.reserve(vertexCount(shape));
        for (const Polygon& polygon : shape) {
            add(polygon.outer);
            for (const Ring& hole : polygon.holes) add(hole);
        }
    }
    bool has(SlidePoint p) const { return m_keys.contains(key(p)); }

private:
    static std::uint64_t key(SlidePoint p) {
        return static_cast<std::uint64_t>(std::llround(p.x * 16)) << 32 ^ (static_cast<std::uint64_t>(std::llround(p.y * 16)) & 0xffffffffU);
    }
    void add(const Ring& ring) {
        for (const SlidePoint& p : ring) m_keys.insert(key(p));
    }
    std::unordered_set<std::uint64_t> m_keys;
};

double distanceToSegment(SlidePoint p, SlidePoint a, SlidePoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// Douglas-Peucker between two points that stay. Marks what to keep.
void keepBetween(const Ring& ring, std::size_t from, std::size_t to, std::vector<char>& keep) {
    std::vector<std::pair<std::size_t, std::size_t>> open{{from, to}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        std::size_t farthest = first;
        double distance = kTolerance;
        for (std::size_t i = first + 1; i < last; ++i)
            if (const double d = distanceToSegment(ring[i], ring[first], ring[last]); d > distance) {
                distance = d;
                farthest = i;
            }
        if (farthest == first) continue;
        keep[farthest] = 1;
        open.emplace_back(first, farthest);
        open.emplace_back(farthest, last);
    }
}

Ring thinned(const Ring& ring, const PointSet& old) {
    // Rotated so that a kept point comes first, and closed, so that every run of new points lies between two kept ones.
    const auto anchor = std::find_if(ring.begin(), ring.end(), [&](SlidePoint p) { return old.has(p); });
    Ring closed(anchor == ring.end() ? ring.begin() : anchor, ring.end());
    closed.insert(closed.end(), ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(ring.size() - closed.size()));
    closed.push_back(closed.front());

    std::vector<char> keep(closed.size(), 0);
    keep.front() = keep.back() = 1;
    for (std::size_t i = 1; i + 1 < closed.size(); ++i) keep[i] = old.has(closed[i]) ? 1 : 0;
    if (anchor == ring.end()) {  // a ring of new points alone needs a second fixed point: the farthest
        const auto farther = [&](SlidePoint a, SlidePoint b) {
            return std::hypot(a.x - closed[0].x, a.y - closed[0].y) < std::hypot(b.x - closed[0].x, b.y - closed[0].y);
        };
        keep[static_cast<std::size_t>(std::max_element(closed.begin(), closed.end(), farther) - closed.begin())] = 1;
    }
    const std::vector<char> fixed = keep;
    for (std::size_t from = 0, to = 1; to < closed.size(); ++to)
        if (fixed[to]) {
            keepBetween(closed, from, to, keep);
            from = to;
        }
    Ring result;
    for (std::size_t i = 0; i + 1 < closed.size(); ++i)
        if (keep[i]) result.push_back(closed[i]);
    return result.size() >= 3 ? result : ring;
}

/// Removes points that an operation added on nearly straight runs, else outlines grow with every stroke.
MultiPolygon thinned(const MultiPolygon& shape, const MultiPolygon& before) {
    const PointSet old(before);
    MultiPolygon result = shape;
    for (Polygon& polygon : result) {
        polygon.outer = thinned(polygon.outer, old);
        for (Ring& hole : polygon.holes) hole = thinned(hole, old);
    }
    return isValid(result) ? result : shape;
}

}  // namespace

Result<MultiPolygon> paint(const MultiPolygon& shape, const std::vector<SlidePoint>& stroke, double radius) {
    const auto brush = bufferedLine(stroke, radius);
    if (!brush) return brush;
    const auto result = unite(shape, *brush);
    if (!result) return result;
    return thinned(*result, shape);
}

Result<MultiPolygon> erase(const MultiPolygon& shape, const std::vector<SlidePoint>& stroke, double radius) {
    const auto eraser = bufferedLine(stroke, radius);
    if (!eraser) return eraser;
    if (!boundsOf(shape).intersects(boundsOf(*eraser))) return shape;
    const auto result = subtract(shape, *eraser);
    if (!result) return result;
    return thinned(*result, shape);
}

Result<MultiPolygon> fitToNeighbours(const MultiPolygon& shape, const std::vector<MultiPolygon>& neighbours) {
    const ShapeAmong among(shape);
    std::vector<const MultiPolygon*> overlapping;
    for (const MultiPolygon& neighbour : neighbours) {
        const auto shared = among.overlap(neighbour);
        if (!shared) return shared.error();
        if (*shared > 0) overlapping.push_back(&neighbour);  // neighbours that touch already are left alone
    }
    return subtractAll(shape, overlapping);
}

}  // namespace bowman
