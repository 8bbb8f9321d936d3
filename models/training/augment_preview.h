// What augmentation does, for people to look at. Any thread.
#pragma once

#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "models/training/tile_sampler.h"

namespace bowman {

struct AugmentPreview {
    SamplerOptions sampler;     ///< its policy is what the last columns show
    int rows = 6;
};

/// A row per tile: as it is cut, after each transform alone, and as the policy makes it; titles above. Outlines of the masks
/// are green, ignored parts are dark. Error: an unknown policy, no images.
Result<Image> previewAugmentation(const std::vector<LabelledImage>& images, const AugmentPreview& preview);

}  // namespace bowman
