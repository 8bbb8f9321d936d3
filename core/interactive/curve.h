// Lines of pixels made into lines that a hand would draw. Pure; any thread.
#pragma once

#include <vector>

#include "core/base/geometry.h"

namespace bowman {

enum class LineEnds { Open, Closed };

/// Each point becomes the weighted mean (binomial) of itself and `reach` points on either side; the ends of an open line stay.
std::vector<SlidePoint> smoothedLine(const std::vector<SlidePoint>& line, int reach, LineEnds ends);

/// Douglas-Peucker: fewer points, the line moves by `tolerance` at most.
std::vector<SlidePoint> thinnedLine(const std::vector<SlidePoint>& line, double tolerance, LineEnds ends);

}  // namespace bowman
