// Inside of Bowman's capsule: space, tuft with lobules and capillary loops, mesangium, scars. Pure; any thread.
#pragma once

#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_matter.h"

namespace bowman::phantom {

/// Stain at a place that is `inside` µm (positive) within the capsule's outer edge.
Matter glomerulusMatter(const Glomerulus& glomerulus, float inside, float x, float y);

}  // namespace bowman::phantom
