#include "core/detect/tissue_correction.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/scanline.h"

namespace bowman {

TissuePart tissuePartOf(const Annotation& annotation) {
    if (annotation.kind != AnnotationKind::Structure || annotation.state == ReviewState::Rejected) return TissuePart::None;
    std::string name = annotation.className;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name == "tissue") return TissuePart::Added;
    return name.starts_with("ignore") || name.starts_with("artefact") || name.starts_with("artifact") ? TissuePart::Removed : TissuePart::None;
}

void TissueCorrection::applyTo(TissueMask& tissue) const {
    if (tissue.mask.isNull()) return;
    const RasterGrid grid{{0, 0}, tissue.downsample, tissue.mask.width(), tissue.mask.height()};
    for (const MultiPolygon& shape : added) {
        fillShape(shape, grid, 255, tissue.mask);
        if (!tissue.ink.isNull()) fillShape(shape, grid, 0, tissue.ink);   // who says that there is tissue has looked at it
    }
    for (const MultiPolygon& shape : removed) fillShape(shape, grid, 0, tissue.mask);
}

bool TissueCorrection::removes(const MultiPolygon& shape) const {
    const SlideRect box = boundsOf(shape);
    MultiPolygon rest = shape;
    for (const MultiPolygon& region : removed) {
        if (!boundsOf(region).intersects(box)) continue;
        // Where geometry fails the object stays: it is shown, and a person decides.
        if (auto less = subtract(rest, region)) rest = *std::move(less);
    }
    return areaOf(rest) < areaOf(shape) / 2;
}

TissueCorrection tissueCorrectionOf(const std::vector<std::shared_ptr<const Annotation>>& objects) {
    TissueCorrection correction;
    for (const auto& object : objects) {
        const TissuePart part = tissuePartOf(*object);
        if (part == TissuePart::Added) correction.added.push_back(object->shape);
        if (part == TissuePart::Removed) correction.removed.push_back(object->shape);
    }
    return correction;
}

}  // namespace bowman
