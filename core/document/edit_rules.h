// What an edit must fulfil before a document takes it, and how changes get into a set: pure functions. Any thread.
#pragma once

#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/edit.h"

namespace bowman {

/// The edit without changes that change nothing, and with a uuid for every annotation. Refused: changes without an id or of two
/// ids, one id twice, a `before` that is not what the set holds, a prediction that was changed, an empty or invalid shape.
Result<Edit> checkedEdit(const AnnotationSet& set, Edit edit);

/// Replaces, adds and removes as the changes say, or refuses and changes nothing: a glomerulus that isn't rejected may not
/// really overlap (overlapArea) another one of its class. `proof` may be null.
Result<void> applyWithoutOverlap(AnnotationSet& set, const std::vector<Change>& changes, const EditProof* proof = nullptr);

/// Every `before` is what the set holds.
bool holdsBefore(const AnnotationSet& set, const std::vector<Change>& changes);
void applyChanges(AnnotationSet& set, const std::vector<Change>& changes);
/// The changes that take these back.
std::vector<Change> reverted(const std::vector<Change>& changes);

/// Everything that looks different after the changes.
SlideRect dirtyRect(const std::vector<Change>& changes);

}  // namespace bowman
