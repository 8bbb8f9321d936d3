#include "ui/tools/edit_parts.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/annotation/outline_edit.h"
#include "core/annotation/polygon_ops.h"
#include "core/document/reading.h"

namespace bowman::ui {
namespace {

constexpr double kCrumbArea = 12;        // px²: parts that a boolean operation leaves behind, too small to be meant

MultiPolygon rectangle(const SlideRect& r) {
    return {Polygon{{{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}, {}}};
}

bool isInside(const SlideRect& inner, const SlideRect& outer) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom();
}

bool isNeighbour(const Annotation& other, const Claim& claim, const std::string& className) {
    return std::find(claim.own.begin(), claim.own.end(), other.id) == claim.own.end() && other.kind == AnnotationKind::Glomerulus &&
           other.className == className && other.state != ReviewState::Rejected;
}

}  // namespace

Error sentence(const char* english, const std::string& why) { return Error{QCoreApplication::translate("Tools", english).toStdString(), "", why}; }

Error geometryFailed(const Error& reason) { return sentence(QT_TRANSLATE_NOOP("Tools", "The outline could not be computed; nothing was changed"), reason.message()); }

std::string numbered(const Annotation& annotation) {
    const char* kind = annotation.kind == AnnotationKind::Glomerulus ? "glomerulus" : annotation.kind == AnnotationKind::Structure ? "structure" : "complete region";
    return std::string(kind) + " " + std::to_string(objectNumber(annotation.id));
}

void signOff(Annotation& annotation, const Gesture& gesture) {
    annotation.provenance.reviewedBy = gesture.person;
    annotation.provenance.reviewedAt = nowIso8601();
    annotation.provenance.secondsSpent += gesture.seconds;
}

Annotation newAnnotation(AnnotationId id, AnnotationKind kind, const Gesture& gesture) {
    Annotation a;
    a.id = id;
    a.uuid = newUuid();
    a.kind = kind;
    if (!gesture.className.empty()) a.className = gesture.className;
    a.state = ReviewState::Added;
    a.provenance.source = "person";
    a.provenance.createdBy = gesture.person;
    signOff(a, gesture);
    a.provenance.createdAt = a.provenance.reviewedAt;
    return a;
}

ReviewState afterCorrection(ReviewState state) {
    switch (state) {
        case ReviewState::Proposed:
        case ReviewState::Accepted:
        case ReviewState::Rejected: return ReviewState::Corrected;
        default: return state;
    }
}

Result<MultiPolygon> clippedToSlide(MultiPolygon shape, const SlideRect& slide) {
    if (slide.isEmpty() || isInside(boundsOf(shape), slide)) return shape;
    return intersect(shape, rectangle(slide));
}

void dropCrumbs(MultiPolygon& shape) {
    std::erase_if(shape, [](const Polygon& part) { return areaOf({Polygon{part.outer, {}}}) < kCrumbArea; });
    for (Polygon& part : shape)
        std::erase_if(part.holes, [](const Ring& hole) { return areaOf({Polygon{hole, {}}}) < kCrumbArea; });
}

Result<MultiPolygon> fittedTo(const AnnotationSet& set, MultiPolygon shape, const Claim& claim, const SlideRect& slide) {
    auto fits = clippedToSlide(std::move(shape), slide);
    if (!fits) return fits;
    if (!fits->empty() && claim.kind == AnnotationKind::Glomerulus) {
        const std::string className = claim.className.empty() ? Annotation{}.className : claim.className;
        std::vector<MultiPolygon> neighbours;
        for (const AnnotationPtr& other : set.intersecting(boundsOf(*fits)))
            if (isNeighbour(*other, claim, className)) neighbours.push_back(other->shape);
        if (!neighbours.empty()) fits = fitToNeighbours(*fits, neighbours);
        if (!fits) return fits;
    }
    dropCrumbs(*fits);
    return fits;
}

}  // namespace bowman::ui
