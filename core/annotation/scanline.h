// Which pixels a shape covers: the one rule behind masks, RLE and pixel scores. A pixel is inside iff its centre is;
// a centre that lies on an edge counts as shifted a little right, then a little down, so that shapes that share an
// edge share no pixel. Results are runs, never a bitmap of the slide. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/image.h"

namespace bowman {

/// Pixels that the shape is drawn to: pixel (i,j) has its centre at origin + ((i+½)·scale, (j+½)·scale).
struct RasterGrid {
    SlidePoint origin;
    double scale = 1;           ///< level-0 pixels per raster pixel, > 0
    std::int64_t width = 0;     ///< in raster pixels; what falls outside is dropped
    std::int64_t height = 0;
};

/// Pixels [begin, end) of one row, or of one column.
struct PixelRun {
    std::int64_t line = 0;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    friend bool operator==(const PixelRun&, const PixelRun&) = default;
};

enum class ScanOrder {
    Rows,      ///< lines are rows: masks
    Columns,   ///< lines are columns: HuBMAP and COCO RLE
};

/// Runs ordered by line and begin; they neither overlap nor touch. Both orders cover the same pixels.
/// Holes by the even-odd rule within a polygon; parts are united.
std::vector<PixelRun> pixelRuns(const MultiPolygon& shape, const RasterGrid& grid, ScanOrder order = ScanOrder::Rows);

/// The same for many objects at once: the union of their pixels.
std::vector<PixelRun> pixelRuns(const std::vector<MultiPolygon>& shapes, const RasterGrid& grid,
                                ScanOrder order = ScanOrder::Rows);

/// Number of pixels in all runs.
std::int64_t pixelCount(const std::vector<PixelRun>& runs);

/// Pixels in both lists, which are of the same grid and order.
std::int64_t pixelsInBoth(const std::vector<PixelRun>& a, const std::vector<PixelRun>& b);

/// Sets the shape's pixels of a Gray8 image of the grid's size to `value`.
void fillShape(const MultiPolygon& shape, const RasterGrid& grid, std::uint8_t value, Image& mask);

}  // namespace bowman
