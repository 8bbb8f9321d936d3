// A border drawn anew in one go: the run of an outline that a drawn line goes beside is replaced by the line. Pure; any thread.
#pragma once

#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

/// `line` in level-0 pixels, as drawn; where it comes back to within `closing` of where it began after a longer way, it is the whole outline. Else its
/// ends are joined to the nearest places of the nearest outer ring, and of the two runs between these places the one is replaced that lies closer to the
/// line (mean distance, both ways). Holes and other parts stay as far as they lie inside or apart. Valid and on the grid (polygon_ops.h). Errors: a line
/// of one place, an empty shape beside an open line, nothing left.
Result<MultiPolygon> withRedrawnBorder(const MultiPolygon& shape, const std::vector<SlidePoint>& line, double closing);

/// True where the line is a whole outline by itself.
bool isClosedLine(const std::vector<SlidePoint>& line, double closing);

}  // namespace bowman
