// What readers of JSON label files share about one object: its identity, class and positions. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include <nlohmann/json_fwd.hpp>

#include "core/annotation/annotation.h"
#include "core/formats/json_place.h"
#include "core/formats/labels.h"

namespace bowman {

/// Finite; else fails at its place.
double asNumber(const nlohmann::json& value, const JsonPlace& at);

/// [x, y, …] on this earth; else fails at its place.
SlidePoint asPoint(const nlohmann::json& value, const JsonPlace& at);

/// [[x, y, …], …] of any length, as a list or packed by parseJsonStream().
Ring asRing(const nlohmann::json& value, const JsonPlace& at);

/// A list of rings: not a list of positions.
const nlohmann::json& asRings(const nlohmann::json& value, const JsonPlace& at);

std::string lowerCase(std::string text);

/// Keeps the identities of one file apart.
class UniqueUuids {
public:
    /// `said` where it is a UUID that was not there before, else a new one.
    std::string take(const std::string& said);

private:
    std::unordered_set<std::string> m_taken;
};

/// As an object of a file that says nothing of itself but its class: kind by the class, state by the options (else
/// accepted), source "import", model = the name of the format.
Annotation importedObject(std::string_view format, const std::string& className, const LabelReadOptions& options);

/// A polygon of 128 points that has the area of the ellipse; `turn` in radians from x towards y.
Ring ellipseRing(SlidePoint centre, double radiusX, double radiusY, double turn);

/// Corners of a rectangle; `turn` in radians from x towards y.
Ring rectangleRing(SlidePoint centre, double width, double height, double turn);

/// `count` and `text` as one more warning, where there is something to say.
void warnOf(std::vector<std::string>& warnings, std::int64_t count, const char* text);

void moveBy(MultiPolygon& shape, SlidePoint by);

}  // namespace bowman
