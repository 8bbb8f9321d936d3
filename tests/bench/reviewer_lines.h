// Lines that the scripted reviewer draws: pure, any thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/annotation/polygon.h"

namespace bowman::bench {

inline double distanceToRing(SlidePoint p, const Ring& ring) {
    double nearest = 1e300;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const double dx = ring[i].x - ring[j].x, dy = ring[i].y - ring[j].y, square = dx * dx + dy * dy;
        const double t = square > 0 ? std::clamp(((p.x - ring[j].x) * dx + (p.y - ring[j].y) * dy) / square, 0.0, 1.0) : 0;
        nearest = std::min(nearest, std::hypot(p.x - ring[j].x - t * dx, p.y - ring[j].y - t * dy));
    }
    return nearest;
}

inline const Ring& largestRing(const MultiPolygon& shape) {
    return std::max_element(shape.begin(), shape.end(), [](const Polygon& a, const Polygon& b) { return areaOf({a}) < areaOf({b}); })->outer;
}

/// Points at equal steps along the closed ring.
inline Ring evenly(const Ring& ring, double step) {
    Ring points;
    double left = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
        const double edge = std::hypot(b.x - a.x, b.y - a.y);
        double at = left;
        for (; at < edge; at += step) points.push_back({a.x + at / edge * (b.x - a.x), a.y + at / edge * (b.y - a.y)});
        left = at - edge;
    }
    return points;
}

/// The part of the truth's border from the first place where the outline is off by more than `forgiven` to the last: the longest run that is right is left
/// out. All of it, closed, where little is right.
inline Ring lineAlong(const Ring& border, const Ring& outline, double forgiven) {
    const auto size = border.size();
    std::vector<char> right(size);
    for (std::size_t i = 0; i < size; ++i) right[i] = distanceToRing(border[i], outline) <= forgiven;
    std::size_t bestStart = 0, bestLength = 0;
    for (std::size_t start = 0; start < size && bestLength < size; ++start) {
        std::size_t length = 0;
        while (length < size && right[(start + length) % size]) ++length;
        if (length > bestLength) {
            bestLength = length;
            bestStart = start;
        }
    }
    const bool isAround = bestLength < size / 10;
    Ring line;
    const std::size_t first = isAround ? 0 : bestStart + bestLength, count = isAround ? size + 1 : size - bestLength;
    for (std::size_t i = 0; i < count; ++i) line.push_back(border[(first + i) % size]);
    return line;
}

}  // namespace bowman::bench
