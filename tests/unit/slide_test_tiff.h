// Tiled TIFF files whose every pixel is known, for tests of the readers. Lossless, so that values compare exactly.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <tiffio.h>

namespace testing {

struct Rgb {
    std::uint8_t r = 0, g = 0, b = 0;
    friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// A different colour at every place and level.
inline Rgb knownPixel(int level, std::int64_t x, std::int64_t y) {
    return {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y), static_cast<std::uint8_t>(60 * level + 8 * (x >> 8) + (y >> 8))};
}

struct TiffLevel {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

struct TiffOptions {
    std::vector<TiffLevel> levels = {};
    std::optional<double> resolution = std::nullopt;
    std::uint16_t unit = RESUNIT_CENTIMETER;
    bool isTiled = true;
};

constexpr std::uint32_t kTiffTile = 128;

inline void writeTiles(TIFF* tiff, int number, const TiffLevel& level) {
    std::vector<std::uint8_t> tile(kTiffTile * kTiffTile * 3);
    for (std::uint32_t top = 0; top < level.height; top += kTiffTile)
        for (std::uint32_t left = 0; left < level.width; left += kTiffTile) {
            for (std::uint32_t y = 0; y < kTiffTile; ++y)
                for (std::uint32_t x = 0; x < kTiffTile; ++x) {
                    const Rgb p = knownPixel(number, left + x, top + y);
                    std::uint8_t* out = tile.data() + 3 * (y * kTiffTile + x);
                    out[0] = p.r, out[1] = p.g, out[2] = p.b;
                }
            if (TIFFWriteTile(tiff, tile.data(), left, top, 0, 0) < 0) throw std::runtime_error("cannot write tile");
        }
}

inline void writeRows(TIFF* tiff, int number, const TiffLevel& level) {
    std::vector<std::uint8_t> row(level.width * 3);
    for (std::uint32_t y = 0; y < level.height; ++y) {
        for (std::uint32_t x = 0; x < level.width; ++x) {
            const Rgb p = knownPixel(number, x, y);
            row[3 * x] = p.r, row[3 * x + 1] = p.g, row[3 * x + 2] = p.b;
        }
        if (TIFFWriteScanline(tiff, row.data(), y, 0) < 0) throw std::runtime_error("cannot write row");
    }
}

inline void writeTestTiff(const std::filesystem::path& path, const TiffOptions& options) {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path.c_str(), "w"), &TIFFClose);
    if (!tiff) throw std::runtime_error("cannot create " + path.string());
    for (std::size_t i = 0; i < options.levels.size(); ++i) {
        const TiffLevel& level = options.levels[i];
        TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, level.width);
        TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, level.height);
        TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 8);
        TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 3);
        TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
        TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
        TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
        if (i > 0) TIFFSetField(tiff.get(), TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
        if (options.resolution) {
            TIFFSetField(tiff.get(), TIFFTAG_XRESOLUTION, *options.resolution);
            TIFFSetField(tiff.get(), TIFFTAG_YRESOLUTION, *options.resolution);
            TIFFSetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, options.unit);
        }
        if (options.isTiled) {
            TIFFSetField(tiff.get(), TIFFTAG_TILEWIDTH, kTiffTile);
            TIFFSetField(tiff.get(), TIFFTAG_TILELENGTH, kTiffTile);
            writeTiles(tiff.get(), static_cast<int>(i), level);
        } else {
            TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, 16);
            writeRows(tiff.get(), static_cast<int>(i), level);
        }
        TIFFWriteDirectory(tiff.get());
    }
}

struct TileBytes {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// Where the tile that holds a pixel of level 0 lies in the file.
inline TileBytes tileBytes(const std::filesystem::path& path, std::uint32_t x, std::uint32_t y) {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path.c_str(), "r"), &TIFFClose);
    if (!tiff) throw std::runtime_error("cannot read " + path.string());
    const std::uint32_t tile = TIFFComputeTile(tiff.get(), x, y, 0, 0);
    return {TIFFGetStrileOffset(tiff.get(), tile), TIFFGetStrileByteCount(tiff.get(), tile)};
}

}  // namespace testing
