// From the result of a detection to an edit of a project: what a person has touched stays, what nobody has looked at is
// replaced. Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/detect/detection_job.h"
#include "core/detect/model_card.h"
#include "core/document/edit.h"
#include "core/document/palette.h"

namespace bowman {

struct DetectionEditRequest {
    const DetectionResult& result;
    const ModelCard& card;
    double threshold = 0;                    ///< that was used
    std::optional<SlideRect> region = {};    ///< that was searched; whole slide when empty
    std::string person = {};                 ///< who ran it
    std::string className = "Glomerulus";
    double sclerosisThreshold = 0.5;         ///< from which on an object gets the palette's globally sclerotic class
    Palette palette = {};
};

struct DetectionEdit {
    Edit edit;
    int added = 0;
    int replaced = 0;      ///< proposals of an earlier run that nobody had touched
    int dropped = 0;       ///< new ones that lie on an object that stays
};

/// Proposals for what was found, by their place. Untouched proposals of earlier runs go, if this run searched all of their
/// place: a run that was stopped, that could not read some patches, or that was kept to a region the proposal reaches out
/// of, leaves them. New outlines that overlap what stays are dropped; on a rejected object, or a glomerulus of another class, only where they mean the same
/// thing (half of the smaller one is shared). `newId` gives the ids.
Result<DetectionEdit> editFromDetection(const AnnotationSet& current, const DetectionEditRequest& request,
                                        const std::function<AnnotationId()>& newId);

/// A proposal of a model as it came: not accepted, not changed, without a note.
bool isUntouchedProposal(const Annotation& annotation);

/// How the objects were made, as JSON for Document::applyBatch and for files: model, scale, threshold, region, device,
/// patches, seconds by stage, how it ended.
std::string describeRun(const DetectionRequest& request, const ModelCard& card, const JobReport& report);

}  // namespace bowman
