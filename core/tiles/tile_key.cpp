#include "core/tiles/tile_key.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

int tilesAlong(std::int64_t pixels) { return static_cast<int>((pixels + kTileEdge - 1) / kTileEdge); }

struct Axis {
    std::int64_t pixels = 0;     ///< of the level
    double downsample = 1;
    double slideEdge = 0;        ///< length of level 0
};

Axis columnsOf(const SlideInfo& info, int level) {
    return {info.levels[level].size.width, info.levels[level].downsample, static_cast<double>(info.size().width)};
}

Axis rowsOf(const SlideInfo& info, int level) {
    return {info.levels[level].size.height, info.levels[level].downsample, static_cast<double>(info.size().height)};
}

double startOf(const Axis& axis, int index) {
    return index >= tilesAlong(axis.pixels) ? axis.slideEdge : std::min(index * kTileEdge * axis.downsample, axis.slideEdge);
}

/// Index of the tile that holds a position; before the first is −1, behind the last is the count.
int indexAt(const Axis& axis, double position) {
    if (position < 0) return -1;
    if (position >= axis.slideEdge) return tilesAlong(axis.pixels);
    return std::min(static_cast<int>(position / (kTileEdge * axis.downsample)), tilesAlong(axis.pixels) - 1);
}

/// Like indexAt for the end of an interval, which belongs to the tile before it when it falls on a border.
int lastIndexBefore(const Axis& axis, double end) {
    const int index = indexAt(axis, end);
    return index >= 0 && startOf(axis, index) >= end ? index - 1 : index;
}

}  // namespace

TileGrid tileGrid(const SlideInfo& info, int level) {
    return {tilesAlong(info.levels[level].size.width), tilesAlong(info.levels[level].size.height)};
}

LevelRegion tileRegion(const SlideInfo& info, const TileKey& key) {
    const PixelSize size = info.levels[key.level].size;
    const std::int64_t x = static_cast<std::int64_t>(key.col) * kTileEdge, y = static_cast<std::int64_t>(key.row) * kTileEdge;
    return {key.level, x, y, static_cast<int>(std::min<std::int64_t>(kTileEdge, size.width - x)),
            static_cast<int>(std::min<std::int64_t>(kTileEdge, size.height - y))};
}

SlideRect tileRect(const SlideInfo& info, const TileKey& key) {
    const Axis columns = columnsOf(info, key.level), rows = rowsOf(info, key.level);
    const double left = startOf(columns, key.col), top = startOf(rows, key.row);
    return {left, top, startOf(columns, key.col + 1) - left, startOf(rows, key.row + 1) - top};
}

TileSpan tilesTouching(const SlideInfo& info, int level, const SlideRect& rect) {
    const SlideRect inside = rect.intersected(info.rect());
    if (inside.isEmpty()) return {};
    const Axis columns = columnsOf(info, level), rows = rowsOf(info, level);
    return {indexAt(columns, inside.x), std::min(lastIndexBefore(columns, inside.right()), tilesAlong(columns.pixels) - 1),
            indexAt(rows, inside.y), std::min(lastIndexBefore(rows, inside.bottom()), tilesAlong(rows.pixels) - 1)};
}

}  // namespace bowman
