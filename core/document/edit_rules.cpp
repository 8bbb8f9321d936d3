#include "core/document/edit_rules.h"

#include <cmath>
#include <optional>
#include <unordered_set>

#include "core/annotation/neighbour_ops.h"
#include "core/annotation/polygon_ops.h"
#include "core/document/edit_proof.h"
#include "core/document/reading.h"

namespace bowman {
namespace {

constexpr const char* kRefused = "the edit is refused";

Error refused(const std::string& why) { return {kRefused, "", why}; }

std::string nameOf(const Annotation& annotation) {
    const char* kind = annotation.kind == AnnotationKind::Glomerulus ? "glomerulus " : annotation.kind == AnnotationKind::Structure ? "structure " : "region ";
    return kind + std::to_string(objectNumber(annotation.id));
}

bool isSame(const AnnotationPtr& a, const AnnotationPtr& b) {
    if (a == b) return true;
    return a && b && *a == *b;
}

/// Claims its place: no other of its class may lie there.
bool claims(const Annotation& annotation) {
    return annotation.kind == AnnotationKind::Glomerulus && annotation.state != ReviewState::Rejected;
}

bool claimsTheSame(const AnnotationPtr& before, const Annotation& after) {
    return before && claims(*before) && before->className == after.className && before->shape == after.shape;
}

Result<void> checkChange(const AnnotationSet& set, const Change& change, const EditProof* proof) {
    if (!change.before && !change.after) return refused("a change has neither before nor after");
    const Annotation& any = change.after ? *change.after : *change.before;
    if (any.id <= 0) return refused("an annotation has no id");
    if (change.before && change.after && change.before->id != change.after->id)
        return refused("a change turns " + nameOf(*change.before) + " into " + nameOf(*change.after));
    const AnnotationPtr held = set.find(any.id);
    if (!isSame(held, change.before)) {
        if (!held) return refused(nameOf(any) + " is no longer there");
        if (!change.before) return refused(nameOf(any) + " is there already");
        return refused(nameOf(any) + " has changed since the edit began");
    }
    if (!change.after) return {};
    if (change.before && change.before->prediction != change.after->prediction)
        return refused("the prediction of " + nameOf(any) + " may not be changed");
    if (change.before && change.before->shape == change.after->shape) return {};
    if (proof && proof->isValid(change.after)) return {};
    if (change.after->shape.empty()) return refused("the outline of " + nameOf(any) + " is empty");
    if (!isValid(change.after->shape)) return refused("the outline of " + nameOf(any) + " is not valid (it crosses itself, or has no area)");
    return {};
}

Result<void> checkOverlap(const AnnotationSet& set, const AnnotationPtr& checked, const EditProof* proof) {
    const Annotation& annotation = *checked;
    std::optional<ShapeAmong> among;    // most edits have no neighbours
    for (const AnnotationPtr& other : set.intersecting(boundsOf(annotation.shape))) {
        if (other->id == annotation.id || !claims(*other) || other->className != annotation.className) continue;
        if (proof && proof->keepsOff(checked, other)) continue;
        if (!among) among.emplace(annotation.shape);
        const auto shared = among->overlap(other->shape);
        if (!shared) return shared.error();
        if (*shared > 0)
            return refused(nameOf(annotation) + " overlaps " + nameOf(*other) + " of class " + annotation.className + " by " +
                           std::to_string(std::llround(std::ceil(*shared))) + " px²");
    }
    return {};
}

AnnotationPtr withUuid(const AnnotationPtr& annotation) {
    if (!annotation || !annotation->uuid.empty()) return annotation;
    Annotation named = *annotation;
    named.uuid = newUuid();
    return std::make_shared<const Annotation>(std::move(named));
}

}  // namespace

Result<Edit> checkedEdit(const AnnotationSet& set, Edit edit) {
    std::unordered_set<AnnotationId> seen;
    for (Change& change : edit.changes) {
        if (const auto checked = checkChange(set, change, edit.proof.get()); !checked) return checked.error();
        const AnnotationId id = change.after ? change.after->id : change.before->id;
        if (!seen.insert(id).second) return refused("annotation " + std::to_string(id) + " is changed twice");
        change.after = withUuid(change.after);
        if (change.before) change.before = set.find(id);  // one object for memory and history
    }
    std::erase_if(edit.changes, [](const Change& change) { return isSame(change.before, change.after); });
    return edit;
}

Result<void> applyWithoutOverlap(AnnotationSet& set, const std::vector<Change>& changes, const EditProof* proof) {
    applyChanges(set, changes);
    for (const Change& change : changes) {
        if (!change.after || !claims(*change.after) || claimsTheSame(change.before, *change.after)) continue;
        const auto checked = checkOverlap(set, change.after, proof);
        if (checked) continue;
        applyChanges(set, reverted(changes));
        return checked;
    }
    return {};
}

bool holdsBefore(const AnnotationSet& set, const std::vector<Change>& changes) {
    for (const Change& change : changes)
        if (!isSame(set.find(change.before ? change.before->id : change.after->id), change.before)) return false;
    return true;
}

void applyChanges(AnnotationSet& set, const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        if (change.after) set.put(change.after);
        else set.remove(change.before->id);
    }
}

std::vector<Change> reverted(const std::vector<Change>& changes) {
    std::vector<Change> result;
    result.reserve(changes.size());
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) result.push_back({change->after, change->before});
    return result;
}

SlideRect dirtyRect(const std::vector<Change>& changes) {
    SlideRect dirty;
    for (const Change& change : changes)
        for (const AnnotationPtr& annotation : {change.before, change.after})
            if (annotation) dirty = dirty.united(boundsOf(annotation->shape));
    return dirty;
}

}  // namespace bowman
