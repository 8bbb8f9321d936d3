#include "core/annotation/neighbour_ops.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <geos_c.h>

#include "core/annotation/geos_session.h"
#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

struct PreparedDeleter {
    GEOSContextHandle_t context = nullptr;
    void operator()(const GEOSPreparedGeometry* prepared) const { GEOSPreparedGeom_destroy_r(context, prepared); }
};
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, PreparedDeleter>;

constexpr double kSurelyMeant = 64;         // px²: no overlap by rounding

bool touches(const SlideRect& a, const SlideRect& b) {
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

/// The same points in the same or the opposite order, wherever they begin.
bool isSameRing(const Ring& a, const Ring& b) {
    if (a.size() != b.size() || a.empty()) return false;
    const auto first = std::find(b.begin(), b.end(), a.front());
    if (first == b.end()) return false;
    const std::size_t n = b.size(), from = static_cast<std::size_t>(first - b.begin());
    const auto follows = [&](std::size_t step) {
        for (std::size_t i = 0; i < n; ++i)
            if (a[i] != b[(from + i * step) % n]) return false;
        return true;
    };
    return follows(1) || follows(n - 1);
}

bool isOnGrid(const Ring& ring) {
    const auto whole = [](double v) { return v / kGridSize == std::round(v / kGridSize); };
    return std::all_of(ring.begin(), ring.end(), [&](SlidePoint p) { return whole(p.x) && whole(p.y); });
}

bool isPlain(const MultiPolygon& shape) { return shape.size() == 1 && shape.front().holes.empty(); }

/// What is subtracted by becoming a hole, and what needs an overlay.
struct Subtrahends {
    std::vector<const Ring*> holes;
    std::vector<const MultiPolygon*> others;
};

Subtrahends sorted(const MultiPolygon& shape, const std::vector<const MultiPolygon*>& others) {
    constexpr std::size_t kFew = 4;     // not worth an index
    if (others.size() < kFew) return {{}, others};
    const ShapeAmong among(shape);
    std::vector<SlideRect> bounds;
    for (const MultiPolygon* other : others) bounds.push_back(boundsOf(*other).grown(1));
    Subtrahends result;
    for (std::size_t i = 0; i < others.size(); ++i) {
        const auto near = [&](const SlideRect& b) { return &b != &bounds[i] && touches(b, bounds[i]); };
        const bool isHole = isPlain(*others[i]) && isOnGrid(others[i]->front().outer) && areaOf(*others[i]) > 1 && std::none_of(bounds.begin(), bounds.end(), near) && among.surrounds(*others[i]);
        if (isHole) result.holes.push_back(&others[i]->front().outer);
        else result.others.push_back(others[i]);
    }
    return result;
}

/// Each ring lies inside of one part, away from its borders.
Result<MultiPolygon> withHoles(MultiPolygon shape, const std::vector<const Ring*>& holes) {
    constexpr const char* kWhat = "cannot subtract an outline";
    if (holes.empty()) return shape;
    std::vector<SlideRect> bounds;
    for (const Polygon& part : shape) bounds.push_back(boundsOf({Polygon{part.outer, {}}}));
    const MultiPolygon parts = shape;
    for (const Ring* hole : holes) {
        const SlideRect place = boundsOf({Polygon{*hole, {}}});
        std::vector<std::size_t> around;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (touches(bounds[i], place)) around.push_back(i);
        if (around.size() > 1) std::erase_if(around, [&](std::size_t i) { return !contains({parts[i]}, hole->front()); });
        if (around.size() != 1) return Error{kWhat, "", "a neighbour lies in no part, or in two"};
        shape[around.front()].holes.push_back(*hole);
    }
    GeosSession session;
    const GeosGeometry whole = session.polygons(shape);
    if (!whole) return session.error(kWhat);
    return session.shapeOf(*whole);     // in the order that every result has
}

/// Shapes whose bounds are apart are one valid shape: they are put together as long as that holds, one group after the other.
struct Group {
    MultiPolygon shape;
    std::vector<SlideRect> bounds;
};

std::vector<Group> groupsApart(const std::vector<const MultiPolygon*>& shapes) {
    std::vector<Group> groups;
    for (const MultiPolygon* shape : shapes) {
        const SlideRect bounds = boundsOf(*shape);
        auto place = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return std::none_of(group.bounds.begin(), group.bounds.end(), [&](const SlideRect& other) { return touches(bounds, other); });
        });
        if (place == groups.end()) place = groups.insert(place, Group{});
        place->bounds.push_back(bounds);
        place->shape.insert(place->shape.end(), shape->begin(), shape->end());
    }
    return groups;
}

}  // namespace

