#include "core/document/detection_edit.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/document/detected_fields.h"
#include "core/document/sclerosis.h"

namespace bowman {
namespace {

bool isInside(const SlideRect& inner, const SlideRect& outer) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom();
}

class EditBuilder {
public:
    EditBuilder(const AnnotationSet& current, const DetectionEditRequest& request, const std::function<AnnotationId()>& newId)
        : m_request(request), m_newId(newId) {
        for (const AnnotationPtr& annotation : current.all()) {
            if (isReplaced(*annotation)) {
                m_out.edit.changes.push_back({annotation, nullptr});
                ++m_out.replaced;
            } else if (annotation->kind == AnnotationKind::Glomerulus) {
                m_staying.put(annotation);
            }
        }
    }

    Result<DetectionEdit> build() {
        const std::string now = nowIso8601();
        for (const DetectedObject& object : m_request.result.objects) {
            auto shape = freeShape(object.shape);
            if (!shape) return shape.error();
            if (shape->empty()) {
                ++m_out.dropped;
                continue;
            }
            auto annotation = std::make_shared<Annotation>();
            annotation->id = m_newId();
            annotation->uuid = newUuid();
            annotation->className = m_request.className;
            annotation->shape = annotation->prediction = std::move(*shape);
            annotation->score = object.score;
            annotation->uncertainty = object.uncertainty;
            annotation->provenance.source = "model";
            annotation->provenance.model = m_request.card.name;
            annotation->provenance.modelSha256 = m_request.card.sha256;
            annotation->provenance.threshold = m_request.threshold;
            annotation->provenance.createdBy = m_request.person;
            annotation->provenance.createdAt = now;
            if (object.disagreement) annotation->extras[kDisagreementField] = *object.disagreement;
            if (object.seamDisagreement) annotation->extras[kSeamField] = *object.seamDisagreement;
            if (object.sclerosis) tellSclerosis(*annotation, *object.sclerosis);
            m_proposals.put(annotation);
            m_out.edit.changes.push_back({nullptr, annotation});
            ++m_out.added;
        }
        m_out.edit.label = "find glomeruli: " + std::to_string(m_out.added) + " proposed";
        return std::move(m_out);
    }

private:
    bool isReplaced(const Annotation& annotation) const {
        const JobReport& report = m_request.result.report;
        if (!isUntouchedProposal(annotation) || report.end != JobEnd::Done || report.patchesFailed > 0) return false;
        return !m_request.region || isInside(boundsOf(annotation.shape), *m_request.region);
    }

    /// Objects of one class do not overlap: where one of that class stays and reaches in, the class is not given.
    void tellSclerosis(Annotation& annotation, double probability) const {
        annotation.extras[kSclerosisField] = probability;
        const auto name = classForSclerosis(probability, m_request.sclerosisThreshold, m_request.palette);
        if (!name) return;
        for (const AnnotationPtr& other : m_staying.intersecting(boundsOf(annotation.shape))) {
            if (other->className != *name) continue;
            const auto shared = overlapArea(annotation.shape, other->shape);
            if (!shared || *shared > 0) return;
        }
        annotation.className = *name;
    }

    /// The outline where it may lie: empty on an object that stays, without what an earlier proposal of this run has (the
    /// outlines of close neighbours may cross by a hair).
    Result<MultiPolygon> freeShape(MultiPolygon shape) const {
        for (const AnnotationPtr& other : m_staying.intersecting(boundsOf(shape))) {
            const auto shared = overlapArea(shape, other->shape);
            if (!shared) return shared.error();
            // Of its own class nothing may overlap; a rejected object, or a glomerulus of another class, has the place where both mean the same thing.
            const bool isOfItsClass = other->state != ReviewState::Rejected && other->className == m_request.className;
            const double allowed = isOfItsClass ? 0 : std::min(areaOf(shape), areaOf(other->shape)) / 2;
            if (*shared > allowed) return MultiPolygon{};
        }
        for (const AnnotationPtr& other : m_proposals.intersecting(boundsOf(shape))) {
            const auto shared = overlapArea(shape, other->shape);
            if (!shared) return shared.error();
            if (*shared == 0) continue;
            auto rest = subtract(shape, other->shape);
            if (!rest) return MultiPolygon{};
            shape = std::move(*rest);
        }
        return shape;
    }

    const DetectionEditRequest& m_request;
    const std::function<AnnotationId()>& m_newId;
    AnnotationSet m_staying;
    AnnotationSet m_proposals;
    DetectionEdit m_out;
};

}  // namespace

bool isUntouchedProposal(const Annotation& annotation) {
    return annotation.kind == AnnotationKind::Glomerulus && annotation.state == ReviewState::Proposed &&
           annotation.provenance.source == "model" && annotation.shape == annotation.prediction && annotation.note.empty();
}

Result<DetectionEdit> editFromDetection(const AnnotationSet& current, const DetectionEditRequest& request,
                                        const std::function<AnnotationId()>& newId) {
    return EditBuilder(current, request, newId).build();
}

std::string describeRun(const DetectionRequest& request, const ModelCard& card, const JobReport& report) {
    constexpr const char* kEnds[] = {"done", "cancelled", "failed"};
    nlohmann::json run = {
        {"kind", "detection"},
        {"model", {{"name", card.name}, {"sha256", card.sha256}, {"um_per_px", card.umPerPx}}},
        {"um_per_px", request.umPerPx},
        {"threshold", request.threshold.value_or(card.threshold)},
        {"smallest_area_um2", request.smallestAreaUm2.value_or(card.smallestAreaUm2)},
        {"smallest_confidence", request.smallestConfidence.value_or(card.smallestConfidence)},
        {"smoothing_um", request.smoothingUm.value_or(0)},
        {"tissue_only", request.tissueOnly},
        {"tissue_corrected", {{"added", request.tissue.added.size()}, {"removed", request.tissue.removed.size()}}},
        {"device", report.device},
        {"idle_card", report.idleCard},
        {"end", kEnds[static_cast<int>(report.end)]},
        {"why", report.why},
        {"tissue_mm2", report.tissueMm2},
        {"patches", {{"done", report.patchesDone}, {"total", report.patchesTotal}, {"failed", report.patchesFailed}, {"restored", report.patchesRestored}}},
        {"notes", report.notes},
        {"batch", report.batch},
        {"queue", {{"capacity", report.queueCapacity}, {"mean_depth", report.meanQueue}, {"found_empty", report.starved}}},
        {"utilisation", {{"network", report.networkBusy}, {"cores", report.coresBusy}}},
        {"failures", report.failures},
        {"seconds", {{"tissue", report.secondsTissue}, {"reading", report.secondsReading}, {"network", report.secondsNetwork},
                     {"blending", report.secondsBlending}, {"polygons", report.secondsPolygons}, {"total", report.secondsTotal}}}};
    if (request.region) run["region"] = {request.region->x, request.region->y, request.region->width, request.region->height};
    // Paths and messages are bytes: what is no UTF-8 is replaced, not refused.
    return run.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace bowman
