#include "core/annotation/redraw_border.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

using Line = std::vector<SlidePoint>;

constexpr std::size_t kSamples = 64;     // of a line, when two are compared

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

double lengthOf(const Line& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
    return sum;
}

SlidePoint nearestOn(SlidePoint a, SlidePoint b, SlidePoint p) {
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
    return {a.x + t * dx, a.y + t * dy};
}

struct RingPlace {
    std::size_t edge = 0;                ///< from this point of the ring to the next
    SlidePoint point;
    double away = std::numeric_limits<double>::infinity();
};

RingPlace nearestPlace(const Ring& ring, SlidePoint p) {
    RingPlace best;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const SlidePoint q = nearestOn(ring[i], ring[(i + 1) % ring.size()], p);
        if (const double away = distance(p, q); away < best.away) best = {i, q, away};
    }
    return best;
}

/// The ring's way from one place to the other, both included, in the order of its points.
Line runBetween(const Ring& ring, const RingPlace& from, const RingPlace& to) {
    Line run{from.point};
    const bool isAhead = from.edge == to.edge && distance(ring[from.edge], to.point) >= distance(ring[from.edge], from.point);
    if (!isAhead)
        for (std::size_t i = (from.edge + 1) % ring.size();; i = (i + 1) % ring.size()) {
            run.push_back(ring[i]);
            if (i == to.edge) break;
        }
    run.push_back(to.point);
    return run;
}

/// Points at equal steps.
Line sampled(const Line& line) {
    const double step = lengthOf(line) / kSamples;
    Line points{line.front()};
    double left = step;
    for (std::size_t i = 1; i < line.size() && points.size() < kSamples; ++i) {
        const double edge = distance(line[i - 1], line[i]);
        double at = left;
        for (; at <= edge && edge > 0 && points.size() < kSamples; at += step)
            points.push_back({line[i - 1].x + at / edge * (line[i].x - line[i - 1].x), line[i - 1].y + at / edge * (line[i].y - line[i - 1].y)});
        left = at - edge;
    }
    return points;
}

double meanDistance(const Line& from, const Line& to) {
    double sum = 0;
    for (const SlidePoint& p : from) {
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t i = 1; i < to.size(); ++i) nearest = std::min(nearest, distance(p, nearestOn(to[i - 1], to[i], p)));
        sum += nearest;
    }
    return sum / static_cast<double>(from.size());
}

double apart(const Line& a, const Line& b) { return meanDistance(sampled(a), b) + meanDistance(sampled(b), a); }

Ring redrawn(const Ring& ring, const Line& line) {
    const RingPlace begin = nearestPlace(ring, line.front()), end = nearestPlace(ring, line.back());
    const Line ahead = runBetween(ring, begin, end), back = runBetween(ring, end, begin);
    Ring result = line;
    if (apart(line, ahead) <= apart(line, back)) {
        result.insert(result.end(), back.begin(), back.end());
    } else {
        result.insert(result.end(), ahead.rbegin(), ahead.rend());
    }
    return result;
}

std::size_t nearestPart(const MultiPolygon& shape, const Line& line) {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const double away = nearestPlace(shape[i].outer, line.front()).away + nearestPlace(shape[i].outer, line.back()).away;
        if (away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

}  // namespace

bool isClosedLine(const std::vector<SlidePoint>& line, double closing) {
    return line.size() >= 4 && distance(line.front(), line.back()) <= closing && lengthOf(line) > 4 * closing;
}

Result<MultiPolygon> withRedrawnBorder(const MultiPolygon& shape, const std::vector<SlidePoint>& line, double closing) {
    constexpr const char* kWhat = "cannot draw the border anew";
    if (line.size() < 2 || lengthOf(line) <= 0) return Error{kWhat, "", "the line has one place only"};
    const bool isWhole = isClosedLine(line, closing);
    if (shape.empty()) {
        if (!isWhole) return Error{kWhat, "", "there is no border beside the line"};
        return makeValid({Polygon{line, {}}});
    }
    const std::size_t part = nearestPart(shape, line);
    auto result = makeValid({Polygon{isWhole ? line : redrawn(shape[part].outer, line), {}}});
    for (const Ring& hole : shape[part].holes)
        if (result) result = subtract(*result, {Polygon{hole, {}}});
    MultiPolygon others = shape;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(part));
    if (result && !others.empty()) result = unite(*result, others);
    if (result && result->empty()) return Error{kWhat, "", "nothing would be left"};
    return result;
}

}  // namespace bowman
