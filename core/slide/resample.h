// Resampling of RGB along both axes with exact fractional area weights (or linear ones when enlarging). Pure; any thread.
// Weights depend only on the position in the level, rounded to 1/4096 pixel: the same output pixel comes out the same
// from every read that covers it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"

namespace bowman {

/// Which source pixels make one output pixel; weights sum to 1.
struct AxisSample {
    std::int64_t first = 0;
    std::vector<float> weights;
};

struct AxisPlan {
    std::vector<AxisSample> samples;   ///< one per output pixel
    bool isCopy = false;               ///< every output pixel is one source pixel
};

/// Output pixel i covers source positions [start + i·ratio, start + (i+1)·ratio). Ratio ≥ 1 averages area, below it
/// interpolates linearly between pixel centres.
AxisPlan planAxis(double start, double ratio, int count);

/// A part of a level: `image` (RGB) begins at source pixel (x, y).
struct SourceBlock {
    const Image& image;
    std::int64_t x = 0;
    std::int64_t y = 0;
};

struct OutputBlock {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

/// Fills one block of `out` (RGB); `source` must hold every pixel that the plans name for it.
void resampleBlock(const SourceBlock& source, const AxisPlan& columns, const AxisPlan& rows, const OutputBlock& block, Image& out);

}  // namespace bowman
