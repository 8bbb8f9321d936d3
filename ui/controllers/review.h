// Going through what was found: the order, what a decision changes, how far one is. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/document/edit.h"
#include "ui/controllers/review_order.h"

namespace bowman::ui {

enum class Decision { Accept, Reject, Unsure };

/// The object after the decision of a person: an outline that a person changed is "corrected" rather than "accepted", one
/// that a person drew stays "added".
Annotation decided(const Annotation& annotation, Decision decision, const std::string& person);

/// One step of undo: "accept glomerulus 17". `seconds` of looking are added to what was spent on it.
Edit decisionEdit(const AnnotationPtr& annotation, Decision decision, const std::string& person, double seconds = 0);
/// A class that is named in a review accepts as well: "globally sclerotic: accept glomerulus 17".
Edit classDecisionEdit(const AnnotationPtr& annotation, const std::string& className, const std::string& person, double seconds = 0);
/// The same decision on several, as one step: "accept 12 glomeruli". What is no glomerulus is left out.
Edit decisionsEdit(const std::vector<AnnotationPtr>& annotations, Decision decision, const std::string& person);
Edit classesEdit(const std::vector<AnnotationPtr>& annotations, const std::string& className, const std::string& person);
Edit classEdit(const AnnotationPtr& annotation, const std::string& className, const std::string& person);
Edit deletionEdit(const AnnotationPtr& annotation);
/// Without surrounding blanks; no changes where it says the same as before.
Edit noteEdit(const AnnotationPtr& annotation, const std::string& note);

/// "glomerulus 17", "region 3"; "maybe" for one without a number.
std::string nameOf(const Annotation& annotation);

/// Nobody has decided on it yet.
bool isOpen(const Annotation& annotation);

/// Mean entropy inside and at the border, in bits, from which on an object should be looked at first; a sharp and certain one
/// has about 0.2 (see core/detect/uncertainty.h).
inline constexpr double kCheckFirstUncertainty = 0.6;
/// A model's proposal so unsure that it should be looked at first.
bool isToCheckFirst(const Annotation& annotation);

struct ReviewCount {
    int objects = 0;       ///< glomeruli of any state
    int reviewed = 0;      ///< decided by a person
    int toCheckFirst = 0;
};
ReviewCount countReview(const AnnotationSet& annotations);
/// Of these alone.
ReviewCount countReview(const std::vector<AnnotationPtr>& annotations);

/// The object `step` places after `current` in the order (wrapping round); the first when there is no current one. Null when
/// there are none, or with `openOnly` when all are decided.
struct Walk {
    AnnotationId current = 0;
    int step = 1;
    bool openOnly = false;
    QueueOrder order = {};
};
AnnotationPtr nextInReview(const AnnotationSet& annotations, const Walk& walk);
/// The same from a place in an order that is known; −1 is before the first, its size behind the last.
struct PlaceInOrder {
    std::ptrdiff_t from = -1;
    int step = 1;
    bool openOnly = false;
};
AnnotationPtr stepThrough(const std::vector<AnnotationPtr>& order, PlaceInOrder place);

/// Diameter of a disc of the same area, in level-0 pixels.
double equivalentDiameter(const MultiPolygon& shape);

}  // namespace bowman::ui
