// Reads a part of a slide at any scale: best level, then area averaging. Blocking; any thread.
#pragma once

#include "core/slide/slide.h"

namespace bowman {

/// `width` × `height` output pixels whose first one starts at `origin`, each covering `downsample` level-0 pixels.
struct ScaledRegion {
    SlidePoint origin;
    double downsample = 1;
    int width = 0;
    int height = 0;
};

/// RGB; outside of the slide is white. Downsample below 1 enlarges (bilinear).
Result<Image> readScaled(const Slide& slide, const ScaledRegion& region);

/// Whole slide, longest edge at most `longestEdge` pixels.
Result<Image> readThumbnail(const Slide& slide, int longestEdge);

}  // namespace bowman
