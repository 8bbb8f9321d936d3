// Which tiles to draw and which to load for a view. Pure: no cache, no threads, no clock; any thread.
#pragma once

#include <functional>
#include <vector>

#include "core/base/geometry.h"
#include "core/slide/slide.h"
#include "core/tiles/tile_key.h"
#include "core/tiles/viewport.h"

namespace bowman {

/// A rectangle in whole pixels of a tile.
struct TilePart {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const TilePart&, const TilePart&) = default;
};

struct TileDraw {
    TileKey key;
    TilePart source;      ///< the whole tile, or what is in view of one that is much larger than the view
    SlideRect target;     ///< where `source` lies
};

struct TilePlan {
    int level = 0;                     ///< the level that suits the view
    std::vector<TileKey> visible;      ///< its tiles in view, nearest to the centre first, cached or not: the view is
                                       ///< sharp when all of them are cached
    std::vector<TileDraw> draw;        ///< cached tiles, coarse to fine: later ones cover earlier ones. A place in view is
                                       ///< empty only when no coarser tile and no tile up to 4 times finer is cached there
    bool hasHole = false;              ///< somewhere in view nothing coarser is cached
    std::vector<TileKey> wanted;       ///< not cached, most urgent first: what fills an empty view, then what is in view,
                                       ///< nearest to the centre first, then ahead of it, then around it, coarser and beside
};

/// Enlarged by a fifth at most.
inline constexpr double kSharp = 1.2;
/// Enlarged up to twice: a quarter of the pixels to read, for the moments of a gesture.
inline constexpr double kHasty = 2;

/// The level that is drawn at a scale, its pixels at most so many device pixels wide.
int levelToShow(const SlideInfo& info, double downsample, double mostEnlarged = kSharp);

struct PlanHints {
    Offset travel;                  ///< where the view is moving to on the slide; only its direction counts
    double mostEnlarged = kSharp;
};

/// At most 640 tiles in view and 64 around it, so that a cache of 1 GiB never drops what it needs in the same view. Half a view of tiles is
/// wanted ahead of one that travels.
TilePlan planTiles(const SlideInfo& info, const Viewport& viewport, const std::function<bool(const TileKey&)>& isCached, const PlanHints& hints = {});

}  // namespace bowman
