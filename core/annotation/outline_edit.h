// What the outline tools compute, as pure functions: brush, eraser, snapping to neighbours. Any thread.
#pragma once

#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

/// The shape with a brush stroke added: `stroke` in level-0 pixels, widened to `radius`. Points that the stroke made are
/// thinned (to 1/4 px); points elsewhere stay exactly where they were.
Result<MultiPolygon> paint(const MultiPolygon& shape, const std::vector<SlidePoint>& stroke, double radius);

/// The shape without the stroke; may fall into parts, and is empty when nothing was left.
Result<MultiPolygon> erase(const MultiPolygon& shape, const std::vector<SlidePoint>& stroke, double radius);

/// The shape without its neighbours, so that a class layer never overlaps itself. Empty when they cover it.
Result<MultiPolygon> fitToNeighbours(const MultiPolygon& shape, const std::vector<MultiPolygon>& neighbours);

}  // namespace bowman
