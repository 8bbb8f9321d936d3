#include "core/annotation/shape_ops.h"

#include <algorithm>

#include <geos_c.h>

#include "core/annotation/geos_session.h"
#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

Result<MultiPolygon> closed(const MultiPolygon& shape, double radius) {
    const auto grown = buffered(shape, radius);
    return grown ? buffered(*grown, -radius) : grown;
}

}  // namespace

Result<MultiPolygon> taperedLine(const RoundTip& from, const RoundTip& to) {
    const auto first = bufferedLine({from.centre}, from.radius);
    if (!first) return first;
    const auto last = bufferedLine({to.centre}, to.radius);
    if (!last) return last;
    const auto both = unite(*first, *last);
    return both ? convexHull(*both) : both;
}

MultiPolygon withoutHoles(const MultiPolygon& shape) {
    MultiPolygon filled = shape;
    for (Polygon& part : filled) part.holes.clear();
    // A part may have lain in another one's hole.
    auto united = unite(filled, {});
    return united ? *std::move(united) : filled;
}

Result<MultiPolygon> convexHull(const MultiPolygon& shape) {
    constexpr const char* kWhat = "cannot make the convex hull of an outline";
    GeosSession session;
    const GeosGeometry whole = session.validPolygons(shape);
    if (!whole) return session.error(kWhat);
    return session.shapeOnGrid(session.own(GEOSConvexHull_r(session.context(), whole.get())), kWhat);
}

Result<MultiPolygon> smoothed(const MultiPolygon& shape, double radius) {
    const auto shrunk = buffered(shape, -radius);
    if (!shrunk) return shrunk;
    const auto opened = shrunk->empty() ? Result<MultiPolygon>(shape) : buffered(*shrunk, radius);
    if (!opened) return opened;
    const auto smooth = closed(*opened, radius);
    // The arcs of the discs leave points closer than anybody sees.
    return smooth ? simplified(*smooth, 0.25) : smooth;
}

Result<MultiPolygon> bridged(const MultiPolygon& shape, double widest) {
    MultiPolygon joined = shape;
    for (double radius = 1; joined.size() > 1 && radius < 2 * widest; radius *= 2) {
        const auto filled = closed(shape, std::min(radius, widest));
        if (!filled) return filled;
        auto both = unite(shape, *filled);
        if (!both) return both;
        if (both->size() < joined.size()) joined = *std::move(both);
    }
    return joined;
}

}  // namespace bowman
