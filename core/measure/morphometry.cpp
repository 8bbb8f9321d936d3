#include "core/measure/morphometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace bowman {
namespace {

double cross(SlidePoint o, SlidePoint a, SlidePoint b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }
double distance(SlidePoint a, SlidePoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

/// Monotone chain (Andrew 1979): corners in order, without points on the edges.
Ring convexHull(Ring points) {
    std::sort(points.begin(), points.end(), [](SlidePoint a, SlidePoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return points;
    Ring hull;
    const auto addChain = [&hull](auto begin, auto end) {
        const std::size_t base = hull.size();
        for (auto p = begin; p != end; ++p) {
            while (hull.size() >= base + 2 && cross(hull[hull.size() - 2], hull.back(), *p) <= 0) hull.pop_back();
            hull.push_back(*p);
        }
        hull.pop_back();
    };
    addChain(points.begin(), points.end());
    addChain(points.rbegin(), points.rend());
    return hull;
}

double ringArea(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

double ringLength(const Ring& ring) {
    double length = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) length += distance(ring[i], ring[(i + 1) % ring.size()]);
    return length;
}

double largestCaliper(const Ring& hull) {
    double largest = 0;
    for (std::size_t i = 0; i < hull.size(); ++i)
        for (std::size_t j = i + 1; j < hull.size(); ++j) largest = std::max(largest, distance(hull[i], hull[j]));
    return largest;
}

/// The smallest width has one side flush with an edge of the hull.
double smallestCaliper(const Ring& hull) {
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const SlidePoint a = hull[i], b = hull[(i + 1) % hull.size()];
        double width = 0;
        for (const SlidePoint p : hull) width = std::max(width, std::abs(cross(a, b, p)) / distance(a, b));
        smallest = std::min(smallest, width);
    }
    return std::isfinite(smallest) ? smallest : 0;
}

}  // namespace

Morphometry morphometryOf(const MultiPolygon& shape, double umPerPx) {
    Morphometry m;
    Ring points;
    double outerArea = 0, length = 0;
    for (const Polygon& polygon : shape) {
        points.insert(points.end(), polygon.outer.begin(), polygon.outer.end());
        outerArea += ringArea(polygon.outer);
        length += ringLength(polygon.outer);
    }
    if (points.empty()) return m;
    const Ring hull = convexHull(std::move(points));
    const double hullArea = ringArea(hull);
    m.areaUm2 = areaOf(shape) * umPerPx * umPerPx;
    m.equivalentDiameterUm = 2 * std::sqrt(m.areaUm2 / std::numbers::pi);
    m.perimeterUm = length * umPerPx;
    m.circularity = length > 0 ? 4 * std::numbers::pi * outerArea / (length * length) : 0;
    m.feretUm = largestCaliper(hull) * umPerPx;
    m.smallestFeretUm = smallestCaliper(hull) * umPerPx;
    m.solidity = hullArea > 0 ? outerArea / hullArea : 0;
    return m;
}

}  // namespace bowman
