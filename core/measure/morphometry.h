// Size and form of an object in microns. Pure; any thread.
#pragma once

#include "core/annotation/polygon.h"

namespace bowman {

struct Morphometry {
    double areaUm2 = 0;                ///< of all parts, holes subtracted
    double equivalentDiameterUm = 0;   ///< of the circle of the same area
    double perimeterUm = 0;            ///< of the outer outlines
    double circularity = 0;            ///< 4π · area within the outer outlines / perimeter²: 1 for a circle, less for anything else
    double feretUm = 0;                ///< largest distance of two points (largest caliper)
    double smallestFeretUm = 0;        ///< smallest caliper
    double solidity = 0;               ///< area within the outer outlines / area of the convex hull
};

/// `umPerPx` of level 0. Zeros for an empty shape.
Morphometry morphometryOf(const MultiPolygon& shape, double umPerPx);

}  // namespace bowman
