// Distance between two outlines. Pure; any thread.
#pragma once

#include <vector>

#include "core/annotation/scanline.h"

namespace bowman {

/// 95 % Hausdorff distance in pixels: of each outline's pixels (those with a neighbour outside, by edge) the distance to the
/// nearest one of the other; the 95th percentile of either side; the larger of the two. Method: Huttenlocher et al. 1993, as
/// used in medical segmentation challenges. Runs in order, neither empty.
double outlineDistance95(const std::vector<PixelRun>& a, const std::vector<PixelRun>& b);

}  // namespace bowman
