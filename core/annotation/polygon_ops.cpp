#include "core/annotation/polygon_ops.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <geos_c.h>

#include "core/annotation/geos_session.h"

namespace bowman {
namespace {

/// Smaller parts and holes are leftovers of two outlines that nearly coincide, nothing that a person drew.
constexpr double kSliverArea = 1.0;
/// Thinner overlaps come from rounding to the grid: a bent edge moves by up to half a grid cell on either side.
constexpr double kTouchingWidth = 2 * kGridSize;

using Overlay = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double);

struct OverlayRequest {
    Overlay operation;
    const char* what;
};

Result<MultiPolygon> overlay(const OverlayRequest& request, const MultiPolygon& a, const MultiPolygon& b) {
    GeosSession session;
    const GeosGeometry first = session.validPolygons(a);
    const GeosGeometry second = session.validPolygons(b);
    if (!first || !second) return session.error(request.what);
    const GeosGeometry result = session.own(request.operation(session.context(), first.get(), second.get(), kGridSize));
    if (!result) return session.error(request.what);
    return session.shapeOf(*result);
}

MultiPolygon withoutSlivers(MultiPolygon shape) {
    std::erase_if(shape, [](const Polygon& part) { return areaOf({part}) < kSliverArea; });
    return shape;
}

MultiPolygon withoutPinholes(MultiPolygon shape) {
    for (Polygon& part : shape) std::erase_if(part.holes, [](const Ring& hole) { return areaOf({{hole, {}}}) < kSliverArea; });
    return shape;
}

double perimeterOf(const Polygon& part) {
    double sum = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) sum += std::hypot(ring[i].x - ring[j].x, ring[i].y - ring[j].y);
    };
    add(part.outer);
    for (const Ring& hole : part.holes) add(hole);
    return sum;
}

/// Segments per quarter circle: at most 0.1 pixel between arc and chord, and an area within 0.3 % of the disc's.
int segmentsFor(double radius) {
    const double r = std::abs(radius);
    if (r <= 1) return 12;
    const double quarter = std::numbers::pi / (4 * std::acos(1 - 0.1 / r));
    return std::clamp(static_cast<int>(std::ceil(quarter)), 12, 48);
}

}  // namespace

Result<MultiPolygon> unite(const MultiPolygon& a, const MultiPolygon& b) {
    auto result = overlay({GEOSUnionPrec_r, "cannot unite two outlines"}, a, b);
    if (!result) return result;
    return withoutPinholes(*std::move(result));
}

Result<MultiPolygon> subtract(const MultiPolygon& a, const MultiPolygon& b) {
    auto result = overlay({GEOSDifferencePrec_r, "cannot subtract an outline"}, a, b);
    if (!result) return result;
    return withoutSlivers(*std::move(result));
}

Result<MultiPolygon> intersect(const MultiPolygon& a, const MultiPolygon& b) {
    return overlay({GEOSIntersectionPrec_r, "cannot intersect two outlines"}, a, b);
}

Result<MultiPolygon> bufferedLine(const std::vector<SlidePoint>& line, double radius) {
    constexpr const char* kWhat = "cannot widen a line";
    if (!(radius > 0)) return Error{kWhat, "", "the radius must be above 0"};
    GeosSession session;
    GeosGeometry path = session.line(line);
    if (!path) return session.error(kWhat);
    // A mouse reports many points on nearly one line; they would only cost time.
    if (GeosGeometry shorter = session.own(GEOSSimplify_r(session.context(), path.get(), std::min(0.125, radius / 50)));
        shorter && GEOSisEmpty_r(session.context(), shorter.get()) == 0)
        path = std::move(shorter);
    return session.shapeOnGrid(session.own(GEOSBuffer_r(session.context(), path.get(), radius, segmentsFor(radius))), kWhat);
}

Result<MultiPolygon> buffered(const MultiPolygon& shape, double radius) {
    constexpr const char* kWhat = "cannot grow or shrink an outline";
    if (!std::isfinite(radius)) return Error{kWhat, "", "the radius is not a finite number"};
    GeosSession session;
    const GeosGeometry whole = session.validPolygons(shape);
    if (!whole) return session.error(kWhat);
    return session.shapeOnGrid(session.own(GEOSBuffer_r(session.context(), whole.get(), radius, segmentsFor(radius))), kWhat);
}

Result<MultiPolygon> makeValid(const MultiPolygon& shape) {
    constexpr const char* kWhat = "cannot repair an outline";
    GeosSession session;
    const GeosGeometry valid = session.validPolygons(shape);
    auto result = session.shapeOnGrid(valid, kWhat);
    if (result && result->empty()) return Error{kWhat, "", "nothing with an area is left"};
    return result;
}

bool isValid(const MultiPolygon& shape) {
    GeosSession session;
    const GeosGeometry geometry = session.polygons(shape);
    return geometry && GEOSisValid_r(session.context(), geometry.get()) == 1;
}

