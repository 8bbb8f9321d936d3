// Run lengths as COCO writes them (cocoapi, maskApi.c): pixels numbered top to bottom, then left to right, counts of
// zeros and ones in turn, zeros first; compressed to text by differences in 5-bit groups. Runs, never bitmaps. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/annotation/scanline.h"
#include "core/base/geometry.h"
#include "core/base/result.h"

namespace bowman {

/// Other tools keep counts in 32 bit: a mask of more pixels cannot be said.
bool fitsCocoCounts(PixelSize size);

/// `columns` as pixelRuns(…, ScanOrder::Columns) gives them for a mask of `size`. The counts add up to all its pixels.
std::vector<std::int64_t> cocoCounts(const std::vector<PixelRun>& columns, PixelSize size);

/// Compressed, as a text of the characters '0' to 'o'.
std::string cocoText(const std::vector<std::int64_t>& counts);

/// Error for a character that is not of the code, a text that ends within a number, or a number beyond 2^40.
Result<std::vector<std::int64_t>> cocoCountsOf(std::string_view text);

/// Column runs, ordered, cut at the ends of columns. Error for a negative count, for counts beyond the mask, and for more
/// than four million runs (no object of a slide has so many).
Result<std::vector<PixelRun>> cocoRuns(const std::vector<std::int64_t>& counts, PixelSize size);

}  // namespace bowman
