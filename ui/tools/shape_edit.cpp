#include "ui/tools/shape_edit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <QCoreApplication>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/shape_ops.h"

namespace bowman::ui {
namespace {

constexpr double kLineWidth = 0.5;           // px: what a line touches
constexpr double kWidestGap = 0.25;          // of the merged object's radius: wider gaps are left open
constexpr double kBesideGap = 8;             // px between an object and its copy

const char* verbOf(ShapeChange change) {
    switch (change) {
        case ShapeChange::FillHoles: return "fill holes of";
        case ShapeChange::Smooth: return "smooth";
        case ShapeChange::Simplify: return "simplify";
        case ShapeChange::Grow: return "grow";
        case ShapeChange::Shrink: return "shrink";
        case ShapeChange::Hull: return "convex hull of";
    }
    return "";
}

Result<MultiPolygon> changed(const MultiPolygon& shape, const ShapeRequest& request) {
    switch (request.change) {
        case ShapeChange::FillHoles: return withoutHoles(shape);
        case ShapeChange::Smooth: return smoothed(shape, request.amount);
        case ShapeChange::Simplify: return simplified(shape, request.amount);
        case ShapeChange::Grow: return buffered(shape, request.amount);
        case ShapeChange::Shrink: return buffered(shape, -request.amount);
        case ShapeChange::Hull: return convexHull(shape);
    }
    return shape;
}

Annotation corrected(const Annotation& before, MultiPolygon shape, const Gesture& gesture) {
    Annotation after = before;
    after.shape = std::move(shape);
    if (before.kind == AnnotationKind::Glomerulus) after.state = afterCorrection(before.state);
    signOff(after, gesture);
    return after;
}

Change change(const AnnotationPtr& before, Annotation after) { return {before, std::make_shared<const Annotation>(std::move(after))}; }

std::vector<AnnotationPtr> touchedBy(const AnnotationSet& set, const std::vector<SlidePoint>& line) {
    std::vector<AnnotationPtr> touched;
    const auto stroke = bufferedLine(line, kLineWidth);
    if (!stroke) return touched;
    for (const AnnotationPtr& a : set.intersecting(boundsOf(*stroke))) {
        if (a->kind == AnnotationKind::CompleteRegion || a->state == ReviewState::Rejected) continue;
        const auto common = intersect(*stroke, a->shape);
        if (common && !common->empty()) touched.push_back(a);
    }
    return touched;
}

}  // namespace

Result<Edit> shapeEdit(const AnnotationSet& set, const ShapeRequest& request) {
    const AnnotationPtr before = set.find(request.target);
    if (!before) return sentence(QT_TRANSLATE_NOOP("Tools", "Select an object first"));
    Edit edit{std::string(verbOf(request.change)) + " " + numbered(*before), {}};
    auto shape = changed(before->shape, request);
    if (!shape) return geometryFailed(shape.error());
    shape = fittedTo(set, *std::move(shape), {before->kind, before->className, {before->id}}, request.gesture.slideRect);
    if (!shape) return geometryFailed(shape.error());
    if (shape->empty()) return sentence(QT_TRANSLATE_NOOP("Tools", "Nothing would be left of it: use Delete to remove an object"));
    if (*shape == before->shape) return edit;
    edit.changes.push_back(change(before, corrected(*before, *std::move(shape), request.gesture)));
    return edit;
}

Result<Edit> reshapeEdit(const AnnotationSet& set, AnnotationId target, const MultiPolygon& wanted, const std::string& verb, const Gesture& gesture) {
    const AnnotationPtr before = set.find(target);
    if (!before) return sentence(QT_TRANSLATE_NOOP("Tools", "Select an object first"));
    Edit edit{verb + " " + numbered(*before), {}};
    if (!isValid(wanted)) return sentence(QT_TRANSLATE_NOOP("Tools", "The outline would cross itself; nothing was changed"));
    auto shape = makeValid(wanted);        // onto the grid
    if (shape) shape = fittedTo(set, *std::move(shape), {before->kind, before->className, {before->id}}, gesture.slideRect);
    if (!shape) return geometryFailed(shape.error());
    if (shape->empty()) return sentence(QT_TRANSLATE_NOOP("Tools", "Nothing would be left of it: use Delete to remove an object"));
    if (*shape == before->shape) return edit;
    edit.changes.push_back(change(before, corrected(*before, *std::move(shape), gesture)));
    return edit;
}

Result<Edit> splitEdit(const AnnotationSet& set, const std::vector<SlidePoint>& line, const NewId& newId, const Gesture& gesture) {
    Edit edit;
    std::string names;
    for (const AnnotationPtr& before : touchedBy(set, line)) {
        auto pieces = splitByLine(before->shape, line);
        if (!pieces) return geometryFailed(pieces.error());
        for (MultiPolygon& piece : *pieces) dropCrumbs(piece);
        std::erase_if(*pieces, [](const MultiPolygon& piece) { return piece.empty(); });
        if (pieces->size() < 2) continue;
        std::sort(pieces->begin(), pieces->end(), [](const MultiPolygon& a, const MultiPolygon& b) { return areaOf(a) > areaOf(b); });
        edit.changes.push_back(change(before, corrected(*before, pieces->front(), gesture)));
        for (std::size_t i = 1; i < pieces->size(); ++i) {
            Annotation piece = newAnnotation(newId(), before->kind, gesture);
            piece.className = before->className;
            piece.shape = (*pieces)[i];
            edit.changes.push_back(change(nullptr, std::move(piece)));
        }
        names += (names.empty() ? "" : ", ") + numbered(*before);
    }
    if (edit.changes.empty()) return sentence(QT_TRANSLATE_NOOP("Tools", "The line cuts nothing in two: draw it right across an object"));
    edit.label = "split " + names;
    return edit;
}

Result<Edit> mergeEdit(const AnnotationSet& set, const std::vector<SlidePoint>& line, AnnotationId preferred, const Gesture& gesture) {
    const std::vector<AnnotationPtr> touched = touchedBy(set, line);
    if (touched.size() < 2) return sentence(QT_TRANSLATE_NOOP("Tools", "Draw the line across the objects that are one: it touches fewer than two"));
    AnnotationPtr kept;
    for (const AnnotationPtr& a : touched)
        if (!kept || a->id == preferred || (kept->id != preferred && areaOf(a->shape) > areaOf(kept->shape))) kept = a;
    MultiPolygon shape;
    Claim claim{kept->kind, kept->className, {}};
    Edit edit;
    for (const AnnotationPtr& a : touched) {
        if (a->kind != kept->kind || a->className != kept->className)
            return Error{QCoreApplication::translate("Tools", "The line touches objects of different classes (%1, %2): only those of one class are merged")
                             .arg(QString::fromStdString(kept->className), QString::fromStdString(a->className)).toStdString(), "", ""};
        auto both = unite(shape, a->shape);
        if (!both) return geometryFailed(both.error());
        shape = *std::move(both);
        claim.own.push_back(a->id);
        if (a != kept) edit.changes.push_back({a, nullptr});
    }
    auto joined = bridged(shape, kWidestGap * std::sqrt(areaOf(shape) / std::numbers::pi));
    if (!joined) return geometryFailed(joined.error());
    joined = fittedTo(set, *std::move(joined), claim, gesture.slideRect);
    if (!joined) return geometryFailed(joined.error());
    edit.label = "merge " + std::to_string(touched.size()) + " objects into " + numbered(*kept);
    edit.changes.push_back(change(kept, corrected(*kept, *std::move(joined), gesture)));
    return edit;
}

Result<Edit> duplicateEdit(const AnnotationSet& set, AnnotationId target, AnnotationId newId, const Gesture& gesture) {
    const AnnotationPtr original = set.find(target);
    if (!original) return sentence(QT_TRANSLATE_NOOP("Tools", "Select an object first"));
    const SlideRect bounds = boundsOf(original->shape);
    const double dx = bounds.width + kBesideGap, dy = bounds.height + kBesideGap;
    const std::array<SlidePoint, 4> sides{{{dx, 0}, {-dx, 0}, {0, dy}, {0, -dy}}};
    for (const SlidePoint& by : sides) {
        MultiPolygon moved = original->shape;
        const auto shift = [&](Ring& ring) {
            for (SlidePoint& p : ring) p = {p.x + by.x, p.y + by.y};
        };
        for (Polygon& part : moved) {
            shift(part.outer);
            for (Ring& hole : part.holes) shift(hole);
        }
        const auto fits = fittedTo(set, moved, {original->kind, original->className, {}}, gesture.slideRect);
        if (!fits || std::abs(areaOf(*fits) - areaOf(original->shape)) > 1) continue;
        Annotation copy = newAnnotation(newId, original->kind, gesture);
        copy.className = original->className;
        copy.shape = std::move(moved);
        return Edit{"duplicate " + numbered(*original), {change(nullptr, std::move(copy))}};
    }
    return sentence(QT_TRANSLATE_NOOP("Tools", "There is no room beside the object for its copy"));
}

}  // namespace bowman::ui
