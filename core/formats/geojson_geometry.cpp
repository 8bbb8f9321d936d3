#include "core/formats/geojson_geometry.h"

#include <nlohmann/json.hpp>

#include "core/formats/json_access.h"
#include "core/formats/json_label.h"

namespace bowman {
namespace {

using nlohmann::json;

Ring closedRing(const json& points, const JsonPlace& at) {
    Ring ring = asRing(points, at);
    if (ring.size() < 4) at.fail("a ring needs at least 4 positions, this one has " + std::to_string(ring.size()));
    if (ring.front() != ring.back()) at.fail("the ring is not closed: its first and last positions differ");
    ring.pop_back();
    return ring;
}

Polygon polygonOf(const json& rings, const JsonPlace& at) {
    Polygon polygon;
    polygon.outer = closedRing(rings[0], JsonPlace(at, std::size_t{0}));
    for (std::size_t i = 1; i < rings.size(); ++i) polygon.holes.push_back(closedRing(rings[i], JsonPlace(at, i)));
    return polygon;
}

}  // namespace

std::string geoJsonType(const json& object, const JsonPlace& at) {
    const json* type = member(asObject(object, at), "type");
    return type ? asText(*type, JsonPlace(at, "type")) : "";
}

MultiPolygon GeoJsonGeometry::shapeOf(const json& geometry, const JsonPlace& at) {
    const std::string type = geoJsonType(geometry, at);
    if (const json* plane = member(geometry, "plane"); plane && plane->is_object())
        if (plane->value("z", json(0)) != 0 || plane->value("t", json(0)) != 0) ++m_otherPlanes;
    for (const char* flat : {"Point", "MultiPoint", "LineString", "MultiLineString"})
        if (type == flat) return countWithoutArea(), MultiPolygon{};
    if (type != "Polygon" && type != "MultiPolygon")
        at.fail("geometry of type \"" + type.substr(0, 40) + "\" is not known (Polygon and MultiPolygon are)");
    const json* coordinates = member(geometry, "coordinates");
    const JsonPlace coordinatesAt(at, "coordinates");
    if (!coordinates) at.fail("a " + type + " without \"coordinates\"");
    asRings(*coordinates, coordinatesAt);
    MultiPolygon shape;
    if (type == "Polygon" && !coordinates->empty()) shape.push_back(polygonOf(*coordinates, coordinatesAt));
    if (type == "MultiPolygon")
        for (std::size_t i = 0; i < coordinates->size(); ++i)
            if (const JsonPlace partAt(coordinatesAt, i); !asRings((*coordinates)[i], partAt).empty())
                shape.push_back(polygonOf((*coordinates)[i], partAt));
    return m_check.checked(std::move(shape));
}

void GeoJsonGeometry::appendWarnings(std::vector<std::string>& warnings) const {
    m_check.appendWarnings(warnings);
    warnOf(warnings, m_otherPlanes, " object(s) belong to another focal plane or time than the first; taken as if on the first");
}

}  // namespace bowman
