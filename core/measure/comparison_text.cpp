#include "core/measure/comparison_text.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon.h"
#include "core/document/reading.h"
#include "core/measure/adjudication.h"

namespace bowman {
namespace {

using nlohmann::json;

json orNull(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }

json readerJson(const Snapshot& snapshot) {
    const ReadingRecord& r = snapshot.reading;
    return {{"reading", r.id}, {"kind", toText(r.kind)}, {"person", r.person}, {"begun", r.begun}, {"finished", r.finished}, {"unblinded", r.unblinded},
            {"begins_with", r.kind == ReadingKind::Blinded ? json(r.fromPredictions ? "predictions" : "empty slide") : json(nullptr)}};
}

json kappaJson(const Kappa& kappa) {
    json j = {{"objects", kappa.objects}, {"observed", kappa.observed}, {"expected", kappa.expected}, {"value", orNull(kappa.value)}, {"standard_error", orNull(kappa.standardError)},
              {"low_95", kappa.standardError ? json(kappa.low) : json(nullptr)}, {"high_95", kappa.standardError ? json(kappa.high) : json(nullptr)}};
    if (!kappa.why.empty()) j["why"] = kappa.why;
    return j;
}

json objectJson(const AnnotationPtr& a) {
    if (!a) return nullptr;
    return {{"id", a->id}, {"uuid", a->uuid}, {"class", a->className}, {"state", toText(a->state)}};
}

std::string differencesText(const ComparedObject& object, const char* separator) {
    std::string text;
    for (const Disagreement kind : object.differences) text += (text.empty() ? "" : separator) + std::string(describe(kind));
    return text.empty() ? "agree" : text;
}

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out(1, '"');
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    out.push_back('"');
    return out;
}

std::string fixed(double value, int digits) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, value);
    return buffer.data();
}

}  // namespace

json comparisonJson(const ComparedReadings& readings, const ReadingComparison& comparison) {
    const ObjectAgreement& d = comparison.detection;
    json kinds = json::object(), objects = json::array();
    for (const Disagreement kind : kDisagreements) kinds[describe(kind)] = comparison.count(kind);
    const auto allRuled = ruledOnAll(comparison, readings.consensus.annotations);
    std::size_t decided = 0;
    for (std::size_t i = 0; i < comparison.objects.size(); ++i) {
        const ComparedObject& object = comparison.objects[i];
        const AnnotationPtr& ruled = allRuled[i];
        decided += ruled && !object.agrees();
        const SlidePoint place = anchorOf(object.any().shape);
        objects.push_back({{"first", objectJson(object.first)}, {"second", objectJson(object.second)}, {"iou", object.iou}, {"dice", object.dice}, {"x", place.x}, {"y", place.y},
                           {"differences", json::array()}, {"ruling", ruled ? json(rulingOf(*ruled)) : json(nullptr)}, {"consensus", objectJson(ruled)}});
        for (const Disagreement kind : object.differences) objects.back()["differences"].push_back(describe(kind));
    }
    json j = {{"slide", readings.first.slide.alias}, {"first", readerJson(readings.first)}, {"second", readerJson(readings.second)},
              {"rule", {{"matching_iou", comparison.rule.matchingIou}, {"outline_iou", comparison.rule.outlineIou}}},
              {"detection", {{"first", d.truth}, {"second", d.predicted}, {"matched", d.matched}, {"f1", d.f1()}}},
              {"mean_iou", orNull(comparison.meanIou)}, {"mean_dice", orNull(comparison.meanDice)},
              {"classes", comparison.classes}, {"class_table", comparison.classTable}, {"kappa", kappaJson(comparison.kappa)},
              {"disagreements", comparison.disagreements()}, {"disagreements_by_kind", kinds}, {"objects", objects}, {"consensus", nullptr}};
    if (readings.consensus.reading.id) {
        j["consensus"] = readerJson(readings.consensus);
        j["consensus"]["decided"] = decided;
    }
    return j;
}

std::string comparisonCsvHeader() {
    return "slide,reader_1,reader_2,x,y,object_1,object_2,state_1,state_2,class_1,class_2,iou,dice,difference,ruling,uuid_1,uuid_2,uuid_consensus\r\n";
}

std::string comparisonCsv(const ComparedReadings& readings, const ReadingComparison& comparison) {
    std::string out;
    const auto allRuled = ruledOnAll(comparison, readings.consensus.annotations);
    for (std::size_t i = 0; i < comparison.objects.size(); ++i) {
        const ComparedObject& object = comparison.objects[i];
        const AnnotationPtr& ruled = allRuled[i];
        const SlidePoint place = anchorOf(object.any().shape);
        const auto of = [](const AnnotationPtr& a, auto value) { return a ? std::string(value(*a)) : std::string(); };
        const auto id = [](const Annotation& a) { return std::to_string(objectNumber(a.id)); };
        const auto state = [](const Annotation& a) { return toText(a.state); };
        const auto name = [](const Annotation& a) { return a.className; };
        const auto uuid = [](const Annotation& a) { return a.uuid; };
        const bool isPair = object.first && object.second;
        const std::string cells[] = {readings.first.slide.alias, readings.first.reading.person, readings.second.reading.person, fixed(place.x, 1), fixed(place.y, 1),
                                     of(object.first, id), of(object.second, id), of(object.first, state), of(object.second, state), of(object.first, name), of(object.second, name),
                                     isPair ? fixed(object.iou, 4) : "", isPair ? fixed(object.dice, 4) : "", differencesText(object, "; "), ruled ? rulingOf(*ruled) : "",
                                     of(object.first, uuid), of(object.second, uuid), of(ruled, uuid)};
        for (const std::string& cell : cells) {
            if (&cell != &cells[0]) out += ',';
            out += quoted(cell);
        }
        out += "\r\n";
    }
    return out;
}

std::string describe(const Kappa& kappa) {
    if (!kappa.value) return "none: " + kappa.why;
    if (!kappa.standardError) return fixed(*kappa.value, 2) + " (" + std::to_string(kappa.objects) + " objects; no interval without a disagreement, or without agreement)";
    return fixed(*kappa.value, 2) + " (95 % " + fixed(kappa.low, 2) + " to " + fixed(kappa.high, 2) + ", " + std::to_string(kappa.objects) + " objects)";
}

}  // namespace bowman
