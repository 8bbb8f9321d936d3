// From the samples of a file to the 8 bits of a screen. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/slide/tiff/tiff_decode.h"
#include "core/slide/tiff/tiff_page.h"

namespace bowman {

/// Which values become black and white.
struct ToneRange {
    double black = 0;
    double white = 255;
    bool isInverted = false;    ///< the file's zero is white
    std::string source;         ///< for people: "SMinSampleValue, SMaxSampleValue", "12 significant bits", "16-bit range"
    friend bool operator==(const ToneRange&, const ToneRange&) = default;
};

/// What is known beside the page's own tags.
struct ToneHints {
    int significantBits = 0;       ///< 0: unknown
    bool stretchesBytes = false;   ///< 8-bit samples take the range that the file names, too
};

/// 8-bit samples keep their values; others take the range that the file names, else that of their type (0 to 1 for floats).
ToneRange toneRangeOf(const TiffPage& page, const ToneHints& hints);

/// Looks 8- and 16-bit samples up in a table, computes others. Immutable.
class ToneMap {
public:
    ToneMap(const ToneRange& range, int bytes, SampleKind kind);

    bool isIdentity() const { return m_isIdentity; }
    /// Sample `index` of one pixel row's data.
    std::uint8_t at(const std::uint8_t* data, std::size_t index) const;

private:
    std::uint8_t toned(double value) const;

    const ToneRange m_range;
    const int m_bytes;
    const SampleKind m_kind;
    bool m_isIdentity = false;
    std::vector<std::uint8_t> m_table;
};

/// One plane of a picture that is made of several.
struct TonedPlane {
    const SampleBlock* block = nullptr;   ///< null or without data: adds nothing
    int sample = 0;
    const ToneMap* tone = nullptr;
    std::array<std::uint8_t, 3> colour = {255, 255, 255};
};

/// Adds planes up in their colours, as light; Rgb8. All blocks have the same size.
Image addPlanes(const std::vector<TonedPlane>& planes, int width, int height);

/// Three samples of a pixel as they are.
Image copyRgb(const SampleBlock& block);

/// Bgra8Premultiplied from an RGB image and the alpha in a sample of a block.
Image withAlpha(const Image& rgb, const TonedPlane& alpha, bool isPremultiplied);

}  // namespace bowman
