// What a stroke does to where the tissue is: one edit of the regions "Tissue", "Ignore" and "Artefact" (core/detect/tissue_correction.h).
// Pure; any thread that may read the set.
#pragma once

#include <functional>

#include "ui/tools/stroke_edit.h"

namespace bowman::ui {

/// Add: the stroke joins the regions "Tissue" that it meets, or is a new one, and is cut out of regions "Ignore" and "Artefact". Erase: it
/// joins regions "Ignore", or is a new one, and is cut out of regions "Tissue". What is drawn is the request's line or outline; its target and id do not matter.
/// The error's `what` is a sentence for the person: the stroke lies off the slide, or geometry failed.
Result<Edit> tissueEdit(const AnnotationSet& set, const StrokeRequest& request, const std::function<AnnotationId()>& newId);

}  // namespace bowman::ui
