// What the network said of one patch, packed as small as a probability map needs it, and back: from it the map becomes the same to the
// last bit. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/detect/patch_plan.h"

namespace bowman {

/// `probabilities` = size × edgeY() values in [0,1], row-major. Kept are 8 bits where this patch alone decides, 16 bits in the ramps where
/// neighbours are averaged, nothing of the margin; deflated.
std::string packPatch(const PatchGeometry& geometry, std::span<const float> probabilities);

/// For PatchBlender::add, which makes of it what it made of the original; the margin is 0. Empty when `packed` is not a patch of this geometry.
std::vector<float> unpackPatch(const PatchGeometry& geometry, std::string_view packed);

}  // namespace bowman
