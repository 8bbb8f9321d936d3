// Separates objects that touch: a watershed on the distance to the outline, in which two basins stay apart only where the
// neck between them is narrow against both (Meyer 1994 for the flooding, by priority; necks as in shape analysis). Pure; any thread.
#pragma once

#include "core/base/image.h"

namespace bowman {

struct SplitOptions {
    double smallestRadius = 10;   ///< pixels; a part whose largest inner circle is smaller is no object of its own
    double neck = 0.75;           ///< parts are two when the neck's half-width is below this share of the smaller part's radius
};

struct SplitResult {
    int parts = 0;                ///< 0 for an empty mask
    Image labels;                 ///< Gray8: 0 outside, 1…parts inside; every pixel of the mask has a part
};

/// `mask`: Gray8, 0 = outside; one connected object. Holes do not count as outside. At most 255 parts.
SplitResult splitTouching(const Image& mask, const SplitOptions& options);

}  // namespace bowman
