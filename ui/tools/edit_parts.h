// What all edits of outlines share: how an object is named, signed and kept off its neighbours. Pure; any thread that may read the set.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"

namespace bowman::ui {

/// The person and the gesture behind an edit.
struct Gesture {
    std::string tool;            ///< "brush": first word of the edit's label
    std::string person;
    std::string className;       ///< of an object to be added
    double seconds = 0;          ///< that the hand was at work
    SlideRect slideRect;         ///< nothing is drawn outside; empty = no limit
};

/// An error that is a sentence for the person, in the window's language: `english` is marked for translation as one of "Tools".
Error sentence(const char* english, const std::string& why = {});
Error geometryFailed(const Error& reason);

/// "glomerulus 17"
std::string numbered(const Annotation& annotation);

/// Who worked on it, when, and for how long.
void signOff(Annotation& annotation, const Gesture& gesture);
/// Added by this person, now; without an outline.
Annotation newAnnotation(AnnotationId id, AnnotationKind kind, const Gesture& gesture);
/// Of a glomerulus whose outline a person changed: what was proposed, accepted or rejected is corrected; others stay.
ReviewState afterCorrection(ReviewState state);

/// Whose place it is that an outline takes.
struct Claim {
    AnnotationKind kind = AnnotationKind::Glomerulus;
    std::string className;                   ///< empty: the usual one
    std::vector<AnnotationId> own;           ///< objects that are no obstacle: the one that is edited, those that are merged into it
};

/// Cut to the slide (where the rectangle is not empty) and to what the neighbours of its class leave; without crumbs.
Result<MultiPolygon> fittedTo(const AnnotationSet& set, MultiPolygon shape, const Claim& claim, const SlideRect& slide);
/// Cut to the slide alone.
Result<MultiPolygon> clippedToSlide(MultiPolygon shape, const SlideRect& slide);
/// Parts and holes too small to be meant go.
void dropCrumbs(MultiPolygon& shape);

}  // namespace bowman::ui
