// Which object a click means. Pure; the thread that owns the set.
#pragma once

#include "core/annotation/annotation_set.h"

namespace bowman::ui {

struct HitRequest {
    SlidePoint point;
    double downsample = 1;          ///< level-0 pixels per logical pixel of the screen
    bool rejectedShown = false;
};

/// The smallest glomerulus at the point, or near it where objects are but dots; else a region or structure whose border is near. 0 = none.
AnnotationId hitAt(const AnnotationSet& set, const HitRequest& request);

}  // namespace bowman::ui