struct ShapeAmong::Index {
    struct Part {
        const Polygon* polygon;
        SlideRect bounds;
        std::vector<SlideRect> holes;
    };
    /// True where the other is what a hole of the shape leaves free.
    bool fillsAHole(const MultiPolygon& other, const SlideRect& bounds) const;

    MultiPolygon shape;
    std::vector<Part> parts;
    std::multimap<std::pair<double, double>, std::pair<const Part*, const Ring*>> holes;    // by the corner of their bounds
    mutable GeosSession session;
    GeosGeometry whole;
    Prepared prepared;              // after the geometry that it looks at
};

ShapeAmong::ShapeAmong(const MultiPolygon& shape) : m_index(std::make_unique<Index>()) {
    Index& index = *m_index;
    index.shape = shape;
    for (const Polygon& polygon : index.shape) {
        Index::Part part{&polygon, boundsOf({Polygon{polygon.outer, {}}}), {}};
        for (const Ring& hole : polygon.holes) part.holes.push_back(boundsOf({Polygon{hole, {}}}));
        index.parts.push_back(std::move(part));
    }
    for (const Index::Part& part : index.parts)
        for (std::size_t i = 0; i < part.holes.size(); ++i) index.holes.emplace(std::pair(part.holes[i].x, part.holes[i].y), std::pair(&part, &part.polygon->holes[i]));
    index.whole = index.session.polygons(index.shape);
    if (index.whole) index.prepared = Prepared(GEOSPrepare_r(index.session.context(), index.whole.get()), PreparedDeleter{index.session.context()});
}

ShapeAmong::~ShapeAmong() = default;

bool ShapeAmong::Index::fillsAHole(const MultiPolygon& other, const SlideRect& bounds) const {
    if (!isPlain(other)) return false;
    const auto [first, last] = holes.equal_range(std::pair(bounds.x, bounds.y));
    for (auto hole = first; hole != last; ++hole) {
        const auto& [owner, ring] = hole->second;
        const auto isInside = [&, of = owner](const Part& part) { return &part != of && touches(part.bounds, bounds); };
        if (isSameRing(*ring, other.front().outer)) return std::none_of(parts.begin(), parts.end(), isInside);
    }
    return false;
}

bool ShapeAmong::surrounds(const MultiPolygon& other) const {
    const GeosGeometry geometry = m_index->prepared ? m_index->session.polygons(other) : m_index->session.own(nullptr);
    return geometry && GEOSPreparedContainsProperly_r(m_index->session.context(), m_index->prepared.get(), geometry.get()) == 1;
}

Result<double> ShapeAmong::overlap(const MultiPolygon& other) const {
    const SlideRect bounds = boundsOf(other);
    if (m_index->fillsAHole(other, bounds)) return 0.0;
    if (isPlain(other) && areaOf(other) > kSurelyMeant && surrounds(other)) return areaOf(other);
    MultiPolygon near;
    for (const Index::Part& part : m_index->parts) {
        if (!part.bounds.intersects(bounds)) continue;
        Polygon& local = near.emplace_back(Polygon{part.polygon->outer, {}});
        for (std::size_t i = 0; i < part.holes.size(); ++i)
            if (touches(part.holes[i], bounds)) local.holes.push_back(part.polygon->holes[i]);
    }
    if (near.empty()) return 0.0;
    // Most neighbours are merely near. 2 is an exception of GEOS: the overlay repairs what it can, and reports the rest.
    GeosSession& session = m_index->session;
    const GeosGeometry geometry = m_index->prepared ? session.polygons(other) : session.own(nullptr);
    if (geometry && GEOSPreparedIntersects_r(session.context(), m_index->prepared.get(), geometry.get()) == 0) return 0.0;
    const GeosGeometry local = session.polygons(near);
    const SlideRect frame = bounds.grown(1);
    const GeosGeometry clipped = session.own(local ? GEOSClipByRect_r(session.context(), local.get(), frame.x, frame.y, frame.right(), frame.bottom()) : nullptr);
    return overlapArea(clipped ? session.shapeOf(*clipped) : near, other);
}

Result<MultiPolygon> subtractAll(const MultiPolygon& shape, const std::vector<const MultiPolygon*>& others) {
    const Subtrahends sortedOthers = sorted(shape, others);
    MultiPolygon rest = shape;
    for (const Group& group : groupsApart(sortedOthers.others)) {
        auto less = subtract(rest, group.shape);
        if (!less) return less;
        rest = *std::move(less);
    }
    return withHoles(std::move(rest), sortedOthers.holes);
}

}  // namespace bowman
