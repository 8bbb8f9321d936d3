// Candidates of a slide ("maybe"): faint places of the probability map that a person may make objects of, or reject. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/detect/detection_job.h"
#include "core/detect/model_card.h"
#include "core/document/edit.h"

namespace bowman {

/// Where candidates come from.
struct CandidateOrigin {
    const ModelCard& card;
    double threshold = 0;       ///< that they missed
    std::string person;         ///< who ran the detection
    std::string className = "Glomerulus";
};

/// As annotations with a uuid and no id.
std::vector<AnnotationPtr> candidatesFrom(const std::vector<DetectedObject>& faint, const CandidateOrigin& origin);

/// Somebody has decided on it: it is an object by now, or (really) overlapped by a glomerulus of any state.
bool isDecided(const Annotation& candidate, const AnnotationSet& annotations);
/// Those that nobody has decided on. The surest first.
std::vector<AnnotationPtr> openCandidates(const std::vector<AnnotationPtr>& candidates, const AnnotationSet& annotations);

/// The candidate as an object that the person accepted or rejected, with where it comes from; undo makes it a candidate again.
Edit candidateEdit(const Annotation& candidate, AnnotationId id, ReviewState decision, const std::string& person);

}  // namespace bowman
