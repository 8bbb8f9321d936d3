// What a stroke or an outline does to the objects of a slide, as one edit: pure, without widgets. Any thread that may
// read the set.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/edit.h"
#include "ui/tools/edit_parts.h"

namespace bowman::ui {

enum class StrokeMode { Add, Erase };

struct StrokeRequest {
    std::vector<SlidePoint> line;   ///< what a round tip of `radius` painted …
    double radius = 0;
    MultiPolygon outline;           ///< … or, where `line` is empty, what was outlined; valid
    StrokeMode mode = StrokeMode::Add;
    AnnotationId target = 0;        ///< 0: a new object gets `newId`
    AnnotationId newId = 0;
    Gesture gesture;
};

/// Part of the request's outline that its object may have: on the slide, and not on a neighbour of its class.
Result<MultiPolygon> permittedPart(const AnnotationSet& set, const StrokeRequest& request);

/// Object after the stroke: proposed, accepted and rejected become corrected; added, corrected and unsure stay. Never overlaps
/// a neighbour of its class. No changes when the stroke alters nothing. The error's `what` is a sentence for the person:
/// nothing left of a new object, everything erased, geometry failed.
Result<Edit> strokeEdit(const AnnotationSet& set, const StrokeRequest& request);

/// A region signed off as complete; regions that it meets are joined with it. Erase cuts the outline out of those it meets.
Result<Edit> regionEdit(const AnnotationSet& set, const StrokeRequest& request);

/// True for what brush, wand and outlines may add to: a glomerulus, or a structure of the class that is drawn now.
bool isDrawnOn(const Annotation& object, const std::string& className);

/// Where a gesture begins, and what is in the hand.
struct GestureStart {
    SlidePoint point;
    AnnotationId selected = 0;
    std::string className;      ///< that is drawn now
};
/// What the gesture works on: the selected object where it is under the hand, else the glomerulus that is, else the selected one all the
/// same; 0: a new one.
AnnotationId targetOf(const AnnotationSet& set, const GestureStart& start);

/// True where the outline meets the object: it is its, not another one beside it.
bool meets(const AnnotationSet& set, AnnotationId target, const MultiPolygon& outline);

/// Smallest glomerulus that is not rejected at the point; 0 where there is none.
AnnotationId glomerulusAt(const AnnotationSet& set, SlidePoint point);

}  // namespace bowman::ui
