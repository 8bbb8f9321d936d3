// Stain of a tubule from its basement membrane to its lumen. Pure; any thread.
#pragma once

#include "core/slide/phantom/phantom_matter.h"
#include "core/slide/phantom/phantom_tubules.h"

namespace bowman::phantom {

/// `depth` is µm from the basement membrane inward.
Matter tubuleMatter(const TubulePlace& place, float depth, const Fields& fields, float x, float y, std::uint32_t salt);

}  // namespace bowman::phantom
