// Outlines as plain values, in level-0 pixels. Any thread.
#pragma once

#include <vector>

#include "core/base/geometry.h"

namespace bowman {

/// Open ring: the first point is not repeated at the end. At least three points in a valid one.
using Ring = std::vector<SlidePoint>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
    friend bool operator==(const Polygon&, const Polygon&) = default;
};

/// Parts of one object; an eraser stroke may cut it in two.
using MultiPolygon = std::vector<Polygon>;

/// Smallest rectangle around all outer rings; empty for an empty shape.
SlideRect boundsOf(const MultiPolygon& shape);

/// Area in level-0 pixels², holes subtracted (shoelace formula).
double areaOf(const MultiPolygon& shape);

/// Inside an outer ring and in none of its holes (even-odd rule, half-open on edges).
bool contains(const MultiPolygon& shape, SlidePoint p);

/// Number of points in all rings.
std::size_t vertexCount(const MultiPolygon& shape);

/// Point inside the largest part, for labels and for travelling to it.
SlidePoint anchorOf(const MultiPolygon& shape);

}  // namespace bowman
