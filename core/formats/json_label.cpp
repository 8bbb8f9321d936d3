#include "core/formats/json_label.h"

#include <cctype>
#include <cmath>
#include <cstring>
#include <numbers>

#include <nlohmann/json.hpp>

#include "core/formats/class_kind.h"
#include "core/formats/json_access.h"
#include "core/formats/outline_check.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr int kCirclePoints = 128;

bool isUuid(const std::string& text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? text[i] != '-' : !std::isxdigit(static_cast<unsigned char>(text[i]))) return false;
    }
    return true;
}

SlidePoint turned(SlidePoint p, SlidePoint centre, double turn) {
    const double c = std::cos(turn), s = std::sin(turn);
    return {centre.x + p.x * c - p.y * s, centre.y + p.x * s + p.y * c};
}

}  // namespace

double asNumber(const json& value, const JsonPlace& at) {
    if (!value.is_number()) at.fail("a number was expected, not " + nameOfType(value));
    const double number = value.get<double>();
    if (!std::isfinite(number)) at.fail("the number is not finite");
    return number;
}

SlidePoint asPoint(const json& value, const JsonPlace& at) {
    if (asList(value, at).size() < 2) at.fail("a position needs x and y");
    const auto* list = value.get_ptr<const json::array_t*>();
    for (std::size_t i = 0; i < 2; ++i)
        if (!(*list)[i].is_number()) JsonPlace(at, i).fail("a number was expected, not " + nameOfType((*list)[i]));
    const SlidePoint point{(*list)[0].get<double>(), (*list)[1].get<double>()};
    if (!OutlineCheck::isOnSlide(point)) at.fail("the position is beyond any slide");
    return point;
}

Ring asRing(const json& value, const JsonPlace& at) {
    Ring ring;
    if (value.is_binary()) {
        const auto& bytes = value.get_binary();
        ring.resize(bytes.size() / sizeof(SlidePoint));
        std::memcpy(ring.data(), bytes.data(), ring.size() * sizeof(SlidePoint));
        for (std::size_t i = 0; i < ring.size(); ++i)
            if (!OutlineCheck::isOnSlide(ring[i])) JsonPlace(at, i).fail("the position is beyond any slide");
        return ring;
    }
    asList(value, at);
    ring.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) ring.push_back(asPoint(value[i], JsonPlace(at, i)));
    return ring;
}

const json& asRings(const json& value, const JsonPlace& at) {
    if (value.is_binary()) JsonPlace(at, std::size_t{0}).fail("a ring needs a list of positions, this is one position");
    return asList(value, at);
}

std::string lowerCase(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string UniqueUuids::take(const std::string& said) {
    std::string uuid = isUuid(said) ? lowerCase(said) : newUuid();
    if (!m_taken.insert(uuid).second) m_taken.insert(uuid = newUuid());
    return uuid;
}

Annotation importedObject(std::string_view format, const std::string& className, const LabelReadOptions& options) {
    Annotation a;
    a.className = classNameOf(className);
    a.kind = kindOfClass(className);
    a.state = options.unstated.value_or(ReviewState::Accepted);
    a.provenance.source = "import";
    a.provenance.model = format;
    return a;
}

Ring ellipseRing(SlidePoint centre, double radiusX, double radiusY, double turn) {
    // Points a little outside of the ellipse, so that the polygon has its area.
    const double step = 2 * std::numbers::pi / kCirclePoints, grow = std::sqrt(step / std::sin(step));
    Ring ring;
    for (int i = 0; i < kCirclePoints; ++i)
        ring.push_back(turned({grow * radiusX * std::cos(i * step), grow * radiusY * std::sin(i * step)}, centre, turn));
    return ring;
}

Ring rectangleRing(SlidePoint centre, double width, double height, double turn) {
    const double w = width / 2, h = height / 2;
    return {turned({-w, -h}, centre, turn), turned({w, -h}, centre, turn), turned({w, h}, centre, turn), turned({-w, h}, centre, turn)};
}

void warnOf(std::vector<std::string>& warnings, std::int64_t count, const char* text) {
    if (count > 0) warnings.push_back(std::to_string(count) + text);
}

void moveBy(MultiPolygon& shape, SlidePoint by) {
    if (by == SlidePoint{}) return;
    const auto move = [&](Ring& ring) {
        for (SlidePoint& p : ring) p = {p.x + by.x, p.y + by.y};
    };
    for (Polygon& polygon : shape) {
        move(polygon.outer);
        for (Ring& hole : polygon.holes) move(hole);
    }
}

}  // namespace bowman
