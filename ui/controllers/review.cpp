#include "ui/controllers/review.h"

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

Edit decisionEdit(const AnnotationPtr& annotation, Decision decision, const std::string& person) {
    const char* verb = decision == Decision::Accept ? "accept " : decision == Decision::Reject ? "reject " : "unsure about ";
    return {verb + nameOf(*annotation), {{annotation, std::make_shared<Annotation>(decided(*annotation, decision, person))}}};
}

Edit classEdit(const AnnotationPtr& annotation, const std::string& className, const std::string& person) {
    auto after = std::make_shared<Annotation>(*annotation);
    after->className = className;
    signOff(*after, person);
    return {"class of " + nameOf(*annotation), {{annotation, after}}};
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

std::string nameOf(const Annotation& annotation) {
    const char* kind = annotation.kind == AnnotationKind::Glomerulus ? "glomerulus " : annotation.kind == AnnotationKind::Structure ? "structure " : "region ";
    return kind + std::to_string(annotation.id);
}

bool isOpen(const Annotation& annotation) {
    return annotation.kind == AnnotationKind::Glomerulus && annotation.state == ReviewState::Proposed;
}

bool isToCheckFirst(const Annotation& annotation) { return isOpen(annotation) && annotation.uncertainty >= kCheckFirstUncertainty; }

std::vector<AnnotationPtr> reviewOrder(const AnnotationSet& annotations) {
    std::vector<AnnotationPtr> order = annotations.all();
    std::erase_if(order, [](const AnnotationPtr& a) { return a->kind != AnnotationKind::Glomerulus; });
    std::stable_sort(order.begin(), order.end(), [](const AnnotationPtr& a, const AnnotationPtr& b) { return a->uncertainty > b->uncertainty; });
    return order;
}

ReviewCount countReview(const AnnotationSet& annotations) {
    ReviewCount count;
    for (const AnnotationPtr& a : annotations.all()) {
        if (a->kind != AnnotationKind::Glomerulus) continue;
        ++count.objects;
        count.reviewed += !isOpen(*a);
        count.toCheckFirst += isToCheckFirst(*a);
    }
    return count;
}

AnnotationPtr nextInReview(const AnnotationSet& annotations, const Walk& walk) {
    const auto order = reviewOrder(annotations);
    const auto size = static_cast<std::ptrdiff_t>(order.size());
    if (size == 0) return nullptr;
    const auto here = std::find_if(order.begin(), order.end(), [&](const AnnotationPtr& a) { return a->id == walk.current; });
    std::ptrdiff_t index = here != order.end() ? here - order.begin() : walk.step > 0 ? -1 : size;
    for (std::ptrdiff_t tried = 0; tried < size; ++tried) {
        index = (index + walk.step + size) % size;
        const AnnotationPtr& candidate = order[static_cast<std::size_t>(index)];
        if (!walk.openOnly || isOpen(*candidate)) return candidate;
    }
    return nullptr;
}

const std::vector<std::string>& classNames() {
    static const std::vector<std::string> names = {"Glomerulus", "Globally sclerotic", "Segmentally sclerotic"};
    return names;
}

double equivalentDiameter(const MultiPolygon& shape) { return 2 * std::sqrt(areaOf(shape) / std::numbers::pi); }

}  // namespace bowman::ui
