#include "core/formats/geojson.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/formats/json_access.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr int kDeepest = 128;
constexpr std::uintmax_t kLargestFile = 512ULL << 20;

bool isUuid(const std::string& text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? text[i] != '-' : !std::isxdigit(static_cast<unsigned char>(text[i]))) return false;
    }
    return true;
}

std::string lowerCase(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Deepest nesting of brackets outside of texts: found before parsing, so that a hostile file costs nothing.
int deepestNesting(std::string_view text) {
    int depth = 0, deepest = 0;
    bool isInText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isInText) {
            if (c == '\\') ++i;
            else if (c == '"') isInText = false;
        } else if (c == '"') {
            isInText = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void readDocument(const json& document) {
        const JsonPlace top;
        if (document.is_object()) readHeader(document, top);
        if (m_options.origin) m_origin = *m_options.origin;
        if (document.is_array()) readFeatures(document, top);
        else if (const std::string type = typeOf(document, top); type == "Feature") readFeature(document, top);
        else if (type != "FeatureCollection") top.fail("neither a FeatureCollection, a Feature nor a list of them");
        else if (const json* features = member(document, "features")) readFeatures(*features, JsonPlace(top, "features"));
        else top.fail("the FeatureCollection has no \"features\"");
        warn();
    }

private:
    static std::string typeOf(const json& object, const JsonPlace& at) {
        const json* type = member(asObject(object, at), "type");
        return type ? asText(*type, JsonPlace(at, "type")) : "";
    }

    void readHeader(const json& document, const JsonPlace& top) {
        const json* header = member(document, "bowman");
        if (!header) return;
        const JsonPlace at(top, "bowman");
        asObject(*header, at);
        if (const json* slide = member(*header, "slide")) m_labels.slideAlias = asText(*slide, JsonPlace(at, "slide"));
        if (const json* origin = member(*header, "origin")) m_origin = pointOf(*origin, JsonPlace(at, "origin"), {});
        const json *width = member(*header, "width"), *height = member(*header, "height");
        if (width && height && width->is_number_unsigned() && height->is_number_unsigned())
            m_labels.slideSize = {width->get<std::int64_t>(), height->get<std::int64_t>()};
    }

    void readFeatures(const json& features, const JsonPlace& at) {
        asList(features, at);
        for (std::size_t i = 0; i < features.size(); ++i) readFeature(features[i], JsonPlace(at, i));
    }

    void readFeature(const json& feature, const JsonPlace& at) {
        if (typeOf(feature, at) != "Feature") at.fail("a Feature was expected (\"type\":\"Feature\")");
        static const json kNone = json::object();
        const json* found = member(feature, "properties");
        const JsonPlace propertiesAt(at, "properties");
        const json& properties = found ? asObject(*found, propertiesAt) : kNone;
        const std::string type = objectTypeOf(feature, properties, propertiesAt);
        if (type == "tile" || type == "tmacore") ++m_otherObjects;
        else if (type != "root") readObject(feature, properties, at);
        for (const json* parent : {&feature, &properties})
            if (const json* children = member(*parent, "childObjects"))
                readFeatures(*children, JsonPlace(parent == &feature ? at : propertiesAt, "childObjects"));
    }

    /// QuPath 0.2 kept the type in "id" ("PathAnnotationObject"), 0.3 in "object_type" ("tma_core").
    static std::string objectTypeOf(const json& feature, const json& properties, const JsonPlace& at) {
        for (const char* key : {"objectType", "object_type"})
            if (const json* type = member(properties, key)) {
                std::string text = lowerCase(asText(*type, JsonPlace(at, key)));
                std::erase(text, '_');
                return text;
            }
        const json* id = member(feature, "id");
        if (!id || !id->is_string()) return "annotation";
        const std::string text = lowerCase(id->get<std::string>());
        for (const char* type : {"annotation", "detection", "cell", "tile", "root"})
            if (text == std::string("path") + type + "object") return type;
        return text == "tmacoreobject" ? "tmacore" : "annotation";
    }

    void readObject(const json& feature, const json& properties, const JsonPlace& at) {
        const json* geometry = member(feature, "geometry");
        if (!geometry) return m_check.countWithoutArea();
        auto shape = shapeOf(*geometry, JsonPlace(at, "geometry"));
        if (shape.empty()) return;
        Annotation a;
        a.shape = std::move(shape);
        a.uuid = uuidOf(feature);
        const JsonPlace propertiesAt(at, "properties");
        const std::string type = objectTypeOf(feature, properties, propertiesAt);
        const bool isByMachine = type == "detection" || type == "cell";
        a.state = m_options.unstated.value_or(isByMachine ? ReviewState::Proposed : ReviewState::Accepted);
        a.provenance.source = "import";
        a.provenance.model = "geojson";
        if (const json* c = member(properties, "classification")) a.className = classOf(*c, JsonPlace(propertiesAt, "classification"));
        if (const json* name = member(properties, "name"); name && name->is_string()) a.note = name->get<std::string>();
        if (const json* m = member(properties, "measurements")) readMeasurements(*m, JsonPlace(propertiesAt, "measurements"), a);
        if (const json* m = member(properties, "metadata")) readMetadata(*m, JsonPlace(propertiesAt, "metadata"), a);
        m_labels.annotations.push_back(std::move(a));
    }

    std::string uuidOf(const json& feature) {
        const json* id = member(feature, "id");
        std::string uuid = id && id->is_string() ? lowerCase(id->get<std::string>()) : "";
        if (!isUuid(uuid) || !m_uuids.insert(uuid).second) {
            uuid = newUuid();
            m_uuids.insert(uuid);
        }
        return uuid;
    }

    static std::string classOf(const json& value, const JsonPlace& at) {
        std::string name;
        if (value.is_string()) name = value.get<std::string>();
        else if (const json* single = member(asObject(value, at), "name")) name = asText(*single, JsonPlace(at, "name"));
        else if (const json* names = member(value, "names")) {
            const JsonPlace namesAt(at, "names");
            for (std::size_t i = 0; i < asList(*names, namesAt).size(); ++i)
                name += (i > 0 ? ": " : "") + asText((*names)[i], JsonPlace(namesAt, i));
        }
        // "glomerulus" and "Glomerulus" are one class layer, else neighbours could overlap unseen.
        return name.empty() || lowerCase(name) == "glomerulus" ? "Glomerulus" : name;
    }

    static double valueOf(const json& value, const JsonPlace& at) {
        if (value.is_number()) return value.get<double>();
        const std::string text = asText(value, at);
        if (text == "NaN") return std::nan("");
        if (text == "Infinity") return HUGE_VAL;
        if (text == "-Infinity") return -HUGE_VAL;
        at.fail("a number, \"NaN\", \"Infinity\" or \"-Infinity\" was expected, not \"" + text.substr(0, 40) + "\"");
    }

    static void setMeasurement(const std::string& name, double value, Annotation& a) {
        if (name == "Bowman probability") a.score = value;
        else if (name == "Bowman uncertainty") a.uncertainty = value;
        else if (name == "Bowman threshold") a.provenance.threshold = value;
        else if (name == "Bowman seconds spent") a.provenance.secondsSpent = value;
    }

    static void readMeasurements(const json& value, const JsonPlace& at, Annotation& a) {
        if (value.is_object()) {
            for (const auto& [key, item] : value.items())
                if (!item.is_null()) setMeasurement(key, valueOf(item, JsonPlace(at, key.c_str())), a);
            return;
        }
        for (std::size_t i = 0; i < asList(value, at).size(); ++i) {
            const JsonPlace itemAt(at, i);
            const json *name = member(asObject(value[i], itemAt), "name"), *number = member(value[i], "value");
            if (!name) itemAt.fail("a measurement without \"name\"");
            if (number) setMeasurement(asText(*name, JsonPlace(itemAt, "name")), valueOf(*number, JsonPlace(itemAt, "value")), a);
        }
    }

    static void readMetadata(const json& value, const JsonPlace& at, Annotation& a) {
        asObject(value, at);
        const auto text = [&](const char* key, std::string& target) {
            if (const json* found = member(value, key)) target = asText(*found, JsonPlace(at, key));
        };
        std::string state, kind;
        text("bowman.state", state);
        text("bowman.kind", kind);
        if (state.empty()) return;
        const auto readState = reviewStateFromText(state);
        if (!readState) JsonPlace(at, "bowman.state").fail("\"" + state.substr(0, 40) + "\" is not a state");
        a.state = *readState;
        if (const auto readKind = annotationKindFromText(kind)) a.kind = *readKind;
        if (a.kind == AnnotationKind::CompleteRegion) a.className = Annotation().className;
        text("bowman.class", a.className);
        Provenance& p = a.provenance;
        p.source.clear();
        p.model.clear();
        text("bowman.source", p.source);
        text("bowman.model", p.model);
        text("bowman.modelSha256", p.modelSha256);
        text("bowman.createdBy", p.createdBy);
        text("bowman.createdAt", p.createdAt);
        text("bowman.reviewedBy", p.reviewedBy);
        text("bowman.reviewedAt", p.reviewedAt);
        text("bowman.note", a.note);
    }

    /// Empty for what has no area (counted). An ellipse of QuPath is a polygon of its points; "isEllipse" needs no care.
    MultiPolygon shapeOf(const json& geometry, const JsonPlace& at) {
        const std::string type = typeOf(geometry, at);
        if (const json* plane = member(geometry, "plane"); plane && plane->is_object())
            if (plane->value("z", json(0)) != 0 || plane->value("t", json(0)) != 0) ++m_otherPlanes;
        for (const char* flat : {"Point", "MultiPoint", "LineString", "MultiLineString"})
            if (type == flat) return m_check.countWithoutArea(), MultiPolygon{};
        if (type != "Polygon" && type != "MultiPolygon")
            at.fail("geometry of type \"" + type.substr(0, 40) + "\" is not known (Polygon and MultiPolygon are)");
        const json* coordinates = member(geometry, "coordinates");
        const JsonPlace coordinatesAt(at, "coordinates");
        if (!coordinates) at.fail("a " + type + " without \"coordinates\"");
        asList(*coordinates, coordinatesAt);
        MultiPolygon shape;
        if (type == "Polygon" && !coordinates->empty()) shape.push_back(polygonOf(*coordinates, coordinatesAt));
        if (type == "MultiPolygon")
            for (std::size_t i = 0; i < coordinates->size(); ++i)
                if (const JsonPlace partAt(coordinatesAt, i); !asList((*coordinates)[i], partAt).empty())
                    shape.push_back(polygonOf((*coordinates)[i], partAt));
        return m_check.checked(std::move(shape));
    }

    Polygon polygonOf(const json& rings, const JsonPlace& at) const {
        Polygon polygon;
        polygon.outer = ringOf(rings[0], JsonPlace(at, std::size_t{0}));
        for (std::size_t i = 1; i < rings.size(); ++i) polygon.holes.push_back(ringOf(rings[i], JsonPlace(at, i)));
        return polygon;
    }

    Ring ringOf(const json& points, const JsonPlace& at) const {
        asList(points, at);
        if (points.size() < 4) at.fail("a ring needs at least 4 positions, this one has " + std::to_string(points.size()));
        Ring ring;
        ring.reserve(points.size());
        for (std::size_t i = 0; i < points.size(); ++i) ring.push_back(pointOf(points[i], JsonPlace(at, i), m_origin));
        if (ring.front() != ring.back()) at.fail("the ring is not closed: its first and last positions differ");
        ring.pop_back();
        return ring;
    }

    static SlidePoint pointOf(const json& point, const JsonPlace& at, SlidePoint origin) {
        if (asList(point, at).size() < 2) at.fail("a position needs x and y");
        double xy[2];
        for (std::size_t i = 0; i < 2; ++i) {
            const json& value = point[i];
            if (!value.is_number()) JsonPlace(at, i).fail("a number was expected, not " + nameOfType(value));
            xy[i] = value.get<double>();
        }
        if (!OutlineCheck::isOnSlide({xy[0], xy[1]})) at.fail("the position is beyond any slide");
        return {xy[0] + origin.x, xy[1] + origin.y};
    }

    void warn() {
        const auto add = [&](int count, const char* text) {
            if (count > 0) m_labels.warnings.push_back(std::to_string(count) + text);
        };
        m_check.appendWarnings(m_labels.warnings);
        add(m_otherObjects, " tile(s) or tissue-array core(s) left out");
        add(m_otherPlanes, " object(s) belong to another focal plane or time than the first; taken as if on the first");
    }

    const LabelReadOptions& m_options;
    Labels& m_labels;
    SlidePoint m_origin;
    std::set<std::string> m_uuids;
    OutlineCheck m_check;
    int m_otherObjects = 0;
    int m_otherPlanes = 0;
};

/// The library's text without its code in brackets, and not longer than a line.
std::string shortened(const std::string& text) {
    const std::size_t end = text.find("] ");
    return text.substr(end == std::string::npos ? 0 : end + 2, 200);
}

/// A FeatureCollection, a Feature, or a list of them: what begins so and speaks of features.
class GeoJsonReader : public LabelReader {
public:
    std::string_view name() const override { return "geojson"; }
    std::string_view title() const override { return "QuPath GeoJSON"; }
    std::string_view extensions() const override { return "*.geojson *.json"; }
    bool recognises(std::string_view head) const override {
        const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
        if (first == std::string_view::npos || (head[first] != '{' && head[first] != '[')) return false;
        if (head[first] == '[' && head.find_first_not_of(" \t\r\n", first + 1) != std::string_view::npos && head[head.find_first_not_of(" \t\r\n", first + 1)] == ']')
            return true;   // a list without a feature
        return head.find("\"Feature") != std::string_view::npos;
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override { return loadGeoJson(path, options); }
};

}  // namespace

const LabelReader& geoJsonReader() {
    static const GeoJsonReader reader;
    return reader;
}

Result<Labels> parseGeoJson(std::string_view text, const std::string& file, const LabelReadOptions& options) {
    const auto error = [&](const std::string& why) { return Error{"cannot read GeoJSON", file, why}; };
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return error("the file is empty");
    if (deepestNesting(text) > kDeepest) return error("nested deeper than " + std::to_string(kDeepest) + " levels");
    try {
        Labels labels;
        Reader(options, labels).readDocument(json::parse(text));
        return labels;
    } catch (const JsonProblem& problem) {
        return error(problem.what());
    } catch (const json::exception& e) {
        return error(shortened(e.what()));
    } catch (const std::bad_alloc&) {
        return error("too large for the memory of this machine");
    }
}

Result<Labels> loadGeoJson(const std::filesystem::path& path, const LabelReadOptions& options) {
    std::error_code status;
    if (const auto size = std::filesystem::file_size(path, status); !status && size > kLargestFile)
        return Error{"cannot read GeoJSON", path.string(), "larger than 512 MiB"};
    const auto text = readFile(path);
    if (!text) return text.error();
    return parseGeoJson(*text, path.string(), options);
}

Result<std::vector<Annotation>> readGeoJson(const std::filesystem::path& path) {
    auto labels = loadGeoJson(path);
    if (!labels) return labels.error();
    return std::move(labels->annotations);
}

}  // namespace bowman
