// A change to the annotations of a slide as a value: what was, what is. Reverting it is exact. Any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"

namespace bowman {

/// before null = added, after null = deleted. Both refer to the same id.
struct Change {
    AnnotationPtr before;
    AnnotationPtr after;
};

class EditProof;

/// What one gesture does: one step of undo, one event in the project.
struct Edit {
    std::string label;            ///< "brush on glomerulus 17": shown in menus and history
    std::vector<Change> changes;
    std::shared_ptr<const EditProof> proof = {};    ///< checks that were made before, elsewhere; null: none
};

}  // namespace bowman
