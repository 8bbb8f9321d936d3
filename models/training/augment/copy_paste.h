// Glomeruli of other images, pasted where a person has said that there is none. Any thread.
// Method: Ghiasi et al. 2021, arXiv 2012.07177, with a soft border; whole objects of the same stain, at their physical size.
#pragma once

#include <array>
#include <cstddef>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "models/training/labelled_images.h"

namespace bowman {

struct PastedObject {
    std::size_t image = 0;                  ///< it comes from this one
    std::size_t object = 0;                 ///< of its LabelledImage::bounds
    double angle = 0;                       ///< radians
    bool mirrored = false;
    std::array<SlidePoint, 8> places = {};  ///< of its middle, −1 … 1 (geometric.h); the first one that is free is taken
};

/// The object lies inside its image, as a whole.
bool isWhole(const LabelledImage& image, std::size_t object);

/// Pastes into a tile of `umPerPx`. A place is free where the object and its border cover reviewed background (0) alone, and
/// tissue of about the colour of the object's surroundings. False, and nothing changed, where no place is free or the object cannot be told from its neighbours.
bool pasteObject(Image& rgb, Image& mask, double umPerPx, const LabelledImage& source, const PastedObject& pasted);

}  // namespace bowman
