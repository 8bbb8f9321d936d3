// Going through what was found: the order, what a decision changes, how far one is. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/document/edit.h"

namespace bowman::ui {

enum class Decision { Accept, Reject, Unsure };

/// The object after the decision of a person: an outline that a person changed is "corrected" rather than "accepted", one
/// that a person drew stays "added".
Annotation decided(const Annotation& annotation, Decision decision, const std::string& person);

/// One step of undo: "accept glomerulus 17".
Edit decisionEdit(const AnnotationPtr& annotation, Decision decision, const std::string& person);
/// The same decision on several, as one step: "accept 12 glomeruli". What is no glomerulus is left out.
Edit decisionsEdit(const std::vector<AnnotationPtr>& annotations, Decision decision, const std::string& person);
Edit classesEdit(const std::vector<AnnotationPtr>& annotations, const std::string& className, const std::string& person);
Edit classEdit(const AnnotationPtr& annotation, const std::string& className, const std::string& person);
Edit deletionEdit(const AnnotationPtr& annotation);

/// "glomerulus 17", "region 3".
std::string nameOf(const Annotation& annotation);

/// Nobody has decided on it yet.
bool isOpen(const Annotation& annotation);

/// Mean entropy inside and at the border, in bits, from which on an object should be looked at first; a sharp and certain one
/// has about 0.2 (see core/detect/uncertainty.h).
inline constexpr double kCheckFirstUncertainty = 0.6;
/// A model's proposal so unsure that it should be looked at first.
bool isToCheckFirst(const Annotation& annotation);

/// Glomeruli by uncertainty, the least sure first; equal ones by id.
std::vector<AnnotationPtr> reviewOrder(const AnnotationSet& annotations);

struct ReviewCount {
    int objects = 0;       ///< glomeruli of any state
    int reviewed = 0;      ///< decided by a person
    int toCheckFirst = 0;
};
ReviewCount countReview(const AnnotationSet& annotations);

/// The object `step` places after `current` in the order (wrapping round); the first when there is no current one. Null when
/// there are none, or with `openOnly` when all are decided.
struct Walk {
    AnnotationId current = 0;
    int step = 1;
    bool openOnly = false;
};
AnnotationPtr nextInReview(const AnnotationSet& annotations, const Walk& walk);

/// Classes that the keys 1, 2, 3 give.
const std::vector<std::string>& classNames();

/// Diameter of a disc of the same area, in level-0 pixels.
double equivalentDiameter(const MultiPolygon& shape);

}  // namespace bowman::ui
