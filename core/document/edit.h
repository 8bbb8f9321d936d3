// A change to the annotations of a slide as a value: what was, what is. Reverting it is exact. Any thread.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"

namespace bowman {

/// before null = added, after null = deleted. Both refer to the same id.
struct Change {
    AnnotationPtr before;
    AnnotationPtr after;
};

/// What one gesture does: one step of undo, one event in the project.
struct Edit {
    std::string label;            ///< "brush on glomerulus 17": shown in menus and history
    std::vector<Change> changes;
};

}  // namespace bowman
