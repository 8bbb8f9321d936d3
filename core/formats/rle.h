// HuBMAP run-length encoding: "start length" pairs, 1-indexed, pixels numbered top to bottom, then left to right.
// Works on runs of columns, never on a bitmap of the slide. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/annotation/scanline.h"
#include "core/base/geometry.h"
#include "core/base/result.h"

namespace bowman {

/// `columns` as pixelRuns(…, ScanOrder::Columns) gives them for a mask `height` pixels high. Runs that go on at the top
/// of the next column are joined, as numpy encoders do. Empty text for an empty mask.
std::string encodeRle(const std::vector<PixelRun>& columns, std::int64_t height);

struct RleText {
    std::string text;
    std::int64_t pixels = 0;   ///< that are set
};

/// The text of all shapes together, a band of columns at a time: no more than the text and a band's runs are in memory,
/// whatever the size of the slide.
RleText rleOfShapes(const std::vector<const MultiPolygon*>& shapes, PixelSize size);

/// Column runs, ordered, cut at the ends of columns. The error names the pair: not a number, not sorted, overlapping
/// the one before, or beyond the mask.
Result<std::vector<PixelRun>> decodeRle(std::string_view text, PixelSize size);

}  // namespace bowman
