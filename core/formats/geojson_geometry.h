// The geometry of a GeoJSON feature as an outline. One reader on one thread.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/annotation/polygon.h"
#include "core/formats/json_place.h"
#include "core/formats/outline_check.h"

namespace bowman {

/// The member "type" of an object, empty where it has none. Fails at its place when it is no text.
std::string geoJsonType(const nlohmann::json& object, const JsonPlace& at);

class GeoJsonGeometry {
public:
    /// Polygon or MultiPolygon, closed as RFC 7946 asks. Empty for what has no area (counted). An ellipse of QuPath is a
    /// polygon of its points; "isEllipse" needs no care. Throws JsonProblem.
    MultiPolygon shapeOf(const nlohmann::json& geometry, const JsonPlace& at);

    void countWithoutArea() { m_check.countWithoutArea(); }
    void appendWarnings(std::vector<std::string>& warnings) const;

private:
    OutlineCheck m_check;
    int m_otherPlanes = 0;
};

}  // namespace bowman
