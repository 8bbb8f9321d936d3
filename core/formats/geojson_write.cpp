#include "core/formats/geojson.h"

#include <cmath>
#include <map>

#include "core/formats/class_colour.h"
#include "core/formats/json_bowman.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_write.h"

namespace bowman {
namespace {

/// As QuPath writes it: what JSON has no number for is a text.
std::string measurement(double value) {
    if (std::isnan(value)) return "\"NaN\"";
    if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    std::string out;
    appendNumber(out, value);
    return out;
}

void appendPolygon(std::string& out, const Polygon& polygon, SlidePoint origin) {
    out += '[';
    appendRing(out, polygon.outer, {.origin = origin, .isClosed = true});
    for (const Ring& hole : polygon.holes) {
        out += ',';
        appendRing(out, hole, {.origin = origin, .isClosed = true});
    }
    out += ']';
}

std::string geometryOf(const MultiPolygon& shape, SlidePoint origin) {
    const bool isSingle = shape.size() == 1;
    std::string out = isSingle ? R"({"type":"Polygon","coordinates":)" : R"({"type":"MultiPolygon","coordinates":[)";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (i > 0) out += ',';
        appendPolygon(out, shape[i], origin);
    }
    return out + (isSingle ? "}" : "]}");
}

std::string classificationOf(const Annotation& a) {
    const bool isRegion = a.kind == AnnotationKind::CompleteRegion;
    const std::string name = isRegion ? "Complete region" : a.className;
    const auto rgb = classColour(name);
    std::string names;
    // A derived class ("Glomerulus: Sclerotic") is a list of names in QuPath.
    for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 2) {
        end = name.find(": ", begin);
        if (begin > 0) names += ',';
        names += jsonText(name.substr(begin, end == std::string::npos ? end : end - begin));
    }
    const bool isDerived = name.find(": ") != std::string::npos;
    std::string out = isDerived ? "{\"names\":[" : "{\"name\":";
    out += isDerived ? names + "]" : names;
    out += ",\"color\":[";
    return out + std::to_string(rgb[0]) + "," + std::to_string(rgb[1]) + "," + std::to_string(rgb[2]) + "]}";
}

std::string measurementsOf(const Annotation& a) {
    std::map<std::string, double> values;
    if (a.score != 0) values["Bowman probability"] = a.score;
    if (a.uncertainty != 0) values["Bowman uncertainty"] = a.uncertainty;
    if (a.provenance.threshold != 0) values["Bowman threshold"] = a.provenance.threshold;
    if (a.provenance.secondsSpent != 0) values["Bowman seconds spent"] = a.provenance.secondsSpent;
    std::string out;
    for (const auto& [name, value] : values) {
        out += out.empty() ? ",\"measurements\":{" : ",";
        out += jsonText(name) + ":" + measurement(value);
    }
    if (const std::string extras = extraNumberMembers(a); !extras.empty()) out += (out.empty() ? ",\"measurements\":{" : ",") + extras;
    return out.empty() ? out : out + "}";
}

std::string metadataOf(const Annotation& a) {
    const Provenance& p = a.provenance;
    const std::pair<const char*, std::string> entries[] = {
        {"bowman.kind", std::string(toText(a.kind))},
        {"bowman.state", std::string(toText(a.state))},
        {"bowman.source", p.source},
        {"bowman.model", p.model},
        {"bowman.modelSha256", p.modelSha256},
        {"bowman.createdBy", p.createdBy},
        {"bowman.createdAt", p.createdAt},
        {"bowman.reviewedBy", p.reviewedBy},
        {"bowman.reviewedAt", p.reviewedAt},
        {"bowman.class", a.kind == AnnotationKind::CompleteRegion ? a.className : ""},
        {"bowman.note", a.note},
    };
    std::string out;
    for (const auto& [key, text] : entries) {
        if (text.empty()) continue;
        out += out.empty() ? ",\"metadata\":{\"" : ",\"";
        out += std::string(key) + "\":" + jsonText(text);
    }
    if (const std::string extras = extraTextMembers(a); !extras.empty()) out += "," + extras;
    return out + "}";
}

std::string featureOf(const Annotation& a, SlidePoint origin) {
    std::string out = R"({"type":"Feature",)";
    if (!a.uuid.empty()) out += "\"id\":" + jsonText(a.uuid) + ",";
    out += "\"geometry\":" + geometryOf(a.shape, origin);
    out += R"(,"properties":{"objectType":"annotation","classification":)" + classificationOf(a);
    if (isReviewedPositive(a.state)) out += R"(,"isLocked":true)";
    return out + measurementsOf(a) + metadataOf(a) + "}}";
}

/// What a reader needs to put the file in its place. A foreign member of the collection: other readers skip it.
std::string headerText(const GeoJsonWriteOptions& options) {
    return slideHeaderJson({options.slideAlias, options.slideSize, options.origin, options.slideQuickhash, options.umPerPx});
}

template <typename Annotations, typename Dereference>
std::string collectionOf(const Annotations& annotations, const GeoJsonWriteOptions& options, Dereference dereference) {
    std::string out = R"({"type":"FeatureCollection","bowman":)";
    out += headerText(options) + ",\"features\":[";
    bool isFirst = true;
    for (const auto& item : annotations) {
        const Annotation& a = dereference(item);
        if (!isWritable(a.shape)) continue;
        out += isFirst ? "\n" : ",\n";
        out += featureOf(a, options.origin);
        isFirst = false;
    }
    out += "\n]}\n";
    return out;
}

bool isWritableRing(const Ring& ring) {
    for (const SlidePoint& p : ring)
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
    return ring.size() >= 3;
}

}  // namespace

bool isWritable(const MultiPolygon& shape) {
    for (const Polygon& polygon : shape) {
        if (!isWritableRing(polygon.outer)) return false;
        for (const Ring& hole : polygon.holes)
            if (!isWritableRing(hole)) return false;
    }
    return !shape.empty();
}

std::string toGeoJson(const std::vector<AnnotationPtr>& annotations, const GeoJsonWriteOptions& options) {
    return collectionOf(annotations, options, [](const AnnotationPtr& a) -> const Annotation& { return *a; });
}

std::string toGeoJson(const std::vector<Annotation>& annotations, const GeoJsonWriteOptions& options) {
    return collectionOf(annotations, options, [](const Annotation& a) -> const Annotation& { return a; });
}

}  // namespace bowman
