// Outlines of pixel masks given as runs: the exact inverse of drawing, along the edges of pixels. Pure; any thread.
#pragma once

#include <vector>

#include "core/annotation/polygon.h"
#include "core/annotation/scanline.h"

namespace bowman {

/// One polygon with its holes per 4-connected group of pixels, in level-0 pixels, outer rings clockwise on the screen,
/// ordered by their first run. `columns` are runs in ScanOrder::Columns. Rings are simple: where a group touches itself
/// or another at a corner, rings are cut there. Drawing the polygons gives the same runs again. Coordinates below 2^31.
/// Linear in the number of runs; beside the result it needs 4 bytes a run (12 at first), and the corners of the largest group.
std::vector<Polygon> outlinesOfColumns(const std::vector<PixelRun>& columns);

}  // namespace bowman
