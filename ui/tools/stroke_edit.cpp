#include "ui/tools/stroke_edit.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QCoreApplication>

#include "core/annotation/outline_edit.h"
#include "core/annotation/polygon_ops.h"
#include "core/document/reading.h"
#include "core/formats/class_kind.h"

namespace bowman::ui {

namespace {

constexpr double kSmallestNewArea = 30;  // px²: a slip of the hand, not an object

/// Cut to the slide and to what its neighbours leave.
Result<MultiPolygon> fitted(MultiPolygon shape, const AnnotationSet& set, const StrokeRequest& request) {
    const AnnotationPtr target = set.find(request.target);
    const Claim claim = target ? Claim{target->kind, target->className, {target->id}} : Claim{AnnotationKind::Glomerulus, request.gesture.className, {}};
    return fittedTo(set, std::move(shape), claim, request.gesture.slideRect);
}

/// What the stroke makes of a shape, before it is fitted.
Result<MultiPolygon> struck(const MultiPolygon& shape, const StrokeRequest& r) {
    if (r.line.empty()) return r.mode == StrokeMode::Add ? unite(shape, r.outline) : subtract(shape, r.outline);
    return r.mode == StrokeMode::Add ? paint(shape, r.line, r.radius) : erase(shape, r.line, r.radius);
}

/// A stroke inside of the object that adds, one beside it that erases: what the stroke made has the area it had.
bool changesNothing(const MultiPolygon& before, const MultiPolygon& after, const StrokeRequest& r) {
    // Rounding to the grid alone changes an outline by less, and only then it is worth a closer look.
    constexpr double kByRounding = 64;      // px²
    if (std::abs(areaOf(after) - areaOf(before)) > kByRounding) return false;
    const auto stroke = r.line.empty() ? Result<MultiPolygon>(r.outline) : bufferedLine(r.line, r.radius);
    if (!stroke.ok()) return false;
    if (r.mode == StrokeMode::Add) {
        const auto outside = subtract(*stroke, before);
        return outside.ok() && outside->empty();
    }
    const auto shared = overlapArea(*stroke, before);
    return shared.ok() && *shared == 0;
}

/// Empty where the stroke leaves the shape as it is.
Result<std::optional<MultiPolygon>> shapeAfter(const MultiPolygon& before, const AnnotationSet& set, const StrokeRequest& request) {
    auto shape = struck(before, request);
    if (!shape.ok()) return geometryFailed(shape.error());
    if (changesNothing(before, *shape, request)) return std::optional<MultiPolygon>();
    auto fits = fitted(std::move(shape).value(), set, request);
    if (!fits.ok()) return geometryFailed(fits.error());
    return std::optional(std::move(fits).value());
}

Result<Edit> addObject(const AnnotationSet& set, const StrokeRequest& request) {
    auto shape = shapeAfter({}, set, request);
    if (!shape.ok()) return shape.error();
    if (!*shape || areaOf(**shape) < kSmallestNewArea)
        return sentence(QT_TRANSLATE_NOOP("Tools", "No room for a new glomerulus here: too small, off the slide or taken; nothing was added"));
    Annotation added = newAnnotation(request.newId, AnnotationKind::Glomerulus, request.gesture);
    added.shape = std::move(**shape);
    const std::string label = request.gesture.tool + ": new glomerulus " + std::to_string(objectNumber(added.id));
    return Edit{label, {{nullptr, std::make_shared<const Annotation>(std::move(added))}}};
}

}  // namespace

Result<MultiPolygon> permittedPart(const AnnotationSet& set, const StrokeRequest& request) {
    return fitted(request.outline, set, request);
}

Result<Edit> strokeEdit(const AnnotationSet& set, const StrokeRequest& request) {
    const AnnotationPtr before = set.find(request.target);
    if (!before) {
        if (request.mode == StrokeMode::Erase) return sentence(QT_TRANSLATE_NOOP("Tools", "Select a glomerulus to erase from"));
        return addObject(set, request);
    }
    Edit edit{request.gesture.tool + " on " + numbered(*before), {}};
    auto struckShape = shapeAfter(before->shape, set, request);
    if (!struckShape.ok()) return struckShape.error();
    const std::optional<MultiPolygon>& shape = *struckShape;
    if (!shape) return edit;
    if (shape->empty()) return sentence(QT_TRANSLATE_NOOP("Tools", "Nothing would be left of it: use Delete to remove an object"));
    if (*shape == before->shape) return edit;   // all of it was taken by neighbours
    Annotation after = *before;
    after.shape = *shape;
    if (before->kind == AnnotationKind::Glomerulus) after.state = afterCorrection(before->state);
    signOff(after, request.gesture);
    edit.changes.push_back({before, std::make_shared<const Annotation>(std::move(after))});
    return edit;
}

Result<Edit> regionEdit(const AnnotationSet& set, const StrokeRequest& request) {
    const bool cuts = request.mode == StrokeMode::Erase;
    auto shape = clippedToSlide(request.outline, request.gesture.slideRect);
    if (!shape.ok()) return geometryFailed(shape.error());
    if (areaOf(*shape) < kSmallestNewArea) return sentence(QT_TRANSLATE_NOOP("Tools", "The outline is too small or lies off the slide; nothing was changed"));

    Edit edit{"region: new complete region " + std::to_string(objectNumber(request.newId)), {}};
    for (const AnnotationPtr& other : set.intersecting(boundsOf(*shape))) {
        if (other->kind != AnnotationKind::CompleteRegion) continue;
        const auto shared = overlapArea(*shape, other->shape);
        if (!shared.ok()) return geometryFailed(shared.error());
        if (*shared == 0) continue;
        auto result = cuts ? subtract(other->shape, *shape) : unite(*shape, other->shape);
        if (!result.ok()) return geometryFailed(result.error());
        if (cuts) {
            AnnotationPtr rest;
            if (!result->empty()) {
                Annotation smaller = *other;
                smaller.shape = std::move(result).value();
                signOff(smaller, request.gesture);
                rest = std::make_shared<const Annotation>(std::move(smaller));
            }
            edit.label = "region: cut from complete region " + std::to_string(objectNumber(other->id));
            edit.changes.push_back({other, rest});
        } else {
            shape = std::move(result);
            edit.label = "region: joined with complete region " + std::to_string(objectNumber(other->id));
            edit.changes.push_back({other, nullptr});
        }
    }
    if (cuts) {
        if (edit.changes.empty()) return sentence(QT_TRANSLATE_NOOP("Tools", "There is no complete region here to cut from"));
        return edit;
    }
    Annotation region = newAnnotation(request.newId, AnnotationKind::CompleteRegion, request.gesture);
    region.className = "Complete region";
    region.shape = std::move(shape).value();
    edit.changes.push_back({nullptr, std::make_shared<const Annotation>(std::move(region))});
    return edit;
}

bool isDrawnOn(const Annotation& object, const std::string& className) {
    return object.kind == AnnotationKind::Glomerulus || (object.kind == AnnotationKind::Structure && object.className == className);
}

AnnotationId targetOf(const AnnotationSet& set, const GestureStart& start) {
    const AnnotationPtr selected = set.find(start.selected);
    const bool usable = selected && isDrawnOn(*selected, start.className);
    if (usable && contains(selected->shape, start.point)) return selected->id;
    // What draws a part of the section leaves the glomeruli in it alone.
    if (kindOfClass(start.className) == AnnotationKind::Structure) {
        for (const AnnotationPtr& a : set.at(start.point))
            if (a->kind == AnnotationKind::Structure && a->className == start.className) return a->id;
    } else if (const AnnotationId under = glomerulusAt(set, start.point)) {
        return under;
    }
    return usable ? selected->id : 0;
}

bool meets(const AnnotationSet& set, AnnotationId target, const MultiPolygon& outline) {
    const AnnotationPtr object = set.find(target);
    return object && meet(object->shape, outline);
}

AnnotationId glomerulusAt(const AnnotationSet& set, SlidePoint point) {
    for (const AnnotationPtr& a : set.at(point))
        if (a->kind == AnnotationKind::Glomerulus && a->state != ReviewState::Rejected) return a->id;
    return 0;
}

}  // namespace bowman::ui
