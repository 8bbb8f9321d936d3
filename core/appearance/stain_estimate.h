// The colours that the dyes of one slide really have, found in its tissue. Any thread.
#pragma once

#include <optional>
#include <span>

#include "core/appearance/stains.h"
#include "core/base/image.h"
#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

/// Two dyes of a stain of hematoxylin and one other, from pictures (RGB) of tissue; glass, and what is almost black, does not
/// count. Fails where there is hardly any tissue, or where it has one colour only.
/// Method: Macenko et al., ISBI 2009: the plane that holds most of the optical densities, and in it the directions that only
/// 1 % of the pixels lie beyond. Hematoxylin is the one that takes more red.
Result<StainVectors> estimateStains(std::span<const Image> tissue);

/// On samples of the slide's tissue (tissue mask: not glass, not pen) at about 1 µm/px, where single nuclei are seen.
/// Blocks: reads the slide.
Result<StainVectors> estimateStains(const Slide& slide, std::optional<double> umPerPx);

}  // namespace bowman
