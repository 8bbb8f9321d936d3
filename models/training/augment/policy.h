// Named mixtures of augmentation: how likely each transform is. A value; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/training/augment/geometric.h"
#include "models/training/augment/photometric.h"
#include "models/training/random_numbers.h"

namespace bowman {

/// Probabilities of 0 to 1. In each of the groups 2 and 3 one of the transforms is taken, each as likely as the others.
struct AugmentationPolicy {
    std::string name;
    bool turnsFreely = true;        ///< any angle and mirrored, as a part of the cut of the tile
    double colourJitter = 0;        ///< hue, stain densities (HED), grey, blur and noise together, as in "basic"
    double flips = 0;               ///< group 1: each of horizontal and vertical
    double rotate90 = 0;
    double shiftScaleRotate = 0;
    double distortion = 0;          ///< group 2: optical, grid, piecewise affine
    double recolouring = 0;         ///< group 3: hue-saturation-value, CLAHE, brightness-contrast
    double crop = 0;
    double cutout = 0;
    double copyPaste = 0;
    double restaining = 0;          ///< in the colours of another image
};

/// "basic" (the cut, turned and mirrored, and colour jitter), "thesis" (the three groups of the 2021 thesis, which METHODS
/// describes, and nothing else), "strong" (all of these) or "stains" ("basic", and half of the tiles in the colours of another image's stain). An
/// error lists them.
Result<AugmentationPolicy> augmentationPolicy(const std::string& name);
std::vector<std::string> augmentationPolicyNames();

/// What a policy chooses for a tile besides the cut, the jitter and the pasted object.
struct ChosenTransforms {
    std::vector<GeometricTransform> moves;          ///< in the order in which they are applied
    std::vector<PhotometricTransform> recolourings;
    std::vector<CutoutHole> holes;
};
ChosenTransforms chooseTransforms(const AugmentationPolicy& policy, RandomNumbers& random);

/// One transform of each kind with parameters as chooseTransforms draws them.
GeometricTransform randomShiftScaleRotate(RandomNumbers& random);
GeometricTransform randomCrop(RandomNumbers& random);
GeometricTransform randomOptical(RandomNumbers& random);
GeometricTransform randomGrid(RandomNumbers& random);
GeometricTransform randomPiecewiseAffine(RandomNumbers& random);
PhotometricTransform randomHueSaturationValue(RandomNumbers& random);
PhotometricTransform randomClahe(RandomNumbers& random);
PhotometricTransform randomBrightnessContrast(RandomNumbers& random);
std::vector<CutoutHole> randomHoles(RandomNumbers& random);

}  // namespace bowman
