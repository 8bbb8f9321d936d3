// Aperio's slides are TIFFs: OpenSlide knows what their scanner says, and our own reader gives the same pixels about four times as
// fast (tests/bench/results/slides.md). Any thread.
#pragma once

#include "core/slide/slide.h"

namespace bowman {

/// `byOpenSlide` with the pixels of all levels from our own reader. Unchanged where that does not find the same levels, or finds
/// something wrong or left out: OpenSlide fills missing tiles from other levels. Blocks (directories only).
SlidePtr withOwnPixels(SlidePtr byOpenSlide);

}  // namespace bowman
