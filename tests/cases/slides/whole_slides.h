// Small whole files of every kind that Bowman reads: what the damaged ones are made from.
#pragma once

#include <filesystem>
#include <string>

namespace bowman::test {

/// Bytes of files.
struct WholeSlides {
    std::string phantom;    ///< BigTIFF, JPEG tiles, two levels
    std::string strips;     ///< LZW, two levels
    std::string oneStrip;   ///< Deflate, all rows in one strip
    std::string tiles;      ///< Deflate, BigTIFF, two levels
    std::string jpeg;       ///< JPEG tiles, YCbCr
    std::string aperio;     ///< two levels, thumbnail, label, macro; OpenSlide reads it
    std::string aperio2000; ///< the same in JPEG 2000, BigTIFF, one level
    std::string ome;        ///< a level in a sub-image
    std::string jpeg2000;
    std::string palette;
    std::string planar;     ///< 16 bit, planes apart
    std::string png;
    std::string jpg;
};

/// Writes them into the folder, too. Throws std::runtime_error where a writer fails.
WholeSlides makeWholeSlides(const std::filesystem::path& folder);

std::string bytesOf(const std::filesystem::path& file);

}  // namespace bowman::test
