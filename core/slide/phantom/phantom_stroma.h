// What lies between tubules and glomeruli: interstitium and vessels. Pure; any thread.
#pragma once

#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_matter.h"

namespace bowman::phantom {

/// `outside` is the distance to the next basement membrane.
Matter interstitiumMatter(float outside, const Fields& fields, float x, float y, std::uint32_t salt);

/// `inside` is the distance within the outer edge of the wall.
Matter vesselMatter(const Vessel& vessel, float inside, float x, float y);

}  // namespace bowman::phantom
