// One image of a TIFF file: what its directory says, checked against the file. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/slide/tiff/tiff_handles.h"

namespace bowman {

enum class SampleKind { Unsigned, Signed, Float };
enum class AlphaKind { None, Premultiplied, Straight };

/// How pixels come out of the file.
enum class TiffDecoding {
    Samples,    ///< libtiff decodes, the samples are numbers
    Rgba,       ///< libtiff makes 8-bit RGBA of it (palette, CMYK, Lab, YCbCr, below 8 bit)
    Jpeg2000,   ///< OpenJPEG decodes
};

struct TiffPage {
    std::uint64_t offset = 0;      ///< of its directory in the file
    int number = 0;                ///< in the main chain; of the parent for a sub-image
    bool isSubImage = false;
    std::vector<int> subPages;     ///< indices into the list of pages

    PixelSize size;
    bool isTiled = false;
    int storedWidth = 0;           ///< stored tile; for strips the width
    int storedHeight = 0;          ///< stored tile; for strips the rows per strip
    int blockWidth = 0;            ///< what is decoded at once: a tile, a few strips, or a part of a large strip
    int blockHeight = 0;
    int samples = 1;
    int bits = 8;
    SampleKind kind = SampleKind::Unsigned;
    bool isPlanar = false;         ///< each sample has tiles or strips of its own
    int photometric = 0;
    int compression = 1;
    AlphaKind alpha = AlphaKind::None;   ///< of the last sample
    bool isReduced = false;
    TiffDecoding decoding = TiffDecoding::Samples;
    std::optional<double> smallest, largest;   ///< SMinSampleValue, SMaxSampleValue
    std::optional<double> xResolution, yResolution;
    int resolutionUnit = 0;        ///< 0 where the tag is absent
    std::string description, software, name;

    std::string unreadable;        ///< why its pixels cannot be read; empty when they can

    bool isColour() const;         ///< one page is a picture in colour by itself
    int channels() const { return samples - (alpha == AlphaKind::None ? 0 : 1); }
    int columns() const { return static_cast<int>((size.width + blockWidth - 1) / blockWidth); }
    int rows() const { return static_cast<int>((size.height + blockHeight - 1) / blockHeight); }
};

struct TiffPages {
    std::vector<TiffPage> pages;      ///< the main chain in its order, then sub-images
    std::vector<std::string> notes;   ///< for people: what was left out and why
};

/// Reads the directories of the main chain and their sub-images: 10,000 at the most, no directory twice. Never fails for a
/// page whose pixels cannot be read (`unreadable` says why); error: there is no page at all. Blocks (directories only).
Result<TiffPages> readTiffPages(const TiffHandles& handles);

/// "300 × 200 px, 3 × 8 bit, LZW, strips of 16 rows"
std::string describe(const TiffPage& page);

std::string compressionName(int code);

/// The ICC profile of the page that the handle stands at; empty where it has none.
std::string profileAt(TiffHandle& handle);

/// Of a file of any vendor: that of the first page that has one. Empty where none has, or it is no TIFF. Blocks.
std::string profileInTiff(const std::filesystem::path& path);

}  // namespace bowman
