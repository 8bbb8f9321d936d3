#include "core/annotation/geos_session.h"

#include <algorithm>
#include <cmath>

#include <geos_c.h>

namespace bowman {
namespace {

bool before(SlidePoint a, SlidePoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

bool ringBefore(const Ring& a, const Ring& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
}

double signedArea(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return sum / 2;
}

enum class Turn { Clockwise, Counterclockwise };

void normalise(Ring& ring, Turn turn) {
    // y points down: a positive area is clockwise on the screen.
    if ((signedArea(ring) > 0) != (turn == Turn::Clockwise)) std::reverse(ring.begin(), ring.end());
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
}

Ring ringFrom(GEOSContextHandle_t context, const GEOSGeometry* ring) {
    const GEOSCoordSequence* points = ring ? GEOSGeom_getCoordSeq_r(context, ring) : nullptr;
    unsigned int size = 0;
    if (!points || !GEOSCoordSeq_getSize_r(context, points, &size) || size < 4) return {};
    Ring result(size);
    static_assert(sizeof(SlidePoint) == 2 * sizeof(double));
    if (!GEOSCoordSeq_copyToBuffer_r(context, points, &result.front().x, 0, 0)) return {};
    result.pop_back();
    for (SlidePoint& p : result) p = {p.x + 0.0, p.y + 0.0};  // no negative zeros
    return result;
}

void collect(GEOSContextHandle_t context, const GEOSGeometry* geometry, MultiPolygon& into) {
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_POLYGON) {
        Polygon polygon{ringFrom(context, GEOSGetExteriorRing_r(context, geometry)), {}};
        if (polygon.outer.empty()) return;
        normalise(polygon.outer, Turn::Clockwise);
        for (int i = 0, n = GEOSGetNumInteriorRings_r(context, geometry); i < n; ++i)
            if (Ring hole = ringFrom(context, GEOSGetInteriorRingN_r(context, geometry, i)); !hole.empty()) {
                normalise(hole, Turn::Counterclockwise);
                polygon.holes.push_back(std::move(hole));
            }
        std::sort(polygon.holes.begin(), polygon.holes.end(), ringBefore);
        into.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0, n = GEOSGetNumGeometries_r(context, geometry); i < n; ++i)
            collect(context, GEOSGetGeometryN_r(context, geometry, i), into);
    }
}

bool roundRing(Ring& ring) {
    bool moved = false;
    for (SlidePoint& p : ring) {
        const SlidePoint rounded{std::nearbyint(p.x / kGridSize) * kGridSize + 0.0, std::nearbyint(p.y / kGridSize) * kGridSize + 0.0};
        moved = moved || !(rounded == p);
        p = rounded;
    }
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    return moved;
}

bool roundToGrid(MultiPolygon& shape) {
    bool moved = false;
    for (Polygon& polygon : shape) {
        moved |= roundRing(polygon.outer);
        for (Ring& hole : polygon.holes) moved |= roundRing(hole);
    }
    return moved;
}

}  // namespace

void GeosDeleter::operator()(GEOSGeom_t* geometry) const { GEOSGeom_destroy_r(context, geometry); }

GeosSession::GeosSession() : m_context(GEOS_init_r()) { GEOSContext_setErrorMessageHandler_r(m_context, keepError, this); }
GeosSession::~GeosSession() { GEOS_finish_r(m_context); }

void GeosSession::keepError(const char* message, void* session) { static_cast<GeosSession*>(session)->m_error = message; }

GeosGeometry GeosSession::ring(const Ring& points) {
    if (points.size() < 3) {
        m_error = "a ring has fewer than three points";
        return own(nullptr);
    }
    if (!std::all_of(points.begin(), points.end(), [](SlidePoint p) { return std::isfinite(p.x) && std::isfinite(p.y); })) {
        m_error = "a coordinate is not a finite number";
        return own(nullptr);
    }
    Ring closed;
    closed.reserve(points.size() + 1);
    closed = points;
    closed.push_back(points.front());
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(m_context, &closed.front().x, static_cast<unsigned>(closed.size()), 0, 0);
    return own(sequence ? GEOSGeom_createLinearRing_r(m_context, sequence) : nullptr);
}

