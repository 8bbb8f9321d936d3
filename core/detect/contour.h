// Outlines of a grey image with sub-pixel accuracy, and fewer points for the same shape. Pure; any thread.
#pragma once

#include "core/annotation/polygon.h"
#include "core/base/image.h"

namespace bowman {

/// Closed outlines of what is above `level`: marching squares (Lorensen & Cline 1987, in two dimensions) with linear
/// interpolation between pixel centres, which lie at +½. Pixels that touch by a corner belong together. Coordinates are
/// image pixels; outer rings run clockwise on the screen, holes the other way round.
/// `level` must lie between two possible values (127.5) and everything on the image's edge below it.
std::vector<Ring> contoursAbove(const Image& gray, double level);

/// Shoelace formula: positive when clockwise on the screen.
double signedArea(const Ring& ring);

/// Douglas-Peucker on a closed ring, then moved outwards by a hair so that the area stays what it was (chords cut off
/// every convex bend: 1 % of a small glomerulus). Rings of under eight points stay as they are.
Ring simplifiedRing(const Ring& ring, double tolerance);

}  // namespace bowman
