// The same scores where the truth is a label image: 0 background, 255 not looked at, anything else a glomerulus. Pixels
// that were not looked at count for nobody. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/measure/agreement.h"

namespace bowman {

constexpr std::uint8_t kNotLookedAt = 255;

enum class MatchDetail {
    Counts,
    Distances,  ///< also the distance between the outlines of each pair
};

/// Both Gray8 of one size. Objects are connected pixels (by edge or corner) on both sides; a predicted one that lies mostly
/// where nobody looked is left out. Error: sizes differ.
Result<Agreement> compareMasks(const Image& truth, const Image& predicted, MatchDetail detail = MatchDetail::Counts);

/// The prediction as outlines in pixels of the mask: each is an object, whether or not it touches its neighbour.
Agreement compareMaskWithShapes(const Image& truth, const std::vector<MultiPolygon>& predicted);

struct ShapeVerdicts {
    std::vector<std::optional<double>> iou;     ///< of each shape with its pair, 0 where it has none; empty: it lies mostly where nobody looked
    std::vector<SlideRect> missed;              ///< bounds of the objects of the truth that are in no pair
};
ShapeVerdicts judgeShapes(const Image& truth, const std::vector<MultiPolygon>& predicted);

}  // namespace bowman