Result<MultiPolygon> simplified(const MultiPolygon& shape, double tolerance) {
    constexpr const char* kWhat = "cannot simplify an outline";
    if (!(tolerance >= 0)) return Error{kWhat, "", "the tolerance must not be below 0"};
    GeosSession session;
    const GeosGeometry whole = session.validPolygons(shape);
    if (!whole) return session.error(kWhat);
    GeosGeometry simple = session.own(GEOSTopologyPreserveSimplify_r(session.context(), whole.get(), tolerance));
    // GEOS 3.11 may leave a hole that touches or crosses its outer ring.
    if (simple && GEOSisValid_r(session.context(), simple.get()) != 1) simple = session.own(GEOSMakeValid_r(session.context(), simple.get()));
    return session.shapeOnGrid(simple, kWhat);
}

Result<std::vector<MultiPolygon>> splitByLine(const MultiPolygon& shape, const std::vector<SlidePoint>& line) {
    constexpr const char* kWhat = "cannot split an outline";
    GeosSession session;
    GEOSContextHandle_t context = session.context();
    const GeosGeometry edges = session.boundary(shape);
    const GeosGeometry cut = session.line(line);
    if (!edges || !cut) return session.error(kWhat);
    const GeosGeometry noded = session.own(GEOSUnionPrec_r(context, edges.get(), cut.get(), kGridSize));
    if (!noded) return session.error(kWhat);
    const GEOSGeometry* lines[] = {noded.get()};
    const GeosGeometry faces = session.own(GEOSPolygonize_r(context, lines, 1));
    if (!faces) return session.error(kWhat);

    MultiPolygon pieces;
    for (const Polygon& face : withoutSlivers(session.shapeOf(*faces)))
        if (contains(shape, anchorOf({face}))) pieces.push_back(face);
    if (pieces.size() <= shape.size()) return std::vector<MultiPolygon>{shape};

    // A piece that is a whole part of the old shape was not cut; it stays with the nearest piece that was.
    const auto areaIsOld = [&](const Polygon& piece) {
        return std::any_of(shape.begin(), shape.end(), [&](const Polygon& part) {
            return std::abs(areaOf({part}) - areaOf({piece})) < kSliverArea && boundsOf({part}).grown(1).intersects(boundsOf({piece})) &&
                   contains({part}, anchorOf({piece}));
        });
    };
    std::vector<MultiPolygon> groups;
    MultiPolygon untouched;
    for (Polygon& piece : pieces) {
        if (areaIsOld(piece)) untouched.push_back(std::move(piece));
        else groups.push_back({std::move(piece)});
    }
    if (groups.size() < 2) return std::vector<MultiPolygon>{shape};
    const std::size_t cutPieces = groups.size();
    for (const Polygon& part : untouched) {
        const GeosGeometry lonely = session.polygons({part});
        std::size_t nearest = 0;
        double shortest = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < cutPieces; ++i) {
            const GeosGeometry piece = session.polygons({groups[i].front()});
            double distance = 0;
            if (lonely && piece && GEOSDistance_r(context, lonely.get(), piece.get(), &distance) == 1 && distance < shortest) {
                shortest = distance;
                nearest = i;
            }
        }
        groups[nearest].push_back(part);
    }
    return groups;
}

bool meet(const MultiPolygon& a, const MultiPolygon& b) {
    if (!boundsOf(a).intersects(boundsOf(b))) return false;
    GeosSession session;
    const GeosGeometry first = session.polygons(a);
    const GeosGeometry second = session.polygons(b);
    if (!first || !second) return false;
    const GEOSPreparedGeometry* prepared = GEOSPrepare_r(session.context(), first.get());
    if (!prepared) return false;
    const char answer = GEOSPreparedIntersects_r(session.context(), prepared, second.get());
    GEOSPreparedGeom_destroy_r(session.context(), prepared);
    return answer == 1;
}

double intersectionOverUnion(const MultiPolygon& a, const MultiPolygon& b) {
    if (a.empty() && b.empty()) return 1;
    if (!boundsOf(a).intersects(boundsOf(b))) return 0;
    GeosSession session;
    const GeosGeometry first = session.validPolygons(a);
    const GeosGeometry second = session.validPolygons(b);
    if (!first || !second) return 0;
    const GeosGeometry common = session.own(GEOSIntersectionPrec_r(session.context(), first.get(), second.get(), kGridSize));
    double areaA = 0, areaB = 0, areaCommon = 0;
    if (!common || !GEOSArea_r(session.context(), first.get(), &areaA) || !GEOSArea_r(session.context(), second.get(), &areaB) ||
        !GEOSArea_r(session.context(), common.get(), &areaCommon))
        return 0;
    const double all = areaA + areaB - areaCommon;
    return all > 0 ? std::min(1.0, areaCommon / all) : 0;
}

Result<double> overlapArea(const MultiPolygon& a, const MultiPolygon& b) {
    if (!boundsOf(a).intersects(boundsOf(b))) return 0.0;
    const auto common = intersect(a, b);
    if (!common) return common.error();
    double area = 0;
    for (const Polygon& part : *common) {
        const double partArea = areaOf({part});
        if (partArea > kSliverArea && 2 * partArea / perimeterOf(part) > kTouchingWidth) area += partArea;
    }
    return area;
}

}  // namespace bowman
