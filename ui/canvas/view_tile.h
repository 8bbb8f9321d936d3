// Tiles of the screen: the slide at the scale of the view, resampled once and then only copied. The grid begins at the
// slide's corner. Rendering: any thread.
#pragma once

#include <cstdint>
#include <vector>

#include <QImage>

#include "core/appearance/appearance_filter.h"
#include "core/slide/slide.h"

namespace bowman::ui {

constexpr int kViewTileEdge = 256;   ///< device pixels

struct ViewTileIndex {
    int col = 0;
    int row = 0;
    friend bool operator==(const ViewTileIndex&, const ViewTileIndex&) = default;
};

inline std::size_t qHash(const ViewTileIndex& index, std::size_t seed = 0) {
    return seed ^ ((static_cast<std::size_t>(static_cast<std::uint32_t>(index.col)) << 32 | static_cast<std::uint32_t>(index.row)) *
                   0x9E3779B97F4A7C15ull >> 7);
}

/// The grid at one scale: device pixels of the whole slide.
struct ViewGrid {
    double downsample = 1;
    int width = 0;
    int height = 0;

    static ViewGrid of(PixelSize slide, double downsample);
    int cols() const { return (width + kViewTileEdge - 1) / kViewTileEdge; }
    int rows() const { return (height + kViewTileEdge - 1) / kViewTileEdge; }
    /// In device pixels from the slide's corner; tiles at the right and lower edge are smaller.
    QRect pixelsOf(ViewTileIndex index) const;
    SlideRect rectOf(ViewTileIndex index) const;
    /// Indices of the tiles that touch a rectangle of device pixels from the slide's corner.
    std::vector<ViewTileIndex> touching(const QRect& pixels) const;
    friend bool operator==(const ViewGrid&, const ViewGrid&) = default;
};

/// A tile of the pyramid: null where it could not be read.
struct ViewTileSource {
    ImagePtr image;            ///< from opaqueForScreen
    LevelRegion region;
};

struct ViewTileRequest {
    ViewGrid grid;
    ViewTileIndex index;
    SlideLevel level;
    std::vector<ViewTileSource> sources;   ///< all that the tile needs
};

/// Area average when the view is coarser than the level, linear when it is finer; a pixel comes out the same whatever
/// tile it is in. Unreadable parts are hatched.
QImage renderViewTile(const ViewTileRequest& request);

/// What renderViewTile gave, as another appearance shows it. Unreadable parts (sources without an image; no others are looked
/// at) stay hatched as they were.
QImage changedViewTile(const QImage& asStained, const AppearanceFilter& filter, const ViewTileRequest& request);

/// The part of a level, in its pixels, that a view tile needs; clipped to the level.
LevelRegion sourceOf(const ViewGrid& grid, ViewTileIndex index, const SlideLevel& level);

}  // namespace bowman::ui
