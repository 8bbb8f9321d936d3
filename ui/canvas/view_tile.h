// Tiles of the screen: the slide at the scale of the view and turned as the view is, resampled once and then only copied. The grid is the
// upright rectangle around the turned slide; of an upright one it begins at the slide's corner. Rendering: any thread.
#pragma once

#include <cstdint>
#include <vector>

#include <QImage>
#include <QPointF>

#include "core/appearance/appearance_filter.h"
#include "core/slide/slide.h"
#include "core/tiles/viewport.h"

namespace bowman::ui {

constexpr int kViewTileEdge = 256;   ///< device pixels

/// Around the slide, in every theme: neutral, so that it doesn't tint what one sees.
inline constexpr QRgb kCanvasBackground = 0xFFB4B4B4;

struct ViewTileIndex {
    int col = 0;
    int row = 0;
    friend bool operator==(const ViewTileIndex&, const ViewTileIndex&) = default;
};

inline std::size_t qHash(const ViewTileIndex& index, std::size_t seed = 0) {
    return seed ^ ((static_cast<std::size_t>(static_cast<std::uint32_t>(index.col)) << 32 | static_cast<std::uint32_t>(index.row)) *
                   0x9E3779B97F4A7C15ull >> 7);
}

/// The grid at one scale and orientation: device pixels of the whole slide.
struct ViewGrid {
    double downsample = 1;
    int width = 0;
    int height = 0;
    Orientation orientation = {};
    int uprightWidth = 0;     ///< of the slide before it is turned
    int uprightHeight = 0;
    int offsetX = 0;          ///< where the slide's corner lies in the grid
    int offsetY = 0;

    static ViewGrid of(PixelSize slide, double downsample, const Orientation& orientation = {});
    int cols() const { return (width + kViewTileEdge - 1) / kViewTileEdge; }
    int rows() const { return (height + kViewTileEdge - 1) / kViewTileEdge; }
    /// In device pixels from the grid's corner; tiles at the right and lower edge are smaller.
    QRect pixelsOf(ViewTileIndex index) const;
    /// Where the tile lies on the slide; of a turned tile the upright rectangle around it.
    SlideRect rectOf(ViewTileIndex index) const;
    /// A view of exactly these pixels of the grid.
    Viewport viewOf(const QRect& pixels) const;
    /// Indices of the tiles that touch a rectangle of device pixels from the grid's corner.
    std::vector<ViewTileIndex> touching(const QRect& pixels) const;
    /// Something of the slide is in the tile: false in the corners around a turned slide.
    bool meetsSlide(ViewTileIndex index) const;
    /// Position in the grid to pixels of the slide as it is at this scale when upright.
    QPointF toUpright(QPointF inGrid) const;
    QPointF fromSlide(SlidePoint p) const;
    SlidePoint toSlide(QPointF inGrid) const;
    /// Where the grid's corner lies in a snapped view.
    QPoint cornerIn(const Viewport& snappedView) const;
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

/// Area average when the view is coarser than the level, linear when it is finer, then turned (view_turn.h); a pixel comes out the same whatever
/// tile it is in. Unreadable parts are hatched; around a turned slide is the canvas.
QImage renderViewTile(const ViewTileRequest& request);

/// What renderViewTile gave, as another appearance shows it. Unreadable parts (sources without an image; no others are looked
/// at) stay hatched as they were.
QImage changedViewTile(const QImage& asStained, const AppearanceFilter& filter, const ViewTileRequest& request);

/// The part of a level, in its pixels, that a view tile needs; clipped to the level. Of a turned one the upright rectangle around that.
LevelRegion sourceOf(const ViewGrid& grid, ViewTileIndex index, const SlideLevel& level);

}  // namespace bowman::ui
