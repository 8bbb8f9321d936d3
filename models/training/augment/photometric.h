// The transforms that change colours and leave every pixel where it is, and cutout, which hides a part. Any thread.
#pragma once

#include <variant>
#include <vector>

#include "core/base/image.h"

namespace bowman {

struct HueSaturationValue {
    double hue = 0;             ///< degrees, added
    double saturation = 0;      ///< of 255, added
    double value = 0;           ///< of 255, added
};

/// Contrast-limited adaptive histogram equalisation of the lightness (L of L*a*b*). Method: Zuiderveld 1994.
struct Clahe {
    double clipLimit = 2;
    int tiles = 8;              ///< along an edge
};

struct BrightnessContrast {
    double brightness = 0;      ///< of 255, added
    double contrast = 1;        ///< about the tile's mean
};

using PhotometricTransform = std::variant<HueSaturationValue, Clahe, BrightnessContrast>;

void recolour(Image& rgb, const PhotometricTransform& transform);

/// A square, in coordinates from −1 to 1 (geometric.h). Method: DeVries & Taylor 2017.
struct CutoutHole {
    double middleX = 0;
    double middleY = 0;
    double edge = 0.25;         ///< share of the tile's edge
};

/// Fills the holes with the tile's mean colour and takes them out of the mask (255, ignored): nobody can know what was there.
void cutOut(Image& rgb, Image& mask, const std::vector<CutoutHole>& holes);

}  // namespace bowman
