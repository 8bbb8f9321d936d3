#include "core/formats/json_bowman.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "core/formats/json_access.h"
#include "core/formats/json_label.h"
#include "core/formats/json_write.h"

namespace bowman {
namespace {

using nlohmann::json;

void appendText(std::string& out, const char* key, const std::string& text) {
    if (!text.empty()) out.append(",\"").append(key).append("\":").append(jsonText(text));
}

void appendValue(std::string& out, const char* key, double value) {
    if (value == 0 || !std::isfinite(value)) return;
    out.append(",\"").append(key).append("\":");
    appendNumber(out, value);
}

}  // namespace

SlideHeader headerOf(const SlideRecord& record, SlidePoint origin) {
    return {record.alias, record.size, origin, record.identity.quickhash, record.umPerPx.value};
}

std::string slideHeaderJson(const SlideHeader& header) {
    std::string out = R"({"version":1)";
    appendText(out, "slide", header.alias);
    if (header.size.width > 0)
        out += ",\"width\":" + std::to_string(header.size.width) + ",\"height\":" + std::to_string(header.size.height);
    out += ",\"origin\":[";
    appendNumber(out, header.origin.x);
    out += ',';
    appendNumber(out, header.origin.y);
    out += ']';
    appendText(out, "quickhash", header.quickhash);
    appendValue(out, "umPerPx", header.umPerPx.value_or(0));
    return out + "}";
}

SlidePoint readSlideHeader(const json& header, const JsonPlace& at, Labels& labels) {
    asObject(header, at);
    if (const json* slide = member(header, "slide")) labels.slideAlias = asText(*slide, JsonPlace(at, "slide"));
    if (const json* hash = member(header, "quickhash")) labels.slideQuickhash = asText(*hash, JsonPlace(at, "quickhash"));
    const json *width = member(header, "width"), *height = member(header, "height");
    if (width && height && width->is_number_unsigned() && height->is_number_unsigned())
        labels.slideSize = {width->get<std::int64_t>(), height->get<std::int64_t>()};
    if (const json* scale = member(header, "umPerPx"))
        if (const double value = asNumber(*scale, JsonPlace(at, "umPerPx")); value > 0) labels.umPerPx = value;
    const json* origin = member(header, "origin");
    return origin ? asPoint(*origin, JsonPlace(at, "origin")) : SlidePoint{};
}

std::string objectJson(const Annotation& a, const std::string& more) {
    const Provenance& p = a.provenance;
    std::string out = "{\"kind\":" + jsonText(std::string(toText(a.kind)));
    appendText(out, "state", std::string(toText(a.state)));
    appendText(out, "uuid", a.uuid);
    if (a.kind == AnnotationKind::CompleteRegion) appendText(out, "class", a.className);
    appendText(out, "note", a.note);
    appendValue(out, "probability", a.score);
    appendValue(out, "uncertainty", a.uncertainty);
    appendText(out, "source", p.source);
    appendText(out, "model", p.model);
    appendText(out, "modelSha256", p.modelSha256);
    appendValue(out, "threshold", p.threshold);
    appendText(out, "createdBy", p.createdBy);
    appendText(out, "createdAt", p.createdAt);
    appendText(out, "reviewedBy", p.reviewedBy);
    appendText(out, "reviewedAt", p.reviewedAt);
    appendValue(out, "secondsSpent", p.secondsSpent);
    return out + more + "}";
}

void readObjectJson(const json& value, const JsonPlace& at, Annotation& a) {
    asObject(value, at);
    const auto text = [&](const char* key, std::string& target) {
        if (const json* found = member(value, key)) target = asText(*found, JsonPlace(at, key));
    };
    const auto number = [&](const char* key, double& target) {
        if (const json* found = member(value, key)) target = asNumber(*found, JsonPlace(at, key));
    };
    std::string state, kind;
    text("state", state);
    text("kind", kind);
    if (state.empty()) return;
    const auto readState = reviewStateFromText(state);
    if (!readState) JsonPlace(at, "state").fail("\"" + state.substr(0, 40) + "\" is not a state");
    a.state = *readState;
    if (const auto readKind = annotationKindFromText(kind)) a.kind = *readKind;
    if (a.kind == AnnotationKind::CompleteRegion) a.className = Annotation().className;
    text("class", a.className);
    text("note", a.note);
    number("probability", a.score);
    number("uncertainty", a.uncertainty);
    Provenance& p = a.provenance;
    p.source.clear();
    p.model.clear();
    text("source", p.source);
    text("model", p.model);
    text("modelSha256", p.modelSha256);
    number("threshold", p.threshold);
    text("createdBy", p.createdBy);
    text("createdAt", p.createdAt);
    text("reviewedBy", p.reviewedBy);
    text("reviewedAt", p.reviewedAt);
    number("secondsSpent", p.secondsSpent);
}

}  // namespace bowman
