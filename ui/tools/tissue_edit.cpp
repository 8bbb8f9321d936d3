#include "ui/tools/tissue_edit.h"

#include <QCoreApplication>

#include "core/annotation/polygon_ops.h"
#include "core/detect/tissue_correction.h"

namespace bowman::ui {
namespace {

constexpr double kSmallestStroke = 30;   // px²: a slip of the hand

}  // namespace

Result<Edit> tissueEdit(const AnnotationSet& set, const StrokeRequest& request, const std::function<AnnotationId()>& newId) {
    const bool adds = request.mode == StrokeMode::Add;
    auto stroke = request.line.empty() ? Result<MultiPolygon>(request.outline) : bufferedLine(request.line, request.radius);
    if (stroke) stroke = clippedToSlide(*std::move(stroke), request.gesture.slideRect);
    if (!stroke) return geometryFailed(stroke.error());
    if (areaOf(*stroke) < kSmallestStroke) return sentence(QT_TRANSLATE_NOOP("Tools", "The stroke lies off the slide; nothing was changed"));
    const TissuePart own = adds ? TissuePart::Added : TissuePart::Removed;
    const char* ownClass = adds ? "Tissue" : "Ignore";

    Edit edit{adds ? "tissue: painted to it" : "tissue: taken from it", {}};
    MultiPolygon joined = *stroke;
    AnnotationPtr first;
    const auto changed = [&](const Annotation& from, MultiPolygon shape) {
        Annotation after = from;
        after.shape = std::move(shape);
        signOff(after, request.gesture);
        return std::make_shared<const Annotation>(std::move(after));
    };
    for (const AnnotationPtr& region : set.intersecting(boundsOf(*stroke))) {
        const TissuePart part = tissuePartOf(*region);
        if (part == TissuePart::None || !meet(region->shape, *stroke)) continue;
        // A stroke joins what it would be itself, not an artefact that a person named.
        if (part == own && region->className != ownClass) continue;
        auto shape = part == own ? unite(joined, region->shape) : subtract(region->shape, *stroke);
        if (!shape) return geometryFailed(shape.error());
        if (part == own) {
            joined = *std::move(shape);
            if (!first) first = region;
            else edit.changes.push_back({region, nullptr});
        } else {
            dropCrumbs(*shape);
            edit.changes.push_back({region, shape->empty() ? nullptr : changed(*region, *std::move(shape))});
        }
    }
    if (first) {
        edit.changes.push_back({first, changed(*first, std::move(joined))});
    } else {
        Gesture gesture = request.gesture;
        gesture.className = ownClass;
        Annotation region = newAnnotation(newId(), AnnotationKind::Structure, gesture);
        region.shape = std::move(joined);
        edit.changes.push_back({nullptr, std::make_shared<const Annotation>(std::move(region))});
    }
    return edit;
}

}  // namespace bowman::ui
