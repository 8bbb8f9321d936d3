#include "core/tiles/tile_plan.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace bowman {
namespace {

using IsCached = std::function<bool(const TileKey&)>;
using KeySet = std::unordered_set<TileKey>;

constexpr double kFinestStandIn = 4.1;         // finer tiles stand in when at most so many times finer
constexpr std::size_t kMostInView = 640;
constexpr std::size_t kMostAround = 64;
constexpr double kLargestOnScreen = 4096;      // device pixels; larger tiles are cut to the view (painters overflow at 32k)

std::vector<TileKey> keysIn(const SlideInfo& info, int level, const SlideRect& rect) {
    const TileSpan span = tilesTouching(info, level, rect);
    std::vector<TileKey> keys;
    for (int row = span.firstRow; row <= span.lastRow; ++row)
        for (int col = span.firstCol; col <= span.lastCol; ++col) keys.push_back({level, col, row});
    return keys;
}

/// Those of them that a turned view really meets: its upright rectangle is up to twice as large.
std::vector<TileKey> keysSeen(const SlideInfo& info, int level, const Viewport& viewport) {
    std::vector<TileKey> keys = keysIn(info, level, viewport.visible());
    if (!viewport.orientation.isRightAngle()) std::erase_if(keys, [&](const TileKey& key) { return !viewport.sees(tileRect(info, key)); });
    return keys;
}

/// The view with so much more of level 0 on every side.
Viewport grown(Viewport viewport, double by) {
    viewport.width += static_cast<int>(std::ceil(2 * by / viewport.downsample));
    viewport.height += static_cast<int>(std::ceil(2 * by / viewport.downsample));
    return viewport;
}

Viewport ahead(Viewport viewport, Offset travel, double by) {
    const double length = std::hypot(travel.x, travel.y);
    if (length > 0) viewport.centre = {viewport.centre.x + travel.x / length * by, viewport.centre.y + travel.y / length * by};
    return viewport;
}

/// Nearest to the centre first; equal distances keep the order of rows, so that a plan depends on nothing else.
void sortByDistance(const SlideInfo& info, SlidePoint centre, std::vector<TileKey>& keys) {
    std::vector<std::pair<double, TileKey>> ranked;
    for (const TileKey& key : keys) {
        const SlidePoint c = tileRect(info, key).centre();
        ranked.emplace_back(std::hypot(c.x - centre.x, c.y - centre.y), key);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = ranked[i].second;
}

std::vector<SlideRect> without(const SlideRect& rect, const SlideRect& hole) {
    const SlideRect cut = rect.intersected(hole);
    if (cut.isEmpty()) return {rect};
    std::vector<SlideRect> rest;
    const auto add = [&](const SlideRect& r) { if (!r.isEmpty()) rest.push_back(r); };
    add({rect.x, rect.y, rect.width, cut.y - rect.y});
    add({rect.x, cut.bottom(), rect.width, rect.bottom() - cut.bottom()});
    add({rect.x, cut.y, cut.x - rect.x, cut.height});
    add({cut.right(), cut.y, rect.right() - cut.right(), cut.height});
    return rest;
}

/// Coarser cached tiles that cover `open`, nearest level first. Returns true when nothing stays open.
bool coverFromAbove(const SlideInfo& info, int level, std::vector<SlideRect> open, const IsCached& isCached, KeySet& chosen) {
    for (int above = level + 1; above < static_cast<int>(info.levels.size()) && !open.empty(); ++above) {
        std::vector<SlideRect> rest;
        for (const SlideRect& rect : open) {
            std::vector<SlideRect> parts{rect};
            for (const TileKey& key : keysIn(info, above, rect)) {
                if (!isCached(key)) continue;
                chosen.insert(key);
                std::vector<SlideRect> left;
                for (const SlideRect& part : parts)
                    for (const SlideRect& r : without(part, tileRect(info, key))) left.push_back(r);
                parts = std::move(left);
            }
            rest.insert(rest.end(), parts.begin(), parts.end());
        }
        open = std::move(rest);
    }
    return open.empty();
}

void coverFromBelow(const SlideInfo& info, int level, const SlideRect& open, const IsCached& isCached, KeySet& chosen) {
    for (int below = level - 1; below >= 0; --below) {
        if (info.levels[level].downsample > kFinestStandIn * info.levels[below].downsample) return;
        for (const TileKey& key : keysIn(info, below, open))
            if (isCached(key)) chosen.insert(key);
    }
}

TileDraw drawOf(const SlideInfo& info, const TileKey& key, const Viewport& viewport) {
    const SlideRect rect = tileRect(info, key);
    const LevelRegion region = tileRegion(info, key);
    if (std::max(rect.width, rect.height) <= kLargestOnScreen * viewport.downsample)
        return {key, {0, 0, region.width, region.height}, rect};
    const double pixelWidth = rect.width / region.width, pixelHeight = rect.height / region.height;
    const SlideRect seen = viewport.visible();
    // Whole pixels, and one more on each side for the interpolation.
    const auto first = [](double position, int count) { return std::clamp(static_cast<int>(std::floor(position)) - 1, 0, count - 1); };
    const auto end = [](double position, int from, int count) { return std::clamp(static_cast<int>(std::ceil(position)) + 1, from + 1, count); };
    const int x = first((seen.x - rect.x) / pixelWidth, region.width), y = first((seen.y - rect.y) / pixelHeight, region.height);
    const int right = end((seen.right() - rect.x) / pixelWidth, x, region.width);
    const int bottom = end((seen.bottom() - rect.y) / pixelHeight, y, region.height);
    return {key, {x, y, right - x, bottom - y},
            {rect.x + x * pixelWidth, rect.y + y * pixelHeight, (right - x) * pixelWidth, (bottom - y) * pixelHeight}};
}

std::vector<TileDraw> drawsOf(const SlideInfo& info, const Viewport& viewport, const KeySet& chosen) {
    std::vector<TileKey> keys(chosen.begin(), chosen.end());
    std::sort(keys.begin(), keys.end(), [](const TileKey& a, const TileKey& b) {
        if (a.level != b.level) return a.level > b.level;
        return a.row != b.row ? a.row < b.row : a.col < b.col;
    });
    std::vector<TileDraw> draws;
    for (const TileKey& key : keys) draws.push_back(drawOf(info, key, viewport));
    return draws;
}

}  // namespace

int levelToShow(const SlideInfo& info, double downsample, double mostEnlarged) {
    int best = 0;
    for (int level = 1; level < static_cast<int>(info.levels.size()); ++level)
        if (info.levels[level].downsample <= downsample * mostEnlarged) best = level;
    return best;
}

TilePlan planTiles(const SlideInfo& info, const Viewport& viewport, const IsCached& isCached, const PlanHints& hints) {
    TilePlan plan;
    plan.level = levelToShow(info, viewport.downsample, hints.mostEnlarged);
    const SlideRect view = viewport.visible().intersected(info.rect());
    if (view.isEmpty()) return plan;
    const SlidePoint centre = viewport.centre;

    plan.visible = keysSeen(info, plan.level, viewport);
    sortByDistance(info, centre, plan.visible);
    if (plan.visible.size() > kMostInView) {
        plan.hasHole = true;       // nobody looks into what is left out
        plan.visible.resize(kMostInView);
    }

    KeySet chosen;
    std::vector<TileKey> missing;
    for (const TileKey& key : plan.visible) {
        if (isCached(key)) {
            chosen.insert(key);
            continue;
        }
        missing.push_back(key);
        const SlideRect open = tileRect(info, key).intersected(view);
        plan.hasHole |= !coverFromAbove(info, plan.level, {open}, isCached, chosen);
        coverFromBelow(info, plan.level, open, isCached, chosen);
    }
    plan.draw = drawsOf(info, viewport, chosen);

    KeySet listed;
    const auto want = [&](std::vector<TileKey> keys, std::size_t most) {
        sortByDistance(info, centre, keys);
        for (const TileKey& key : keys)
            if (plan.wanted.size() < most && !isCached(key) && listed.insert(key).second) plan.wanted.push_back(key);
    };
    const int coarsest = static_cast<int>(info.levels.size()) - 1;
    if (plan.hasHole && coarsest != plan.level) want(keysIn(info, coarsest, view), kMostAround);
    want(missing, plan.wanted.size() + missing.size());
    const std::size_t most = plan.wanted.size() + kMostAround;
    const double around = std::min(viewport.width, viewport.height) * viewport.downsample / 2;
    if (hints.travel != Offset{}) want(keysSeen(info, plan.level, ahead(viewport, hints.travel, around)), most);
    if (plan.level < coarsest) want(keysSeen(info, plan.level + 1, grown(viewport, around)), most);
    want(keysSeen(info, plan.level, grown(viewport, kTileEdge * info.levels[plan.level].downsample / 2)), most);
    return plan;
}

}  // namespace bowman
