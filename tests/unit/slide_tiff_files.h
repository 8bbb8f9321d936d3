// TIFF files of every layout with a known value at every place, for tests of our own reader.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <tiffio.h>

#include "core/base/image.h"

namespace testing {

/// How one image of a file is stored.
struct Page {
    std::uint32_t width = 0, height = 0;
    int samples = 3;
    int bits = 8;
    int format = SAMPLEFORMAT_UINT;
    int photometric = PHOTOMETRIC_RGB;
    int planar = PLANARCONFIG_CONTIG;
    int compression = COMPRESSION_NONE;
    std::uint32_t tile = 0;             ///< edge; 0: strips
    std::uint32_t tileHeight = 0;       ///< where it differs
    std::uint32_t rowsPerStrip = 16;
    int level = 0;                      ///< goes into the values
    int plane = 0;                      ///< the same: z, channel
    bool isReduced = false;
    int subImages = 0;                  ///< so many pages that follow are its sub-images
    int extraSample = -1;
    double smallest = 0, largest = 0;   ///< SMin-, SMaxSampleValue where they differ
    double resolution = 0;
    int unit = RESUNIT_CENTIMETER;
    std::string description = {};
};

/// The value of a sample: another at every place, level, plane and sample, and never symmetric.
inline std::uint32_t knownSample(const Page& page, std::int64_t x, std::int64_t y, int sample) {
    const std::int64_t value = x * 7 + y * 13 + (x * y) / 97 + 50 * sample + 29 * page.level + 83 * page.plane;
    if (page.bits == 1) return static_cast<std::uint32_t>(value >> 2) & 1;
    return static_cast<std::uint32_t>(page.bits == 8 ? value & 255 : (value * 211) & 65535);
}

inline void put(std::uint8_t* at, const Page& page, std::uint32_t value) {
    if (page.bits == 8) *at = static_cast<std::uint8_t>(value);
    if (page.bits == 16) { const auto wide = static_cast<std::uint16_t>(value); std::memcpy(at, &wide, 2); }
    if (page.bits == 32) { const float number = static_cast<float>(value) / 65535.0F; std::memcpy(at, &number, 4); }
}

/// A part of the page, samples side by side or one of them alone.
inline std::vector<std::uint8_t> knownPart(const Page& page, std::int64_t left, std::int64_t top, std::uint32_t width, std::uint32_t height, int onlySample) {
    if (page.bits == 1) {
        std::vector<std::uint8_t> bits((width + 7) / 8 * height);
        for (std::uint32_t y = 0; y < height; ++y)
            for (std::uint32_t x = 0; x < width; ++x)
                if (knownSample(page, left + x, top + y, 0)) bits[y * ((width + 7) / 8) + x / 8] |= static_cast<std::uint8_t>(128 >> (x % 8));
        return bits;
    }
    const int samples = onlySample < 0 ? page.samples : 1, bytes = page.bits / 8;
    std::vector<std::uint8_t> part(static_cast<std::size_t>(width) * height * static_cast<std::size_t>(samples * bytes));
    std::uint8_t* at = part.data();
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x)
            for (int s = 0; s < samples; ++s, at += bytes) put(at, page, knownSample(page, left + x, top + y, onlySample < 0 ? s : onlySample));
    return part;
}

