#include "tests/bench/viewer_decode.h"

#include <algorithm>
#include <atomic>
#include <semaphore>
#include <thread>

#include <openslide.h>

#include "core/base/platform/platform.h"
#include "core/slide/openslide_slide.h"
#include "core/slide/slide.h"
#include "core/tiles/tile_loader.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

constexpr int kTiles = 160;
constexpr int kRounds = 7;

struct Speed {
    double wall = 0;   ///< tiles per second
    double cpu = 0;    ///< tiles per CPU second
};

/// A block in the middle: tissue, not glass.
std::vector<TileKey> tilesOf(const SlideInfo& info) {
    const TileGrid grid = tileGrid(info, 0);
    std::vector<TileKey> keys;
    const int edge = 13;
    for (int row = 0; row < edge; ++row)
        for (int col = 0; col < edge && static_cast<int>(keys.size()) < kTiles; ++col) {
            const TileKey key{0, std::max(0, grid.cols / 2 - edge / 2) + col, std::max(0, grid.rows / 2 - edge / 2) + row};
            const LevelRegion region = key.col < grid.cols && key.row < grid.rows ? tileRegion(info, key) : LevelRegion{};
            if (region.width == kTileEdge && region.height == kTileEdge) keys.push_back(key);
        }
    return keys;
}

template <typename Read>
Speed measure(std::size_t count, Read read) {
    const double start = now(), cpu = platform::processCpuSeconds();
    read();
    return {static_cast<double>(count) / (now() - start), static_cast<double>(count) / (platform::processCpuSeconds() - cpu)};
}

Speed throughLoader(const SlidePtr& slide, const std::vector<TileKey>& keys, int threads) {
    return measure(keys.size(), [&] {
        std::counting_semaphore<> arrived(0);
        TileLoader loader(slide, threads, [&] { arrived.release(); });
        loader.setWanted(keys);
        for (std::size_t done = 0; done < keys.size(); done += loader.take().size()) arrived.acquire();
    });
}

/// `keepsTiles`: into a buffer of its own each, as whoever wants to show it must; else all into one, which stays in the processor's cache.
Speed throughReadRegion(const std::filesystem::path& path, const std::vector<TileKey>& keys, int threads, bool keepsTiles) {
    openslide_t* handle = openslide_open(path.c_str());
    constexpr std::size_t kPixels = static_cast<std::size_t>(kTileEdge) * kTileEdge;
    std::vector<std::vector<std::uint32_t>> kept(keepsTiles ? keys.size() : static_cast<std::size_t>(threads), std::vector<std::uint32_t>(kPixels, 1));
    const Speed speed = measure(keys.size(), [&] {
        std::atomic<std::size_t> next = 0;
        std::vector<std::jthread> readers;
        for (int t = 0; t < threads; ++t)
            readers.emplace_back([&, t] {
                for (std::size_t i = next++; i < keys.size(); i = next++)
                    openslide_read_region(handle, kept[keepsTiles ? i : static_cast<std::size_t>(t)].data(), std::int64_t{keys[i].col} * kTileEdge, std::int64_t{keys[i].row} * kTileEdge, 0, kTileEdge, kTileEdge);
            });
    });
    openslide_close(handle);
    return speed;
}

}  // namespace

nlohmann::json decodeFigures(const std::filesystem::path& path, int threads) {
    Samples plain, viaOpenSlide, viaOwn, ratioOpenSlide, ratioOwn, cpuOpenSlide, cpuOwn, cpuKept;
    for (int round = 0; round < kRounds; ++round) {
        const auto own = openSlide(path);
        const auto openSlideReader = openWithOpenSlide(path);
        if (!own) return {{"error", own.error().message()}};
        if (!openSlideReader || !*openSlideReader) return {{"error", "OpenSlide cannot read " + path.string()}};
        const std::vector<TileKey> keys = tilesOf((*own)->info());
        const Speed kept = throughReadRegion(path, keys, threads, true), a = throughReadRegion(path, keys, threads, false), b = throughLoader(*openSlideReader, keys, threads), c = throughLoader(*own, keys, threads);
        plain.add(a.wall);
        viaOpenSlide.add(b.wall);
        viaOwn.add(c.wall);
        ratioOpenSlide.add(b.wall / a.wall);
        ratioOwn.add(c.wall / a.wall);
        cpuOpenSlide.add(b.cpu / a.cpu);
        cpuKept.add(b.cpu / kept.cpu);
        cpuOwn.add(c.cpu / a.cpu);
    }
    return {{"threads", threads},
            {"plain_openslide_tiles_per_s", plain.median()},
            {"loader_openslide_tiles_per_s", viaOpenSlide.median()},
            {"loader_own_reader_tiles_per_s", viaOwn.median()},
            {"ratio_through_openslide", ratioOpenSlide.median()},
            {"ratio_through_own_reader", ratioOwn.median()},
            {"cpu_ratio_through_openslide", cpuOpenSlide.median()},
            {"cpu_ratio_through_openslide_tiles_kept", cpuKept.median()},
            {"cpu_ratio_through_own_reader", cpuOwn.median()}};
}

}  // namespace bowman::bench
