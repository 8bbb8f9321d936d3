#include "ui/controllers/review.h"

#include "core/document/reading.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bowman::ui {
namespace {

void signOff(Annotation& annotation, const std::string& person) {
    annotation.provenance.reviewedBy = person;
    annotation.provenance.reviewedAt = nowIso8601();
}

}  // namespace

Annotation decided(const Annotation& annotation, Decision decision, const std::string& person) {
    Annotation after = annotation;
    signOff(after, person);
    if (decision == Decision::Reject) after.state = ReviewState::Rejected;
    else if (decision == Decision::Unsure) after.state = ReviewState::Unsure;
    else if (annotation.prediction.empty()) after.state = annotation.provenance.source == "person" ? ReviewState::Added : ReviewState::Accepted;
    else after.state = annotation.prediction == annotation.shape ? ReviewState::Accepted : ReviewState::Corrected;
    return after;
}

Edit decisionEdit(const AnnotationPtr& annotation, Decision decision, const std::string& person, double seconds) {
    const char* verb = decision == Decision::Accept ? "accept " : decision == Decision::Reject ? "reject " : "unsure about ";
    auto after = std::make_shared<Annotation>(decided(*annotation, decision, person));
    after->provenance.secondsSpent += seconds;
    return {verb + nameOf(*annotation), {{annotation, after}}};
}

Edit classEdit(const AnnotationPtr& annotation, const std::string& className, const std::string& person) {
    auto after = std::make_shared<Annotation>(*annotation);
    after->className = className;
    signOff(*after, person);
    return {"class of " + nameOf(*annotation), {{annotation, after}}};
}

Edit classDecisionEdit(const AnnotationPtr& annotation, const std::string& className, const std::string& person, double seconds) {
    auto after = std::make_shared<Annotation>(decided(*annotation, Decision::Accept, person));
    after->className = className;
    after->provenance.secondsSpent += seconds;
    return {className + ": accept " + nameOf(*annotation), {{annotation, after}}};
}

Edit decisionsEdit(const std::vector<AnnotationPtr>& annotations, Decision decision, const std::string& person) {
    const char* verb = decision == Decision::Accept ? "accept " : decision == Decision::Reject ? "reject " : "unsure about ";
    Edit all{verb + std::to_string(annotations.size()) + " glomeruli", {}};
    for (const AnnotationPtr& annotation : annotations) all.changes.push_back(decisionEdit(annotation, decision, person).changes.front());
    return all;
}

Edit classesEdit(const std::vector<AnnotationPtr>& annotations, const std::string& className, const std::string& person) {
    Edit all{"class of " + std::to_string(annotations.size()) + " glomeruli", {}};
    for (const AnnotationPtr& annotation : annotations)
        if (annotation->className != className) all.changes.push_back(classEdit(annotation, className, person).changes.front());
    return all;
}

Edit deletionEdit(const AnnotationPtr& annotation) { return {"delete " + nameOf(*annotation), {{annotation, nullptr}}}; }

Edit noteEdit(const AnnotationPtr& annotation, const std::string& note) {
    constexpr const char* kBlanks = " \t\r\n";
    const auto first = note.find_first_not_of(kBlanks);
    auto after = std::make_shared<Annotation>(*annotation);
    after->note = first == std::string::npos ? std::string() : note.substr(first, note.find_last_not_of(kBlanks) + 1 - first);
    if (after->note == annotation->note) return {"note", {}};
    return {(after->note.empty() ? "no note on " : "note on ") + nameOf(*annotation), {{annotation, after}}};
}

std::string nameOf(const Annotation& annotation) {
    if (annotation.id == 0) return "maybe";
    const char* kind = annotation.kind == AnnotationKind::Glomerulus ? "glomerulus " : annotation.kind == AnnotationKind::Structure ? "structure " : "region ";
    return kind + std::to_string(objectNumber(annotation.id));
}

bool isOpen(const Annotation& annotation) {
    return annotation.kind == AnnotationKind::Glomerulus && annotation.state == ReviewState::Proposed;
}

bool isToCheckFirst(const Annotation& annotation) { return isOpen(annotation) && annotation.uncertainty >= kCheckFirstUncertainty; }

ReviewCount countReview(const AnnotationSet& annotations) { return countReview(annotations.all()); }

ReviewCount countReview(const std::vector<AnnotationPtr>& annotations) {
    ReviewCount count;
    for (const AnnotationPtr& a : annotations) {
        if (a->kind != AnnotationKind::Glomerulus) continue;
        ++count.objects;
        count.reviewed += !isOpen(*a);
        count.toCheckFirst += isToCheckFirst(*a);
    }
    return count;
}

AnnotationPtr nextInReview(const AnnotationSet& annotations, const Walk& walk) {
    const auto order = orderedForReview(annotations, walk.order);
    const auto size = static_cast<std::ptrdiff_t>(order.size());
    const auto here = std::find_if(order.begin(), order.end(), [&](const AnnotationPtr& a) { return a->id == walk.current; });
    return stepThrough(order, {here != order.end() ? here - order.begin() : walk.step > 0 ? -1 : size, walk.step, walk.openOnly});
}

AnnotationPtr stepThrough(const std::vector<AnnotationPtr>& order, PlaceInOrder place) {
    const auto size = static_cast<std::ptrdiff_t>(order.size());
    for (std::ptrdiff_t tried = 0; tried < size; ++tried) {
        place.from = (place.from + place.step + size) % size;
        const AnnotationPtr& candidate = order[static_cast<std::size_t>(place.from)];
        if (!place.openOnly || isOpen(*candidate)) return candidate;
    }
    return nullptr;
}

double equivalentDiameter(const MultiPolygon& shape) { return 2 * std::sqrt(areaOf(shape) / std::numbers::pi); }

}  // namespace bowman::ui
