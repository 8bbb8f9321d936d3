#include "core/annotation/vertex_edit.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

constexpr double kFlatness = 0.12;      // of the spacing: how far the outline may bend between two handles
constexpr double kClosest = 0.7;        // of the spacing: two handles
constexpr double kSamePlace = 1e-6;

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

const Ring& ringAt(const MultiPolygon& shape, const VertexRef& at) {
    const Polygon& part = shape[at.part];
    return at.ring == 0 ? part.outer : part.holes[at.ring - 1];
}

Ring& ringAt(MultiPolygon& shape, const VertexRef& at) {
    Polygon& part = shape[at.part];
    return at.ring == 0 ? part.outer : part.holes[at.ring - 1];
}

SlidePoint nearestOnSegment(SlidePoint p, SlidePoint a, SlidePoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
    return {a.x + t * dx, a.y + t * dy};
}

double perimeterOf(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) sum += distance(ring[i], ring[(i + 1) % ring.size()]);
    return sum;
}

/// Marks the bends between two points that are marked; `to` may be beyond the end of the ring.
void markBends(const Ring& ring, std::size_t from, std::size_t to, double tolerance, std::vector<char>& marked) {
    std::vector<std::pair<std::size_t, std::size_t>> open{{from, to}};
    const std::size_t n = ring.size();
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        std::size_t farthest = first;
        double most = tolerance;
        for (std::size_t i = first + 1; i < last; ++i)
            if (const double d = distance(ring[i % n], nearestOnSegment(ring[i % n], ring[first % n], ring[last % n])); d > most) {
                most = d;
                farthest = i;
            }
        if (farthest == first) continue;
        marked[farthest % n] = 1;
        open.emplace_back(first, farthest);
        open.emplace_back(farthest, last);
    }
}

std::size_t farthestFrom(const Ring& ring, SlidePoint p) {
    const auto farther = [&](SlidePoint a, SlidePoint b) { return distance(a, p) < distance(b, p); };
    return static_cast<std::size_t>(std::max_element(ring.begin(), ring.end(), farther) - ring.begin());
}

/// At least three.
std::vector<char> handlesOfRing(const Ring& ring, double spacing, const std::vector<SlidePoint>& always) {
    const std::size_t n = ring.size();
    if (n <= 4 || perimeterOf(ring) >= spacing * static_cast<double>(n)) return std::vector<char>(n, 1);
    std::vector<char> marked(n, 0);
    // The two points that are furthest apart, and the one that is furthest from the line between them, hold every ring.
    const std::size_t a = farthestFrom(ring, ring.front()), b = farthestFrom(ring, ring[a]);
    const auto offLine = [&](SlidePoint p) { return distance(p, nearestOnSegment(p, ring[a], ring[b])); };
    std::size_t c = a;
    for (std::size_t i = 0; i < n; ++i)
        if (i != a && i != b && (c == a || offLine(ring[i]) > offLine(ring[c]))) c = i;
    for (const std::size_t i : {a, b, c}) marked[i] = 1;
    for (std::size_t i = 0; i < n; ++i)
        if (std::any_of(always.begin(), always.end(), [&](SlidePoint p) { return distance(p, ring[i]) < kSamePlace; })) marked[i] = 1;
    const std::vector<char> fixed = marked;
    std::size_t from = a;
    for (std::size_t i = a + 1; i <= a + n; ++i)
        if (fixed[i % n]) {
            markBends(ring, from, i, kFlatness * spacing, marked);
            from = i;
        }
    // Bends closer than a hand can tell apart: the later ones go.
    SlidePoint last = ring[a];
    for (std::size_t i = a + 1; i < a + n; ++i) {
        if (!marked[i % n]) continue;
        if (fixed[i % n] || distance(last, ring[i % n]) >= kClosest * spacing) last = ring[i % n];
        else marked[i % n] = 0;
    }
    return marked;
}

/// How many steps forward to the next handle of the same ring.
std::size_t stepsToNext(const std::vector<char>& isHandle, std::size_t from, bool forward) {
    const std::size_t n = isHandle.size();
    std::size_t steps = 1;
    while (steps < n && !isHandle[(forward ? from + steps : from + n - steps) % n]) ++steps;
    return steps;
}

