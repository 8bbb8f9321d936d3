// How sure a network is of an object. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/image.h"

namespace bowman {

/// Entropy of a yes-or-no question in bits: 0 where the probability is 0 or 255, 1 at one half.
double binaryEntropy(std::uint8_t probability);

/// Mean entropy over the pixels of `mask` (non-zero) and those that touch one: a sharp, certain object has little, a blurred
/// border or a doubtful inside much. Both images are Gray8 of one size. 0 for an empty mask.
double meanEntropy(const Image& probability, const Image& mask);

/// Mean difference of the answers of neighbouring patches, 0…1, over the pixels of `mask` that lie on a seam of `seams`
/// (ProbabilityMap::seams, of the mask's size). Empty where fewer than 16 do: most objects lie on none.
std::optional<double> meanSeamDisagreement(const Image& seams, const Image& mask);

}  // namespace bowman
