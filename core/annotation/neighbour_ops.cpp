#include "core/annotation/neighbour_ops.h"

#include <algorithm>

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

bool touches(const SlideRect& a, const SlideRect& b) {
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
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
    MultiPolygon shape;
    std::vector<Part> parts;
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
    index.whole = index.session.polygons(index.shape);
    if (index.whole) index.prepared = Prepared(GEOSPrepare_r(index.session.context(), index.whole.get()), PreparedDeleter{index.session.context()});
}

ShapeAmong::~ShapeAmong() = default;

Result<double> ShapeAmong::overlap(const MultiPolygon& other) const {
    const SlideRect bounds = boundsOf(other);
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
    MultiPolygon rest = shape;
    for (const Group& group : groupsApart(others)) {
        auto less = subtract(rest, group.shape);
        if (!less) return less;
        rest = *std::move(less);
    }
    return rest;
}

}  // namespace bowman
