// Boolean geometry by GEOS (reentrant C interface, OverlayNG on a fixed grid of 1/16 pixel). Results are valid, oriented
// (outer rings clockwise on the screen), normalised (same shape, same text), holes kept. Any thread; each call makes its own context.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

/// Holes below 1 px² are closed.
Result<MultiPolygon> unite(const MultiPolygon& a, const MultiPolygon& b);
/// Parts below 1 px² are dropped; nothing may be left.
Result<MultiPolygon> subtract(const MultiPolygon& a, const MultiPolygon& b);
Result<MultiPolygon> intersect(const MultiPolygon& a, const MultiPolygon& b);

/// The line widened to `radius` level-0 pixels with round ends: a brush stroke. One point gives a disc.
Result<MultiPolygon> bufferedLine(const std::vector<SlidePoint>& line, double radius);

/// Grown (radius > 0) or shrunk.
Result<MultiPolygon> buffered(const MultiPolygon& shape, double radius);

/// Self-crossing rings become valid polygons; an empty result is an error.
Result<MultiPolygon> makeValid(const MultiPolygon& shape);
bool isValid(const MultiPolygon& shape);

/// Topology-preserving Douglas-Peucker.
Result<MultiPolygon> simplified(const MultiPolygon& shape, double tolerance);

/// Parts cut along an open line that crosses the shape; one element when it doesn't.
Result<std::vector<MultiPolygon>> splitByLine(const MultiPolygon& shape, const std::vector<SlidePoint>& line);

/// True where they share a point, be it on the border. False, too, where a shape has no meaning to the geometry engine.
bool meet(const MultiPolygon& a, const MultiPolygon& b);

/// |a∩b| / |a∪b|; 1 for two empty shapes.
double intersectionOverUnion(const MultiPolygon& a, const MultiPolygon& b);

/// Area in pixels² that two outlines really share; 0 where they are apart or merely touch. Common parts below 1 px² or
/// thinner than 1/8 px are touching: rounding a shared border to the grid makes such parts.
Result<double> overlapArea(const MultiPolygon& a, const MultiPolygon& b);

}  // namespace bowman
