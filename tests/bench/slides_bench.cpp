// Decoding by our own TIFF reader against OpenSlide's, on files that both read: tiles of 512 px, each read once, in CPU seconds
// of the process (other work on the machine changes little of their ratio); and whether the pixels are the same.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <thread>

#include "core/base/platform/platform.h"
#include "core/slide/openslide_slide.h"
#include "core/slide/tiff/tiff_slide.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

constexpr int kTile = 512;
constexpr int kMostTiles = 600;

struct Options {
    std::vector<std::string> files;
    int threads = 1, rounds = 3;
};

struct Origin {
    std::int64_t x = 0, y = 0;
};

std::vector<Origin> tilesOf(const Slide& slide) {
    std::vector<Origin> tiles;
    const PixelSize size = slide.info().size();
    for (std::int64_t y = 0; y + kTile <= size.height; y += kTile)
        for (std::int64_t x = 0; x + kTile <= size.width && tiles.size() < kMostTiles; x += kTile) tiles.push_back({x, y});
    return tiles;
}

/// Tiles per CPU second of a slide that was just opened; 0 when a tile cannot be read.
double speedOf(const Slide& slide, int threads) {
    const auto tiles = tilesOf(slide);
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    const double begin = platform::processCpuSeconds();
    {
        std::vector<std::jthread> readers;
        for (int t = 0; t < threads; ++t)
            readers.emplace_back([&] {
                for (std::size_t i = next++; i < tiles.size(); i = next++)
                    if (!slide.readRegion({0, tiles[i].x, tiles[i].y, kTile, kTile})) failed = true;
            });
    }
    return failed ? 0 : static_cast<double>(tiles.size()) / (platform::processCpuSeconds() - begin);
}

int largestDifference(const Slide& a, const Slide& b) {
    int largest = 0;
    for (const Origin& tile : tilesOf(a)) {
        const auto p = a.readRegion({0, tile.x, tile.y, kTile, kTile}), q = b.readRegion({0, tile.x, tile.y, kTile, kTile});
        if (!p || !q) return 255;
        for (std::size_t i = 0; i < (*p)->sizeBytes(); ++i) largest = std::max(largest, std::abs((*p)->data()[i] - (*q)->data()[i]));
    }
    return largest;
}

nlohmann::json figuresOf(const std::string& file, const Options& options) {
    const auto path = std::filesystem::absolute(file);
    Samples own, openSlide;
    for (int round = 0; round < options.rounds; ++round) {
        const auto a = openTiffSlide(path), b = openWithOpenSlide(path);
        if (!a) return {{"error", a.error().message()}};
        if (!b || !*b) return {{"error", b ? file + ": OpenSlide does not know it" : b.error().message()}};
        openSlide.add(speedOf(**b, options.threads));
        own.add(speedOf(**a, options.threads));
        if (round + 1 == options.rounds)
            return {{"file", path.filename().string()}, {"threads", options.threads}, {"own_tiles_per_cpu_s", own.median()},
                    {"openslide_tiles_per_cpu_s", openSlide.median()}, {"ratio", own.median() / openSlide.median()}, {"largest_difference", largestDifference(**a, **b)}};
    }
    return {{"error", "no rounds"}};
}

}  // namespace

void addSlides(CLI::App& app, nlohmann::json& result) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("slides", "Our TIFF reader against OpenSlide on the same files");
    command->add_option("files", options->files, "TIFF files that both read")->required();
    command->add_option("--threads", options->threads, "Readers at once")->capture_default_str()->check(CLI::Range(1, 64));
    command->add_option("--rounds", options->rounds, "Median of so many")->capture_default_str()->check(CLI::Range(1, 100));
    command->callback([options, &result] {
        for (const std::string& file : options->files) result["slides"].push_back(figuresOf(file, *options));
    });
}

}  // namespace bowman::bench
