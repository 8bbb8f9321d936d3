// One context of GEOS with its errors, and our shapes to and from its geometries: inside of core/annotation only.
// One thread; sessions are cheap, every call makes its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

struct GEOSContextHandle_HS;
struct GEOSGeom_t;

namespace bowman {

struct GeosDeleter {
    GEOSContextHandle_HS* context = nullptr;
    void operator()(GEOSGeom_t* geometry) const;
};
using GeosGeometry = std::unique_ptr<GEOSGeom_t, GeosDeleter>;

/// Level-0 pixels between two places where a point may lie.
inline constexpr double kGridSize = 1.0 / 16;

class GeosSession {
public:
    GeosSession();
    ~GeosSession();
    GeosSession(const GeosSession&) = delete;
    GeosSession& operator=(const GeosSession&) = delete;

    GEOSContextHandle_HS* context() const { return m_context; }

    /// Null, with error() set, where a coordinate is not finite or a ring has fewer than three points.
    GeosGeometry polygons(const MultiPolygon& shape);
    /// A point where all points are the same.
    GeosGeometry line(const std::vector<SlidePoint>& points);
    /// All rings of the shape as lines.
    GeosGeometry boundary(const MultiPolygon& shape);
    /// As polygons(), and made valid where they are not.
    GeosGeometry validPolygons(const MultiPolygon& shape);

    /// Takes over a geometry that GEOS returned.
    GeosGeometry own(GEOSGeom_t* geometry) const { return {geometry, GeosDeleter{m_context}}; }

    /// The polygons in any geometry, normalised: outer rings clockwise on the screen, holes the other way round, each ring
    /// from its leftmost (then topmost) point, rings in order. Lines and points are dropped.
    MultiPolygon shapeOf(const GEOSGeom_t& geometry) const;
    /// The same on the grid and valid. An error where GEOS gave null.
    Result<MultiPolygon> shapeOnGrid(const GeosGeometry& geometry, const char* what);

    Error error(const char* what) const { return {what, "", m_error.empty() ? "the geometry engine gave no reason" : m_error}; }

private:
    GeosGeometry ring(const Ring& points);
    GeosGeometry polygon(const Polygon& polygon);
    static void keepError(const char* message, void* session);

    GEOSContextHandle_HS* m_context;
    std::string m_error;
};

}  // namespace bowman
