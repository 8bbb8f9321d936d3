// The pictures of a report: the whole slide with its outlines, and each glomerulus. Blocking; any thread.
#pragma once

#include <vector>

#include <QByteArray>

#include "core/annotation/annotation_set.h"
#include "core/slide/slide.h"

namespace bowman::ui {

/// JPEG; the longest edge has about `edge` pixels. Outlines in the colours and line styles of their states, numbers where there is room, a scale bar where
/// the scale is known. Rejected objects are left out.
Result<QByteArray> overviewPicture(const Slide& slide, const std::vector<AnnotationPtr>& objects, std::optional<double> umPerPx, int edge);

/// JPEG, `edge` pixels square: the object with a quarter of its size around it, and its outline.
Result<QByteArray> objectPicture(const Slide& slide, const Annotation& object, int edge);

}  // namespace bowman::ui
