// The grid of tiles in which a slide is shown: our own, one size for every file. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "core/base/geometry.h"
#include "core/slide/slide.h"

namespace bowman {

/// Edge of a tile in pixels of its level; those at the right and lower edge are smaller.
constexpr int kTileEdge = 512;

struct TileKey {
    int level = 0;
    int col = 0;
    int row = 0;
    friend bool operator==(const TileKey&, const TileKey&) = default;
};

struct TileGrid {
    int cols = 0;
    int rows = 0;
};

TileGrid tileGrid(const SlideInfo& info, int level);

/// What to read for a tile.
LevelRegion tileRegion(const SlideInfo& info, const TileKey& key);

/// Where a tile lies. The tiles of a level cover the whole slide without gap or overlap: the last ones reach to its edge,
/// though a coarse level often is a fraction of a pixel short.
SlideRect tileRect(const SlideInfo& info, const TileKey& key);

/// Columns and rows of the tiles of a level that a rectangle touches; empty (last < first) when it lies outside.
struct TileSpan {
    int firstCol = 0;
    int lastCol = -1;
    int firstRow = 0;
    int lastRow = -1;
};

TileSpan tilesTouching(const SlideInfo& info, int level, const SlideRect& rect);

}  // namespace bowman

template <>
struct std::hash<bowman::TileKey> {
    std::size_t operator()(const bowman::TileKey& key) const noexcept {
        const auto mixed = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.col)) << 32) ^
                           (static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.row)) << 6) ^
                           static_cast<std::uint64_t>(key.level);
        return static_cast<std::size_t>((mixed * 0x9E3779B97F4A7C15ull) >> 16);
    }
};
