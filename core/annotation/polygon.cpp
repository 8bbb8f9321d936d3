#include "core/annotation/polygon.h"

#include <algorithm>
#include <limits>

namespace bowman {
namespace {

/// Twice the signed area; coordinates relative to the first point, so that far from the origin no digits are lost.
double twiceSignedArea(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return sum;
}

double ringArea(const Ring& ring) { return std::abs(twiceSignedArea(ring)) / 2; }

double polygonArea(const Polygon& polygon) {
    double area = ringArea(polygon.outer);
    for (const Ring& hole : polygon.holes) area -= ringArea(hole);
    return area;
}

bool crossesRay(const Ring& ring, SlidePoint p) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const SlidePoint a = ring[i], b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
}

bool containsPoint(const Polygon& polygon, SlidePoint p) {
    if (!crossesRay(polygon.outer, p)) return false;
    return std::none_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring& hole) { return crossesRay(hole, p); });
}

/// Centre of the widest run of the polygon on one row.
struct Run {
    double width = 0;
    SlidePoint centre;
};

Run widestRun(const Polygon& polygon, double y) {
    std::vector<double> crossings;
    const auto collect = [&](const Ring& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const SlidePoint a = ring[i], b = ring[j];
            if ((a.y > y) != (b.y > y)) crossings.push_back((b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x);
        }
    };
    collect(polygon.outer);
    for (const Ring& hole : polygon.holes) collect(hole);
    std::sort(crossings.begin(), crossings.end());
    Run best;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        if (const double width = crossings[i + 1] - crossings[i]; width > best.width)
            best = {width, {(crossings[i] + crossings[i + 1]) / 2, y}};
    return best;
}

}  // namespace

SlideRect boundsOf(const MultiPolygon& shape) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    double left = kFar, top = kFar, right = -kFar, bottom = -kFar;
    for (const Polygon& polygon : shape)
        for (const SlidePoint& p : polygon.outer) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
    return left <= right ? SlideRect{left, top, right - left, bottom - top} : SlideRect{};
}

double areaOf(const MultiPolygon& shape) {
    double area = 0;
    for (const Polygon& polygon : shape) area += polygonArea(polygon);
    return area;
}

bool contains(const MultiPolygon& shape, SlidePoint p) {
    return std::any_of(shape.begin(), shape.end(), [&](const Polygon& polygon) {
        return !polygon.outer.empty() && containsPoint(polygon, p);
    });
}

std::size_t vertexCount(const MultiPolygon& shape) {
    std::size_t count = 0;
    for (const Polygon& polygon : shape) {
        count += polygon.outer.size();
        for (const Ring& hole : polygon.holes) count += hole.size();
    }
    return count;
}

SlidePoint anchorOf(const MultiPolygon& shape) {
    const auto largest = std::max_element(shape.begin(), shape.end(), [](const Polygon& a, const Polygon& b) {
        return polygonArea(a) < polygonArea(b);
    });
    if (largest == shape.end() || largest->outer.empty()) return {};
    const SlideRect bounds = boundsOf({*largest});
    const Run middle = widestRun(*largest, bounds.centre().y);
    // The middle row is the best place for a label; other rows count only where it passes through a thin part.
    Run best = middle;
    constexpr int kRows = 16;
    for (int i = 0; i < kRows; ++i) {
        const Run run = widestRun(*largest, bounds.y + bounds.height * (i + 0.5) / kRows);
        if (run.width > 2 * best.width) best = run;
    }
    return best.width > 0 ? best.centre : largest->outer.front();
}

}  // namespace bowman
