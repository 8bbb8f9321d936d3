// Label images of any size, read from top to bottom a row at a time: never a bitmap of the slide. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"

namespace bowman {

class MaskRows {
public:
    virtual ~MaskRows() = default;

    PixelSize size() const { return m_size; }
    int bits() const { return m_bits; }                               ///< 1, 2, 4, 8, 16 or 32
    const std::string& description() const { return m_description; }   ///< what the file says of itself, else empty

    /// The next row: size().width values. Blocks. The error names file and place.
    virtual Result<void> next(std::vector<std::uint32_t>& row) = 0;

    /// Passes the rows from here on that the file leaves out, all 0, and returns how many they are.
    virtual std::int64_t passEmpty() { return 0; }

protected:
    PixelSize m_size;
    int m_bits = 8;
    std::string m_description;
};

/// Gray or palette (the indices are the values), not interlaced. Colour is an error.
Result<std::unique_ptr<MaskRows>> openMaskPng(const std::filesystem::path& path);

/// The first directory: one sample of 1, 8, 16 or 32 bit, tiles or strips, no lossy compression. Holds a row of tiles of
/// at most 512 MiB. Tiles of no bytes are 0; what is said to lie where the file has nothing is an error.
Result<std::unique_ptr<MaskRows>> openMaskTiff(const std::filesystem::path& path);

}  // namespace bowman