inline void setTags(TIFF* tiff, const Page& page) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, page.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, page.samples);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, page.format);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, page.planar);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, page.photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, page.compression);
    if (page.compression == COMPRESSION_JPEG) TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, 100);
    if (page.compression == COMPRESSION_JPEG && page.photometric == PHOTOMETRIC_YCBCR) {
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 1, 1);
    }
    if (page.isReduced) TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
    if (page.tile) TIFFSetField(tiff, TIFFTAG_TILEWIDTH, page.tile);
    if (page.tile) TIFFSetField(tiff, TIFFTAG_TILELENGTH, page.tileHeight ? page.tileHeight : page.tile);
    else TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, page.rowsPerStrip);
    if (page.extraSample >= 0) {
        const auto kind = static_cast<std::uint16_t>(page.extraSample);
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    if (page.smallest != page.largest) {
        TIFFSetField(tiff, TIFFTAG_SMINSAMPLEVALUE, page.smallest);
        TIFFSetField(tiff, TIFFTAG_SMAXSAMPLEVALUE, page.largest);
    }
    if (page.resolution > 0) {
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, page.resolution);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, page.resolution);
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, page.unit);
    }
    if (!page.description.empty()) TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, page.description.c_str());
    if (page.photometric == PHOTOMETRIC_PALETTE) {
        std::vector<std::uint16_t> r(256), g(256), b(256);
        for (std::size_t i = 0; i < 256; ++i) r[i] = static_cast<std::uint16_t>(257 * i), g[i] = static_cast<std::uint16_t>(257 * (255 - i)), b[i] = static_cast<std::uint16_t>(257 * ((i * 3) & 255));
        TIFFSetField(tiff, TIFFTAG_COLORMAP, r.data(), g.data(), b.data());
    }
    if (page.subImages) {
        const std::vector<std::uint64_t> places(static_cast<std::size_t>(page.subImages));
        TIFFSetField(tiff, TIFFTAG_SUBIFD, page.subImages, places.data());
    }
}

inline void writePixels(TIFF* tiff, const Page& page) {
    const bool isApart = page.planar == PLANARCONFIG_SEPARATE;
    for (int plane = 0; plane < (isApart ? page.samples : 1); ++plane) {
        const int only = isApart ? plane : -1;
        if (page.tile) {
            const std::uint32_t h = page.tileHeight ? page.tileHeight : page.tile;
            for (std::uint32_t y = 0; y < page.height; y += h)
                for (std::uint32_t x = 0; x < page.width; x += page.tile) {
                    auto part = knownPart(page, x, y, page.tile, h, only);
                    if (TIFFWriteTile(tiff, part.data(), x, y, 0, static_cast<std::uint16_t>(plane)) < 0) throw std::runtime_error("tile");
                }
        } else {
            for (std::uint32_t y = 0; y < page.height; y += page.rowsPerStrip) {
                const std::uint32_t rows = std::min(page.rowsPerStrip, page.height - y);
                auto part = knownPart(page, 0, y, page.width, rows, only);
                const std::uint32_t strip = TIFFComputeStrip(tiff, y, static_cast<std::uint16_t>(plane));
                if (TIFFWriteEncodedStrip(tiff, strip, part.data(), static_cast<tmsize_t>(part.size())) < 0) throw std::runtime_error("strip");
            }
        }
    }
}

/// `mode`: "w" classic, "w8" BigTIFF, "wb" big-endian.
inline void writePages(const std::filesystem::path& path, const std::vector<Page>& pages, const char* mode = "w") {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path.c_str(), mode), &TIFFClose);
    if (!tiff) throw std::runtime_error("cannot create " + path.string());
    for (const Page& page : pages) {
        setTags(tiff.get(), page);
        writePixels(tiff.get(), page);
        TIFFWriteDirectory(tiff.get());
    }
}

/// What a pixel must look like: B, G, R, A.
using Expected = std::function<std::array<std::uint8_t, 4>(std::int64_t x, std::int64_t y)>;

inline std::uint8_t asByte(std::uint32_t value) { return static_cast<std::uint8_t>(value); }
inline std::uint8_t fromSixteen(std::uint32_t value, double black = 0, double white = 65535) {
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp((value - black) / (white - black), 0.0, 1.0)));
}

/// Three samples of an 8-bit page as colour.
inline Expected rgbOf(Page page) {
    return [page](std::int64_t x, std::int64_t y) { return std::array<std::uint8_t, 4>{asByte(knownSample(page, x, y, 2)), asByte(knownSample(page, x, y, 1)), asByte(knownSample(page, x, y, 0)), 255}; };
}

inline Expected greyOf(Page page) {
    return [page](std::int64_t x, std::int64_t y) { const auto v = asByte(knownSample(page, x, y, 0)); return std::array<std::uint8_t, 4>{v, v, v, 255}; };
}

}  // namespace testing
