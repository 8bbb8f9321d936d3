// What people say of slides (alias, case, patient, stain, block), written for several at once. The document's thread.
#pragma once

#include <vector>

#include "core/document/document.h"

namespace bowman::ui {

/// Nothing else of the records counts. Aliases may change places. Refused as a whole where an alias would be empty or there twice; written
/// as a whole or not at all. Blocks for a few ms; slides that are as they were cost nothing.
Result<void> updateSlides(Document& document, const std::vector<SlideRecord>& records);

}  // namespace bowman::ui
