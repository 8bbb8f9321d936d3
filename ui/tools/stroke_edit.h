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

/// Smallest glomerulus that is not rejected at the point; 0 where there is none.
AnnotationId glomerulusAt(const AnnotationSet& set, SlidePoint point);

}  // namespace bowman::ui
