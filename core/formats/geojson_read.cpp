#include "core/formats/geojson.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/geojson_geometry.h"
#include "core/formats/json_access.h"
#include "core/formats/json_bowman.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_file.h"
#include "core/formats/json_label.h"
#include "core/formats/read_formats.h"

namespace bowman {
namespace {

using nlohmann::json;

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void read(std::string_view text) {
        const JsonPlace top;
        const json document = parseJsonStream(text, {"features", 1, true, [this](const json& feature, const JsonPlace& at) { readFeature(feature, at); }});
        SlidePoint origin;
        if (document.is_object()) {
            if (const json* header = member(document, "bowman")) origin = readSlideHeader(*header, JsonPlace(top, "bowman"), m_labels);
            const std::string type = geoJsonType(document, top);
            if (type == "Feature") readFeature(document, top);
            else if (type != "FeatureCollection") top.fail("neither a FeatureCollection, a Feature nor a list of them");
            else if (const json* features = member(document, "features")) asList(*features, JsonPlace(top, "features"));
            else top.fail("the FeatureCollection has no \"features\"");
        } else {
            asList(document, top);
        }
        for (Annotation& a : m_labels.annotations) moveBy(a.shape, m_options.origin.value_or(origin));
        m_geometry.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_otherObjects, " tile(s) or tissue-array core(s) left out");
        warnOf(m_labels.warnings, m_extras.leftOut(), kExtrasLeftOut);
    }

private:
    void readFeatures(const json& features, const JsonPlace& at) {
        asList(features, at);
        for (std::size_t i = 0; i < features.size(); ++i) readFeature(features[i], JsonPlace(at, i));
    }

    void readFeature(const json& feature, const JsonPlace& at) {
        if (geoJsonType(feature, at) != "Feature") at.fail("a Feature was expected (\"type\":\"Feature\")");
        static const json kNone = json::object();
        const json* found = member(feature, "properties");
        const JsonPlace propertiesAt(at, "properties");
        const json& properties = found ? asObject(*found, propertiesAt) : kNone;
        const std::string type = objectTypeOf(feature, properties, propertiesAt);
        if (type == "tile" || type == "tmacore") ++m_otherObjects;
        else if (type != "root") readObject(feature, properties, type, at);
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

    void readObject(const json& feature, const json& properties, const std::string& type, const JsonPlace& at) {
        const json* geometry = member(feature, "geometry");
        if (!geometry) return m_geometry.countWithoutArea();
        auto shape = m_geometry.shapeOf(*geometry, JsonPlace(at, "geometry"));
        if (shape.empty()) return;
        const JsonPlace propertiesAt(at, "properties");
        const json* c = member(properties, "classification");
        Annotation a = importedObject("geojson", c ? classOf(*c, JsonPlace(propertiesAt, "classification")) : "", m_options);
        a.shape = std::move(shape);
        const json* id = member(feature, "id");
        a.uuid = m_uuids.take(id && id->is_string() ? id->get<std::string>() : "");
        const bool isByMachine = type == "detection" || type == "cell";
        if (isByMachine && !m_options.unstated) a.state = ReviewState::Proposed;
        if (const json* name = member(properties, "name"); name && name->is_string()) a.note = name->get<std::string>();
        m_extras.read(properties, {"objectType", "object_type", "classification", "name", "color", "colorRGB", "isLocked", "isMissing",
                                   "measurements", "metadata", "childObjects"}, a);
        if (const json* m = member(properties, "measurements")) readMeasurements(*m, JsonPlace(propertiesAt, "measurements"), a);
        if (const json* m = member(properties, "metadata")) readMetadata(*m, JsonPlace(propertiesAt, "metadata"), a);
        m_labels.annotations.push_back(std::move(a));
    }

    static std::string classOf(const json& value, const JsonPlace& at) {
        if (value.is_string()) return value.get<std::string>();
        if (const json* single = member(asObject(value, at), "name")) return asText(*single, JsonPlace(at, "name"));
        std::string name;
        if (const json* names = member(value, "names")) {
            const JsonPlace namesAt(at, "names");
            for (std::size_t i = 0; i < asList(*names, namesAt).size(); ++i)
                name += (i > 0 ? ": " : "") + asText((*names)[i], JsonPlace(namesAt, i));
        }
        return name;
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
        else putExtra(a, name, value);
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

    void readMetadata(const json& value, const JsonPlace& at, Annotation& a) {
        m_extras.read(asObject(value, at), {"bowman.state", "bowman.kind", "bowman.class", "bowman.source", "bowman.model", "bowman.modelSha256",
                                            "bowman.createdBy", "bowman.createdAt", "bowman.reviewedBy", "bowman.reviewedAt", "bowman.note"}, a);
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

    const LabelReadOptions& m_options;
    Labels& m_labels;
    UniqueUuids m_uuids;
    GeoJsonGeometry m_geometry;
    ExtrasReader m_extras;
    int m_otherObjects = 0;
};

constexpr const char* kWhat = "cannot read GeoJSON";

std::function<void(std::string_view, Labels&)> readerOf(const LabelReadOptions& options) {
    return [&options](std::string_view text, Labels& labels) { Reader(options, labels).read(text); };
}

/// A FeatureCollection, a Feature, or a list of them: what begins so and speaks of features.
class GeoJsonReader : public LabelReader {
public:
    std::string_view name() const override { return "geojson"; }
    std::string_view title() const override { return translatable("Formats", "QuPath GeoJSON"); }
    std::string_view extensions() const override { return "*.geojson *.json"; }
    bool recognises(std::string_view head) const override {
        if (!looksLikeJson(head)) return false;
        const std::size_t first = head.find_first_of("{["), second = head.find_first_not_of(" \t\r\n", first + 1);
        if (head[first] == '[' && second != std::string_view::npos && head[second] == ']') return true;   // a list without a feature
        return hasJsonText(head, "type", "FeatureCollection") || hasJsonText(head, "type", "Feature") ||
               (hasJsonKey(head, "features") && hasJsonKey(head, "coordinates"));
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override { return loadGeoJson(path, options); }
};

}  // namespace

const LabelReader& geoJsonReader() {
    static const GeoJsonReader reader;
    return reader;
}

Result<Labels> parseGeoJson(std::string_view text, const std::string& file, const LabelReadOptions& options) {
    return readJsonLabels(kWhat, text, file, readerOf(options));
}

Result<Labels> loadGeoJson(const std::filesystem::path& path, const LabelReadOptions& options) {
    return loadJsonLabels(kWhat, path, readerOf(options));
}

Result<std::vector<Annotation>> readGeoJson(const std::filesystem::path& path) {
    auto labels = loadGeoJson(path);
    if (!labels) return labels.error();
    return std::move(labels->annotations);
}

}  // namespace bowman
