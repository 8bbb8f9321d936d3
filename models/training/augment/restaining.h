// A tile in the colours of another image's stain: what one laboratory's slide would look like in another one. Any thread.
// Method: the dyes of each image by Macenko et al. 2009, mixed between two images as in Chang et al. 2021 (Stain Mix-Up, MICCAI, doi
// 10.1007/978-3-030-87199-4_11). It is linear in optical density, so that glass stays white.
#pragma once

#include <array>
#include <optional>

#include "core/appearance/stains.h"
#include "core/base/image.h"

namespace bowman {

/// The two dyes of an image and how much of each there is in its most stained places (99 of 100 pixels have less).
struct StainLook {
    StainVectors dyes;
    std::array<double, 2> strength = {1, 1};
};

/// Empty where there is hardly any tissue, or where it has one colour only.
std::optional<StainLook> stainLookOf(const Image& rgb);

/// Optical densities (a row R, G, B) times this are those of the new look.
using DensityMatrix = std::array<std::array<double, 3>, 3>;

/// `share`: 0 leaves the tile as it is, 1 gives it the dyes of `to`. What neither dye explains stays. No dye becomes more than 2.5 times as strong
/// or as weak.
DensityMatrix restaining(const StainLook& from, const StainLook& to, double share);

}  // namespace bowman
