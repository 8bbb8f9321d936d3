// Writes pyramidal tiled BigTIFFs of any size from a source of level-0 tiles: slides, class masks, instance ids.
// Blocking; any thread. Memory is a few tiles per level and thread, never a row of tiles; the lower levels wait in
// files beside the target until they are appended.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/base/result.h"

namespace bowman {

enum class TiffCompression { Jpeg, Deflate, Lzw };

struct PyramidTiff {
    PixelSize size;                 ///< of level 0
    std::optional<double> umPerPx;  ///< written as pixels per centimetre; no resolution tags where unknown
    int tileSize = 512;             ///< a multiple of 16
    TiffCompression compression = TiffCompression::Deflate;  ///< Jpeg (YCbCr, 4:2:0) for RGB only
    int jpegQuality = 88;
    int smallestEdge = 1024;  ///< levels are added until the longest edge is not above this
    int threads = 1;          ///< how many threads call the source at once
    std::string software = "Bowman";
    std::string description;
};

struct TiffWriteControl {
    std::function<void(double fraction)> progress = {};  ///< on the calling thread, after each tile of level 0
    std::stop_token stop = {};  ///< a stop is the error "cancelled"; the target stays as it was
};

/// Tile (column, row) of level 0: tileSize × tileSize, or at least the part of it inside of the slide. Called once for
/// each tile, in the order of a Z-curve, from `threads` threads.
using ImageTileSource = std::function<Result<Image>(int column, int row)>;

/// The same for instance ids: row-major, tileSize × tileSize always.
using IdTileSource = std::function<Result<std::vector<std::uint32_t>>(int column, int row)>;

/// Rgb8. Each lower level is the mean of 2×2 pixels of the one above. Sizes are halved and rounded up.
Result<void> writeRgbPyramid(const std::filesystem::path& path, const PyramidTiff& tiff, const ImageTileSource& source,
                             const TiffWriteControl& control = {});

/// Gray8 class numbers, which no level mixes: each lower level takes the top left of 2×2 pixels.
Result<void> writeLabelPyramid(const std::filesystem::path& path, const PyramidTiff& tiff,
                               const ImageTileSource& source, const TiffWriteControl& control = {});

/// 32-bit instance ids; lower levels as for labels.
Result<void> writeIdPyramid(const std::filesystem::path& path, const PyramidTiff& tiff, const IdTileSource& source,
                            const TiffWriteControl& control = {});

/// Sizes of all levels that the writers make, level 0 first. Without JPEG no lower level is smaller than a tile.
std::vector<PixelSize> pyramidSizes(const PyramidTiff& tiff);

/// `preferred`, or less for an image that is smaller than that: other readers need whole tiles (16 at the least).
int tileSizeFor(PixelSize size, int preferred);

}  // namespace bowman
