// The transforms that move pixels: where each pixel of the new tile comes from. Pure; any thread.
//
// Tiles reach from −1 to 1 in both directions, whatever their size, with 0 in the middle and y downwards. Transforms that
// follow one another are composed first, so that image and mask are read once, by the same map.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/base/geometry.h"

namespace bowman {

struct Flip {
    bool horizontal = false;
    bool vertical = false;
};

struct Rotate90 {
    int quarters = 1;       ///< clockwise on the screen
};

struct ShiftScaleRotate {
    double shiftX = 0;      ///< of the content, as shares of the tile
    double shiftY = 0;
    double scale = 1;       ///< above 1 the content grows
    double angle = 0;       ///< radians
};

/// A part of the tile, enlarged to the whole: a centre crop where the middle is 0.
struct Crop {
    double middleX = 0;
    double middleY = 0;
    double share = 1;       ///< of the tile's edge
};

/// Lens distortion by one coefficient: barrel above 0, pincushion below. Method: radial term of Brown 1966.
struct OpticalDistortion {
    double k = 0;
    double middleX = 0;
    double middleY = 0;
};

/// Columns and rows of a grid become wider and narrower. The numbers are their relative widths in the new tile.
struct GridDistortion {
    std::vector<double> columns;
    std::vector<double> rows;
};

/// Nodes of a regular grid move, and the triangles between them with their corners.
struct PiecewiseAffine {
    int nodes = 4;                      ///< along an edge, at least 2
    std::vector<SlidePoint> shifts;     ///< nodes × nodes, row by row
};

using GeometricTransform = std::variant<Flip, Rotate90, ShiftScaleRotate, Crop, OpticalDistortion, GridDistortion, PiecewiseAffine>;

/// Where the transform takes its pixel at `p` from.
SlidePoint sourceOf(const GeometricTransform& transform, SlidePoint p);

/// The same for transforms that were applied one after the other, the first one first.
SlidePoint sourceOf(const std::vector<GeometricTransform>& transforms, SlidePoint p);

}  // namespace bowman
