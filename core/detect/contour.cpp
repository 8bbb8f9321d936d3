#include "core/detect/contour.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace bowman {
namespace {

enum Side { Top, Right, Bottom, Left };

struct Segment {
    Side from;
    Side to;
};

/// Segments of a cell by its corners above the level (1 upper left, 2 upper right, 4 lower right, 8 lower left), with the
/// inside on the right-hand side. Saddles (5, 10) join the inside.
struct CellCase {
    int count;
    Segment segments[2];
};
constexpr CellCase kCases[16] = {
    {0, {}},
    {1, {{Top, Left}}},
    {1, {{Right, Top}}},
    {1, {{Right, Left}}},
    {1, {{Bottom, Right}}},
    {2, {{Top, Right}, {Bottom, Left}}},
    {1, {{Bottom, Top}}},
    {1, {{Bottom, Left}}},
    {1, {{Left, Bottom}}},
    {1, {{Top, Bottom}}},
    {2, {{Left, Top}, {Right, Bottom}}},
    {1, {{Right, Bottom}}},
    {1, {{Left, Right}}},
    {1, {{Top, Right}}},
    {1, {{Left, Top}}},
    {0, {}},
};

/// Edges between neighbouring centres: 2·pixel to the right of it, 2·pixel + 1 below it.
class EdgeGrid {
public:
    EdgeGrid(const Image& gray, double level) : m_gray(gray), m_level(level) {}

    int edge(int x, int y, Side side) const {
        switch (side) {
            case Top: return id(x, y, 0);
            case Bottom: return id(x, y + 1, 0);
            case Left: return id(x, y, 1);
            case Right: break;
        }
        return id(x + 1, y, 1);
    }
    SlidePoint crossing(int edge) const {
        const int pixel = edge / 2, x = pixel % m_gray.width(), y = pixel / m_gray.width();
        const bool down = edge % 2 != 0;
        const double a = m_gray.pixel(x, y)[0], b = m_gray.pixel(x + (down ? 0 : 1), y + (down ? 1 : 0))[0];
        const double t = (m_level - a) / (b - a);
        return {x + 0.5 + (down ? 0 : t), y + 0.5 + (down ? t : 0)};
    }

private:
    int id(int x, int y, int down) const { return 2 * (y * m_gray.width() + x) + down; }

    const Image& m_gray;
    const double m_level;
};

double squared(double x, double y) { return x * x + y * y; }

/// Square of the distance of a point from the piece of line between `a` and `b`.
class FromLine {
public:
    FromLine(SlidePoint a, SlidePoint b) : m_a(a), m_dx(b.x - a.x), m_dy(b.y - a.y), m_square(squared(m_dx, m_dy)) {}

    double operator()(SlidePoint p) const {
        const double x = p.x - m_a.x, y = p.y - m_a.y;
        const double t = m_square > 0 ? std::clamp((x * m_dx + y * m_dy) / m_square, 0.0, 1.0) : 0.0;
        return squared(x - t * m_dx, y - t * m_dy);
    }

private:
    const SlidePoint m_a;
    const double m_dx, m_dy, m_square;
};

std::size_t farthestFrom(const Ring& ring, SlidePoint from) {
    const auto distance = [&](SlidePoint p) { return squared(p.x - from.x, p.y - from.y); };
    return static_cast<std::size_t>(std::max_element(ring.begin(), ring.end(), [&](SlidePoint a, SlidePoint b) {
        return distance(a) < distance(b);
    }) - ring.begin());
}

/// Marks the points of ring[first…last] (indices modulo its size) that Douglas-Peucker keeps.
void keepBetween(const Ring& ring, std::size_t first, std::size_t last, double tolerance, std::vector<bool>& kept) {
    std::vector<std::pair<std::size_t, std::size_t>> open = {{first, last}};
    while (!open.empty()) {
        const auto [a, b] = open.back();
        open.pop_back();
        const FromLine distance(ring[a % ring.size()], ring[b % ring.size()]);
        double worst = tolerance * tolerance;
        std::size_t at = a;
        for (std::size_t i = a + 1; i < b; ++i) {
            const double d = distance(ring[i % ring.size()]);
            if (d > worst) {
                worst = d;
                at = i;
            }
        }
        if (at == a) continue;
        kept[at % ring.size()] = true;
        open.emplace_back(a, at);
        open.emplace_back(at, b);
    }
}

/// Every edge moved to its left (out of a clockwise ring) by `by`; corners sharper than 60° are not drawn out further.
Ring movedOut(const Ring& ring, double by) {
    const auto normal = [](SlidePoint a, SlidePoint b) {
        const double dx = b.x - a.x, dy = b.y - a.y, length = std::max(1e-12, std::hypot(dx, dy));
        return SlidePoint{dy / length, -dx / length};
    };
    Ring out;
    out.reserve(ring.size());
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint p = ring[i];
        const SlidePoint n = normal(ring[(i + ring.size() - 1) % ring.size()], p), m = normal(p, ring[(i + 1) % ring.size()]);
        const double scale = by / std::max(0.5, 1 + n.x * m.x + n.y * m.y);
        out.push_back({p.x + (n.x + m.x) * scale, p.y + (n.y + m.y) * scale});
    }
    return out;
}

double perimeter(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
        sum += std::hypot(b.x - a.x, b.y - a.y);
    }
    return sum;
}

}  // namespace

std::vector<Ring> contoursAbove(const Image& gray, double level) {
    const EdgeGrid grid(gray, level);
    std::vector<int> next(2 * static_cast<std::size_t>(gray.width()) * gray.height(), -1);
    for (int y = 0; y + 1 < gray.height(); ++y) {
        const std::uint8_t *upper = gray.row(y), *lower = gray.row(y + 1);
        for (int x = 0; x + 1 < gray.width(); ++x) {
            const int corners = (upper[x] > level ? 1 : 0) + (upper[x + 1] > level ? 2 : 0) + (lower[x + 1] > level ? 4 : 0) +
                                (lower[x] > level ? 8 : 0);
            const CellCase& found = kCases[corners];
            for (int i = 0; i < found.count; ++i)
                next[static_cast<std::size_t>(grid.edge(x, y, found.segments[i].from))] = grid.edge(x, y, found.segments[i].to);
        }
    }
    std::vector<Ring> rings;
    for (std::size_t start = 0; start < next.size(); ++start) {
        if (next[start] < 0) continue;
        Ring ring;
        for (int at = static_cast<int>(start); next[static_cast<std::size_t>(at)] >= 0;) {
            ring.push_back(grid.crossing(at));
            at = std::exchange(next[static_cast<std::size_t>(at)], -1);
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

double signedArea(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return twice / 2;
}

Ring simplifiedRing(const Ring& ring, double tolerance) {
    if (ring.size() < 8 || !(tolerance > 0)) return ring;
    const std::size_t first = farthestFrom(ring, ring.front()), second = farthestFrom(ring, ring[first]);
    const std::size_t low = std::min(first, second), high = std::max(first, second);
    std::vector<bool> kept(ring.size(), false);
    kept[low] = kept[high] = true;
    keepBetween(ring, low, high, tolerance, kept);
    keepBetween(ring, high, low + ring.size(), tolerance, kept);
    Ring few;
    for (std::size_t i = 0; i < ring.size(); ++i)
        if (kept[i]) few.push_back(ring[i]);
    if (few.size() < 4) return ring;
    return movedOut(few, (signedArea(ring) - signedArea(few)) / perimeter(few));
}

}  // namespace bowman
