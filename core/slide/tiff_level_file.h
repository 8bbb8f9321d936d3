// libtiff behind the pyramid writer: one open file, its directories and tiles. One thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/slide/pyramid_tiff_writer.h"

struct tiff;

namespace bowman {

enum class TiffSamples { Rgb8, Gray8, Gray32 };

constexpr int bytesPerPixel(TiffSamples samples) {
    return samples == TiffSamples::Rgb8 ? 3 : samples == TiffSamples::Gray8 ? 1 : 4;
}

/// What one directory says of itself.
struct TiffDirectory {
    PixelSize size;
    double umPerPx = 0;  ///< of this level; 0 where unknown
    bool isReduced = false;
};

/// A BigTIFF that is being written. Errors name `shownPath`, the file that the caller asked for.
class TiffLevelFile {
public:
    TiffLevelFile(const PyramidTiff& tiff, TiffSamples samples, std::filesystem::path shownPath);
    ~TiffLevelFile();

    Result<void> create(const std::filesystem::path& path);
    Result<void> beginDirectory(const TiffDirectory& directory);
    /// tileSize × tileSize pixels, rows without padding.
    Result<void> writeTile(int column, int row, std::vector<std::uint8_t>& pixels);
    Result<void> endDirectory();
    /// Copies the only directory of another file that was written with the same settings: encoded tiles as they are.
    Result<void> appendFrom(const std::filesystem::path& levelFile, const TiffDirectory& directory);
    void close();

    Error error(const std::string& what) const;

private:
    const PyramidTiff& m_settings;
    const TiffSamples m_samples;
    const std::filesystem::path m_shownPath;
    std::string m_reason;  // libtiff's last message
    tiff* m_file = nullptr;
};

}  // namespace bowman
