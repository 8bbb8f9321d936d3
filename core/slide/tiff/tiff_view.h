// What is shown of a TIFF file: for each level the planes that are put together, and how. Immutable; any thread.
#pragma once

#include <memory>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/slide/tiff/sample_tone.h"
#include "core/slide/tiff/tiff_decode.h"
#include "core/slide/tiff/tiff_layout.h"

namespace bowman {

class TiffView {
public:
    /// A picture per level; `pages` must outlive it. `view` must fit the layout.
    TiffView(const std::vector<TiffPage>& pages, const TiffLayout& layout, const SlidePlane& view);
    /// One page by itself: a label or macro picture.
    TiffView(const std::vector<TiffPage>& pages, int page);

    /// The page that tells size and blocks of a level.
    const TiffPage& pageOf(int level) const { return m_pages[static_cast<std::size_t>(m_levels[static_cast<std::size_t>(level)].shape)]; }

    /// One block as Rgb8, or Bgra8Premultiplied where the file has alpha; null where the file has left it out. Blocks.
    Result<ImagePtr> block(const TiffHandles& handles, int level, BlockPlace place) const;

    /// How values became 8 bit, for people; empty where they were.
    const std::string& toneSource() const { return m_toneSource; }

private:
    struct Plane {
        int page = -1;
        int sample = 0;
        std::array<std::uint8_t, 3> colour = {255, 255, 255};
        const ToneMap* tone = nullptr;
    };
    struct Level {
        int shape = 0;
        std::vector<Plane> planes;
        Plane alpha;
        bool isPlainRgb = false;   ///< three 8-bit samples of one page, side by side
    };
    Level wholePage(int page);
    Level addedChannels(const TiffLayout& layout, std::size_t level, const SlidePlane& view);
    const ToneMap* toneOf(const TiffPage& page);

    struct KnownTone {
        ToneRange range;
        int bytes = 1;
        SampleKind kind = SampleKind::Unsigned;
        std::unique_ptr<ToneMap> map;
    };

    const std::vector<TiffPage>& m_pages;
    int m_significantBits = 0;
    bool m_stretchesBytes = false;   // fluorescence in 8 bit uses a part of the range
    std::vector<KnownTone> m_tones;
    std::vector<Level> m_levels;
    std::string m_toneSource;
};

}  // namespace bowman
