#include "models/training/augment/policy.h"

#include <array>
#include <cmath>
#include <numbers>

namespace bowman {
namespace {

const std::array<AugmentationPolicy, 4>& policies() {
    static const std::array<AugmentationPolicy, 4> kPolicies = {{
        {.name = "basic", .colourJitter = 1},
        {.name = "thesis", .turnsFreely = false, .flips = 0.5, .rotate90 = 0.5, .shiftScaleRotate = 0.5, .distortion = 0.3, .recolouring = 0.3},
        {.name = "strong", .colourJitter = 0.8, .shiftScaleRotate = 0.3, .distortion = 0.4, .recolouring = 0.4, .crop = 0.1, .cutout = 0.15, .copyPaste = 0.35},
        {.name = "stains", .colourJitter = 1, .restaining = 0.5},
    }};
    return kPolicies;
}

}  // namespace

Result<AugmentationPolicy> augmentationPolicy(const std::string& name) {
    std::string known;
    for (const AugmentationPolicy& policy : policies()) {
        if (policy.name == name) return policy;
        known += (known.empty() ? "" : ", ") + policy.name;
    }
    return Error{"unknown augmentation", "", "\"" + name + "\"; there are " + known};
}

std::vector<std::string> augmentationPolicyNames() {
    std::vector<std::string> names;
    for (const AugmentationPolicy& policy : policies()) names.push_back(policy.name);
    return names;
}

GeometricTransform randomShiftScaleRotate(RandomNumbers& random) {
    return ShiftScaleRotate{random.between(-0.0625, 0.0625), random.between(-0.0625, 0.0625), random.between(0.85, 1.15),
                            random.between(-45, 45) * std::numbers::pi / 180};
}

GeometricTransform randomCrop(RandomNumbers& random) {
    Crop crop;
    crop.share = random.between(0.75, 1);
    if (random.chance(0.25)) return crop;  // of the centre
    crop.middleX = random.between(crop.share - 1, 1 - crop.share);
    crop.middleY = random.between(crop.share - 1, 1 - crop.share);
    return crop;
}

GeometricTransform randomOptical(RandomNumbers& random) {
    return OpticalDistortion{random.between(-0.15, 0.15), random.between(-0.1, 0.1), random.between(-0.1, 0.1)};
}

GeometricTransform randomGrid(RandomNumbers& random) {
    GridDistortion grid;
    for (int i = 0; i < 5; ++i) {
        grid.columns.push_back(random.between(0.75, 1.25));
        grid.rows.push_back(random.between(0.75, 1.25));
    }
    return grid;
}

GeometricTransform randomPiecewiseAffine(RandomNumbers& random) {
    PiecewiseAffine mesh{.nodes = 5, .shifts = {}};
    const double reach = random.between(0.02, 0.06);
    for (int i = 0; i < mesh.nodes * mesh.nodes; ++i) mesh.shifts.push_back({random.between(-reach, reach), random.between(-reach, reach)});
    return mesh;
}

PhotometricTransform randomHueSaturationValue(RandomNumbers& random) {
    return HueSaturationValue{random.between(-12, 12), random.between(-25, 25), random.between(-18, 18)};
}

PhotometricTransform randomClahe(RandomNumbers& random) { return Clahe{random.between(0.8, 1.8), 4}; }

PhotometricTransform randomBrightnessContrast(RandomNumbers& random) {
    return BrightnessContrast{random.between(-32, 32), random.between(0.8, 1.2)};
}

std::vector<CutoutHole> randomHoles(RandomNumbers& random) {
    std::vector<CutoutHole> holes(1 + random.below(3));
    for (CutoutHole& hole : holes) hole = {random.between(-1, 1), random.between(-1, 1), random.between(0.08, 0.22)};
    return holes;
}

ChosenTransforms chooseTransforms(const AugmentationPolicy& policy, RandomNumbers& random) {
    ChosenTransforms chosen;
    const Flip flip{random.chance(policy.flips), random.chance(policy.flips)};
    if (flip.horizontal || flip.vertical) chosen.moves.push_back(flip);
    if (random.chance(policy.rotate90)) chosen.moves.push_back(Rotate90{1 + static_cast<int>(random.below(3))});
    if (random.chance(policy.shiftScaleRotate)) chosen.moves.push_back(randomShiftScaleRotate(random));
    if (random.chance(policy.crop)) chosen.moves.push_back(randomCrop(random));
    if (random.chance(policy.distortion)) {
        constexpr std::array kOneOf = {randomOptical, randomGrid, randomPiecewiseAffine};
        chosen.moves.push_back(kOneOf[random.below(kOneOf.size())](random));
    }
    if (random.chance(policy.recolouring)) {
        constexpr std::array kOneOf = {randomHueSaturationValue, randomClahe, randomBrightnessContrast};
        chosen.recolourings.push_back(kOneOf[random.below(kOneOf.size())](random));
    }
    if (random.chance(policy.cutout)) chosen.holes = randomHoles(random);
    return chosen;
}

}  // namespace bowman
