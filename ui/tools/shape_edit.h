// What is done to whole outlines, as one edit each: cut and joined by a line, smoothed, grown, and so on. Pure, without widgets. Any
// thread that may read the set.
#pragma once

#include <functional>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/edit.h"
#include "ui/tools/edit_parts.h"

namespace bowman::ui {

enum class ShapeChange { FillHoles, Smooth, Simplify, Grow, Shrink, Hull };

struct ShapeRequest {
    AnnotationId target = 0;
    ShapeChange change = ShapeChange::Smooth;
    double amount = 1;           ///< level-0 pixels: radius, tolerance or step; FillHoles and Hull have none
    Gesture gesture;
};

/// Never overlaps a neighbour of its class; no changes where nothing would look different. Errors are sentences: nothing would be left,
/// geometry failed.
Result<Edit> shapeEdit(const AnnotationSet& set, const ShapeRequest& request);

/// The object gets this outline, which must be valid; cut where a neighbour of its class or the slide's edge is. `verb` begins the label:
/// "move a point of". Errors are sentences: it would cross itself, nothing would be left.
Result<Edit> reshapeEdit(const AnnotationSet& set, AnnotationId target, const MultiPolygon& shape, const std::string& verb, const Gesture& gesture);

using NewId = std::function<AnnotationId()>;

/// Every object that the line cuts through becomes two or more: the largest piece keeps the identity (and the model's outline), the others are
/// added by this person. Error, a sentence: the line cuts nothing in two.
Result<Edit> splitEdit(const AnnotationSet& set, const std::vector<SlidePoint>& line, const NewId& newId, const Gesture& gesture);

/// The objects that the line touches become one; small gaps are bridged. `preferred`, where it is among them, keeps its identity, else the
/// largest does; all must be of its kind and class. Error, a sentence: fewer than two, or of different classes.
Result<Edit> mergeEdit(const AnnotationSet& set, const std::vector<SlidePoint>& line, AnnotationId preferred, const Gesture& gesture);

/// The same outline beside the object, on the side where there is room; added by this person. Error, a sentence: no room.
Result<Edit> duplicateEdit(const AnnotationSet& set, AnnotationId target, AnnotationId newId, const Gesture& gesture);

}  // namespace bowman::ui