std::vector<char> marksOf(const MultiPolygon& shape, const std::vector<VertexRef>& handles, const VertexRef& at) {
    std::vector<char> marks(ringAt(shape, at).size(), 0);
    for (const VertexRef& h : handles)
        if (h.part == at.part && h.ring == at.ring && h.index < marks.size()) marks[h.index] = 1;
    return marks;
}

}  // namespace

std::vector<VertexRef> handlesOf(const MultiPolygon& shape, double spacing, const std::vector<SlidePoint>& always) {
    std::vector<VertexRef> handles;
    for (std::size_t part = 0; part < shape.size(); ++part)
        for (std::size_t ring = 0; ring <= shape[part].holes.size(); ++ring) {
            const auto marked = handlesOfRing(ringAt(shape, {part, ring, 0}), spacing, always);
            for (std::size_t i = 0; i < marked.size(); ++i)
                if (marked[i]) handles.push_back({part, ring, i});
        }
    return handles;
}

SlidePoint pointAt(const MultiPolygon& shape, const VertexRef& at) { return ringAt(shape, at)[at.index]; }

MultiPolygon withMovedHandle(const MultiPolygon& shape, const std::vector<VertexRef>& handles, const VertexRef& handle, SlidePoint to) {
    MultiPolygon moved = shape;
    const Ring& old = ringAt(shape, handle);
    Ring& ring = ringAt(moved, handle);
    const std::size_t n = old.size();
    const SlidePoint by{to.x - old[handle.index].x, to.y - old[handle.index].y};
    const std::vector<char> marks = marksOf(shape, handles, handle);
    ring[handle.index] = to;
    for (const bool forward : {true, false}) {
        const auto at = [&](std::size_t step) { return (forward ? handle.index + step : handle.index + n - step) % n; };
        const std::size_t steps = stepsToNext(marks, handle.index, forward);
        double length = 0;
        for (std::size_t s = 0; s < steps; ++s) length += distance(old[at(s)], old[at(s + 1)]);
        double gone = 0;
        for (std::size_t s = 1; s < steps && length > 0; ++s) {
            gone += distance(old[at(s - 1)], old[at(s)]);
            const double weight = 1 - gone / length;
            ring[at(s)] = {old[at(s)].x + weight * by.x, old[at(s)].y + weight * by.y};
        }
    }
    return moved;
}

std::optional<MultiPolygon> withoutHandle(const MultiPolygon& shape, const std::vector<VertexRef>& handles, const VertexRef& handle) {
    const Ring& old = ringAt(shape, handle);
    const std::size_t n = old.size();
    const std::vector<char> marks = marksOf(shape, handles, handle);
    const std::size_t before = stepsToNext(marks, handle.index, false), behind = stepsToNext(marks, handle.index, true);
    std::vector<char> gone(n, 0);
    for (std::size_t s = 1; s < before + behind; ++s) gone[(handle.index + n - before + s) % n] = 1;
    Ring left;
    for (std::size_t i = 0; i < n; ++i)
        if (!gone[i]) left.push_back(old[i]);
    if (left.size() < 3) return std::nullopt;
    MultiPolygon less = shape;
    ringAt(less, handle) = std::move(left);
    return less;
}

std::optional<EdgePlace> nearestEdge(const MultiPolygon& shape, SlidePoint p) {
    std::optional<EdgePlace> best;
    for (std::size_t part = 0; part < shape.size(); ++part)
        for (std::size_t r = 0; r <= shape[part].holes.size(); ++r) {
            const Ring& ring = ringAt(shape, {part, r, 0});
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const SlidePoint nearest = nearestOnSegment(p, ring[i], ring[(i + 1) % ring.size()]);
                const double d = distance(p, nearest);
                if (!best || d < best->distance) best = EdgePlace{{part, r, i}, nearest, d};
            }
        }
    return best;
}

MultiPolygon withVertex(const MultiPolygon& shape, const EdgePlace& place) {
    MultiPolygon more = shape;
    Ring& ring = ringAt(more, place.from);
    ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(place.from.index) + 1, place.nearest);
    return more;
}

}  // namespace bowman