GeosGeometry GeosSession::polygon(const Polygon& polygon) {
    GeosGeometry outer = ring(polygon.outer);
    if (!outer) return outer;
    std::vector<GeosGeometry> holes;
    for (const Ring& hole : polygon.holes) {
        holes.push_back(ring(hole));
        if (!holes.back()) return own(nullptr);
    }
    std::vector<GEOSGeometry*> released;
    for (GeosGeometry& hole : holes) released.push_back(hole.release());
    return own(GEOSGeom_createPolygon_r(m_context, outer.release(), released.data(), static_cast<unsigned>(released.size())));
}

GeosGeometry GeosSession::polygons(const MultiPolygon& shape) {
    if (shape.empty()) return own(GEOSGeom_createEmptyPolygon_r(m_context));
    if (shape.size() == 1) return polygon(shape.front());
    std::vector<GeosGeometry> parts;
    for (const Polygon& part : shape) {
        parts.push_back(polygon(part));
        if (!parts.back()) return own(nullptr);
    }
    std::vector<GEOSGeometry*> released;
    for (GeosGeometry& part : parts) released.push_back(part.release());
    return own(GEOSGeom_createCollection_r(m_context, GEOS_MULTIPOLYGON, released.data(), static_cast<unsigned>(released.size())));
}

GeosGeometry GeosSession::line(const std::vector<SlidePoint>& points) {
    if (points.empty()) {
        m_error = "the line has no points";
        return own(nullptr);
    }
    if (!std::all_of(points.begin(), points.end(), [](SlidePoint p) { return std::isfinite(p.x) && std::isfinite(p.y); })) {
        m_error = "a coordinate is not a finite number";
        return own(nullptr);
    }
    const bool isPoint = std::all_of(points.begin(), points.end(), [&](SlidePoint p) { return p == points.front(); });
    if (isPoint) return own(GEOSGeom_createPointFromXY_r(m_context, points.front().x, points.front().y));
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(m_context, &points.front().x, static_cast<unsigned>(points.size()), 0, 0);
    return own(sequence ? GEOSGeom_createLineString_r(m_context, sequence) : nullptr);
}

GeosGeometry GeosSession::boundary(const MultiPolygon& shape) {
    const GeosGeometry whole = validPolygons(shape);
    return own(whole ? GEOSBoundary_r(m_context, whole.get()) : nullptr);
}

GeosGeometry GeosSession::validPolygons(const MultiPolygon& shape) {
    GeosGeometry whole = polygons(shape);
    if (!whole || GEOSisValid_r(m_context, whole.get()) == 1) return whole;
    // Each part by itself, then their union: even-odd over all rings would punch holes where parts overlap.
    GeosGeometry sum = own(GEOSGeom_createEmptyPolygon_r(m_context));
    for (const Polygon& part : shape) {
        const GeosGeometry raw = polygon(part);
        const GeosGeometry valid = own(raw ? GEOSMakeValid_r(m_context, raw.get()) : nullptr);
        if (!valid || !sum) return own(nullptr);
        // Lines that a ring ran twice are no area.
        const GeosGeometry areas = polygons(shapeOf(*valid));
        sum = own(areas ? GEOSUnion_r(m_context, sum.get(), areas.get()) : nullptr);
    }
    return sum;
}

MultiPolygon GeosSession::shapeOf(const GEOSGeom_t& geometry) const {
    MultiPolygon shape;
    collect(m_context, &geometry, shape);
    std::sort(shape.begin(), shape.end(), [](const Polygon& a, const Polygon& b) { return ringBefore(a.outer, b.outer); });
    return shape;
}

Result<MultiPolygon> GeosSession::shapeOnGrid(const GeosGeometry& geometry, const char* what) {
    if (!geometry) return error(what);
    MultiPolygon shape = shapeOf(*geometry);
    // Rounding each point is nearly always enough; where it folds an outline, GEOS rounds again and repairs.
    MultiPolygon rounded = shape;
    if (!roundToGrid(rounded)) return shape;
    const bool whole = std::all_of(rounded.begin(), rounded.end(), [](const Polygon& p) {
        return p.outer.size() >= 3 && std::all_of(p.holes.begin(), p.holes.end(), [](const Ring& r) { return r.size() >= 3; });
    });
    GeosGeometry snapped = whole ? polygons(rounded) : own(nullptr);
    if (!snapped || GEOSisValid_r(m_context, snapped.get()) != 1) snapped = own(GEOSGeom_setPrecision_r(m_context, geometry.get(), kGridSize, 0));
    if (!snapped) return error(what);
    return shapeOf(*snapped);
}

}  // namespace bowman
