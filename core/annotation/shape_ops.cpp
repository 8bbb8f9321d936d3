#include "core/annotation/shape_ops.h"

#include <algorithm>
#include <cmath>

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
    constexpr const char* kWhat = "cannot smooth an outline";
    constexpr int kSegments = 4;          // of a quarter circle: chords lie up to 2 % of their radius inside the arc
    constexpr double kFinest = 0.25;      // pixels; the arcs of the discs leave points closer than anybody sees
    if (!std::isfinite(radius)) return Error{kWhat, "", "the radius is not a finite number"};
    GeosSession session;
    const GeosGeometry whole = session.validPolygons(shape);
    if (!whole) return session.error(kWhat);
    const auto grown = [&](const GeosGeometry& of, double by) { return session.own(GEOSBuffer_r(session.context(), of.get(), by, kSegments)); };
    // Each arc would be made of arcs by the next step: thinned out between them, which takes nearly half of the time off.
    const auto grownThin = [&](const GeosGeometry& of, double by) {
        const GeosGeometry full = grown(of, by);
        return full ? session.own(GEOSSimplify_r(session.context(), full.get(), std::max(kFinest, radius / 30))) : session.own(nullptr);
    };
    const GeosGeometry shrunk = grownThin(whole, -radius);
    if (!shrunk) return session.error(kWhat);
    // Growing back from the opening and growing for the closing are one: discs add up.
    const bool isGone = GEOSisEmpty_r(session.context(), shrunk.get()) == 1;
    const GeosGeometry wide = isGone ? grownThin(whole, radius) : grownThin(shrunk, 2 * radius);
    if (!wide) return session.error(kWhat);
    const GeosGeometry closed = grown(wide, -radius);
    if (!closed) return session.error(kWhat);
    // Douglas-Peucker is valid again by a buffer of 0, which may lose what has folded over, or a part that is thinner than the tolerance: not then.
    const GeosGeometry simple = session.own(GEOSSimplify_r(session.context(), closed.get(), kFinest));
    double before = 0, after = 0, length = 0;
    const bool isSame = simple && GEOSArea_r(session.context(), closed.get(), &before) == 1 && GEOSArea_r(session.context(), simple.get(), &after) == 1 &&
                        GEOSLength_r(session.context(), closed.get(), &length) == 1 && std::abs(after - before) <= kFinest * length &&
                        GEOSGetNumGeometries_r(session.context(), closed.get()) == GEOSGetNumGeometries_r(session.context(), simple.get());
    return session.shapeOnGrid(isSame ? simple : closed, kWhat);
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
