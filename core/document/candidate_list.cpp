#include "core/document/candidate_list.h"

#include "core/document/reading.h"

#include <algorithm>

#include "core/annotation/polygon_ops.h"

namespace bowman {

bool isDecided(const Annotation& candidate, const AnnotationSet& annotations) {
    for (const AnnotationPtr& other : annotations.intersecting(boundsOf(candidate.shape))) {
        if (other->kind != AnnotationKind::Glomerulus || !meet(candidate.shape, other->shape)) continue;
        const auto shared = overlapArea(candidate.shape, other->shape);
        if (!shared || *shared > 0) return true;
    }
    return false;
}

std::vector<AnnotationPtr> candidatesFrom(const std::vector<DetectedObject>& faint, const CandidateOrigin& origin) {
    std::vector<AnnotationPtr> candidates;
    const std::string now = nowIso8601();
    for (const DetectedObject& object : faint) {
        Annotation a;
        a.uuid = newUuid();
        a.className = origin.className;
        a.shape = a.prediction = object.shape;
        a.score = object.score;
        a.uncertainty = object.uncertainty;
        a.provenance.source = "model";
        a.provenance.model = origin.card.name;
        a.provenance.modelSha256 = origin.card.sha256;
        a.provenance.threshold = origin.threshold;
        a.provenance.createdBy = origin.person;
        a.provenance.createdAt = now;
        candidates.push_back(std::make_shared<const Annotation>(std::move(a)));
    }
    return candidates;
}

std::vector<AnnotationPtr> openCandidates(const std::vector<AnnotationPtr>& candidates, const AnnotationSet& annotations) {
    std::vector<AnnotationPtr> open;
    for (const AnnotationPtr& candidate : candidates)
        if (!isDecided(*candidate, annotations)) open.push_back(candidate);
    std::stable_sort(open.begin(), open.end(), [](const AnnotationPtr& a, const AnnotationPtr& b) { return a->score > b->score; });
    return open;
}

Edit candidateEdit(const Annotation& candidate, AnnotationId id, ReviewState decision, const std::string& person) {
    Annotation a = candidate;
    a.id = id;
    a.state = decision;
    a.provenance.reviewedBy = person;
    a.provenance.reviewedAt = nowIso8601();
    const char* verb = decision == ReviewState::Rejected ? "reject" : "accept";
    return {std::string(verb) + " maybe: glomerulus " + std::to_string(objectNumber(id)), {{nullptr, std::make_shared<const Annotation>(std::move(a))}}};
}

}  // namespace bowman
