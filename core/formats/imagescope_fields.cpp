#include "core/formats/imagescope_fields.h"

#include <charconv>
#include <cmath>

#include "core/formats/xml_text.h"

namespace bowman::imagescope {
namespace {

constexpr std::string_view kKind = "Bowman kind";
constexpr std::string_view kSource = "Bowman source";
constexpr std::string_view kModel = "Bowman model";
constexpr std::string_view kModelSha256 = "Bowman model SHA-256";
constexpr std::string_view kThreshold = "Bowman threshold";
constexpr std::string_view kProbability = "Bowman probability";
constexpr std::string_view kUncertainty = "Bowman uncertainty";
constexpr std::string_view kCreatedBy = "Bowman created by";
constexpr std::string_view kCreatedAt = "Bowman created at";
constexpr std::string_view kReviewedBy = "Bowman reviewed by";
constexpr std::string_view kReviewedAt = "Bowman reviewed at";
constexpr std::string_view kSecondsSpent = "Bowman seconds spent";
constexpr std::string_view kRegionClass = "Bowman class";

bool takeNumber(const std::string& text, double& target) {
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return false;
    target = value;
    return true;
}

std::string textOf(double value) { return value == 0 || !std::isfinite(value) ? std::string() : decimalText(value); }

}  // namespace

const std::vector<Column>& columns() {
    static const std::vector<Column> all = {
        {1, kDescription}, {2, kUuid}, {3, kKind}, {4, kState}, {5, kSource}, {6, kModel}, {7, kModelSha256}, {8, kThreshold},
        {9, kProbability}, {10, kUncertainty}, {11, kCreatedBy}, {12, kCreatedAt}, {13, kReviewedBy}, {14, kReviewedAt},
        {15, kSecondsSpent}, {16, kRegionClass},
    };
    return all;
}

std::vector<std::pair<Column, std::string>> fieldsOf(const Annotation& a) {
    const Provenance& p = a.provenance;
    const std::string values[] = {
        "", a.uuid, std::string(toText(a.kind)), std::string(toText(a.state)), p.source, p.model, p.modelSha256, textOf(p.threshold),
        textOf(a.score), textOf(a.uncertainty), p.createdBy, p.createdAt, p.reviewedBy, p.reviewedAt, textOf(p.secondsSpent),
        a.kind == AnnotationKind::CompleteRegion ? a.className : std::string(),
    };
    std::vector<std::pair<Column, std::string>> fields;
    for (std::size_t i = 0; i < columns().size(); ++i)
        if (!values[i].empty()) fields.emplace_back(columns()[i], values[i]);
    return fields;
}

bool takeField(std::string_view column, const std::string& value, Annotation& a) {
    Provenance& p = a.provenance;
    const std::pair<std::string_view, std::string*> texts[] = {
        {kSource, &p.source}, {kModel, &p.model}, {kModelSha256, &p.modelSha256}, {kCreatedBy, &p.createdBy}, {kCreatedAt, &p.createdAt},
        {kReviewedBy, &p.reviewedBy}, {kReviewedAt, &p.reviewedAt},
    };
    const std::pair<std::string_view, double*> numbers[] = {
        {kThreshold, &p.threshold}, {kProbability, &a.score}, {kUncertainty, &a.uncertainty}, {kSecondsSpent, &p.secondsSpent},
    };
    for (const auto& [name, target] : texts)
        if (name == column) {
            *target = value;
            return true;
        }
    for (const auto& [name, target] : numbers)
        if (name == column) return takeNumber(value, *target);
    if (column == kDescription && a.note.empty()) a.note = value;
    if (column == kRegionClass && !value.empty()) a.className = value;
    if (column == kState) {
        const auto state = reviewStateFromText(value);
        if (state) a.state = *state;
        return state.has_value();
    }
    if (column == kKind) {
        const auto kind = annotationKindFromText(value);
        if (kind) a.kind = *kind;
        return kind.has_value();
    }
    if (column != kDescription && column != kRegionClass) a.extras[std::string(column)] = value;
    return true;
}

}  // namespace bowman::imagescope
