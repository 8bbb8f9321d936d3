// Tiles that cover whole images once, at the model's scale and without augmentation: what a training is judged by. Any thread.
#pragma once

#include <vector>

#include "models/training/tile_sampler.h"

namespace bowman {

/// Row by row, image by image; `options` gives size and scale. What reaches out of an image is ignored in its mask.
std::vector<TileRecipe> coveringTiles(const std::vector<LabelledImage>& images, const SamplerOptions& options);

}  // namespace bowman
