// All that is measured of an object: size and form, and where it lies in the tissue. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "core/annotation/annotation_set.h"
#include "core/base/geometry.h"
#include "core/document/palette.h"
#include "core/measure/morphometry.h"
#include "core/tissue/tissue_edge.h"

namespace bowman {

/// What an object is cut by, if anything: one that is not whole has no true size.
enum class TouchedEdge { None, Tissue, Slide };

struct ObjectMeasures {
    Morphometry form;                         ///< in µm where the scale is known, else in level-0 pixels
    std::optional<double> toTissueEdge;       ///< from the nearest point of the outline, the same unit; empty where the tissue is unknown
    TouchedEdge touches = TouchedEdge::None;
};

/// What the slide is known for when its objects are measured.
struct MeasureFrame {
    PixelSize size;                           ///< of level 0; zeros where unknown
    std::optional<double> umPerPx;
    std::optional<TissueEdge> tissue;
};

ObjectMeasures measuresOf(const MultiPolygon& shape, const MeasureFrame& frame);

/// Glomeruli that count: all but the rejected ones and those of a class that is none by the palette.
inline bool isCounted(const Annotation& a, const Palette& palette) {
    if (a.kind != AnnotationKind::Glomerulus || a.state == ReviewState::Rejected) return false;
    const PaletteClass* known = palette.find(a.className);
    return !known || known->isGlomerulus;
}

struct MeasuredObject {
    AnnotationPtr object;
    ObjectMeasures measures;
    bool isCounted = true;                    ///< see above
};

}  // namespace bowman
