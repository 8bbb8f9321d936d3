// Points and rectangles in the one frame that the program has: level-0 pixels of the slide, x right, y down,
// (0,0) the outer corner of the first pixel. Values; any thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace bowman {

struct SlidePoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const SlidePoint&, const SlidePoint&) = default;
};

struct SlideRect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool isEmpty() const { return !(width > 0 && height > 0); }
    SlidePoint centre() const { return {x + width / 2, y + height / 2}; }
    bool contains(SlidePoint p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    bool intersects(const SlideRect& o) const {
        return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
    }
    SlideRect intersected(const SlideRect& o) const {
        const double l = std::max(x, o.x), t = std::max(y, o.y);
        const double r = std::min(right(), o.right()), b = std::min(bottom(), o.bottom());
        return r > l && b > t ? SlideRect{l, t, r - l, b - t} : SlideRect{};
    }
    SlideRect united(const SlideRect& o) const {
        if (isEmpty()) return o;
        if (o.isEmpty()) return *this;
        const double l = std::min(x, o.x), t = std::min(y, o.y);
        return {l, t, std::max(right(), o.right()) - l, std::max(bottom(), o.bottom()) - t};
    }
    SlideRect grown(double by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
    friend bool operator==(const SlideRect&, const SlideRect&) = default;
};

/// A size in whole pixels of some level.
struct PixelSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
    friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

}  // namespace bowman
