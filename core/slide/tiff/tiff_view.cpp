#include "core/slide/tiff/tiff_view.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace bowman {
namespace {

constexpr int kChannelsAtOnce = 6;
constexpr std::array<std::array<std::uint8_t, 3>, 3> kRgb = {{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}}};

int samplesIn(const TiffPage& page) { return page.decoding == TiffDecoding::Rgba ? 4 : page.samples; }

AlphaKind alphaIn(const TiffPage& page) { return page.decoding == TiffDecoding::Rgba && page.alpha != AlphaKind::None ? AlphaKind::Premultiplied : page.alpha; }

/// Blocks that were decoded for one picture, by page and, where planes lie apart, sample.
class DecodedBlocks {
public:
    DecodedBlocks(const std::vector<TiffPage>& pages, const TiffHandles& handles, BlockPlace place) : m_pages(pages), m_handles(handles), m_place(place) {}

    /// Null and `problem` set on failure.
    const SampleBlock* get(int page, int sample) {
        const TiffPage& from = m_pages[static_cast<std::size_t>(page)];
        const int plane = from.isPlanar && from.decoding != TiffDecoding::Rgba ? sample : 0;
        const auto [entry, isNew] = m_blocks.try_emplace({page, plane});
        if (!isNew) return &entry->second;
        auto handle = m_handles.at(from.offset);
        if (!handle) problem = handle.error().why;
        else problem = decodeBlock(**handle, from, m_place, plane, m_handles.fileSize(), entry->second);
        return problem.empty() ? &entry->second : nullptr;
    }

    std::string problem;

private:
    const std::vector<TiffPage>& m_pages;
    const TiffHandles& m_handles;
    const BlockPlace m_place;
    std::map<std::pair<int, int>, SampleBlock> m_blocks;
};

}  // namespace

TiffView::TiffView(const std::vector<TiffPage>& pages, const TiffLayout& layout, const SlidePlane& view)
    : m_pages(pages), m_significantBits(layout.significantBits.value_or(0)), m_stretchesBytes(layout.format == "qptiff") {
    for (std::size_t i = 0; i < layout.levels.size(); ++i) {
        const int first = layout.isColour ? layout.plane(i, view.z, view.channels.empty() ? 0 : view.channels.front()).page : -1;
        m_levels.push_back(first >= 0 ? wholePage(first) : addedChannels(layout, i, view));
    }
}

TiffView::TiffView(const std::vector<TiffPage>& pages, int page) : m_pages(pages) { m_levels.push_back(wholePage(page)); }

const ToneMap* TiffView::toneOf(const TiffPage& page) {
    const ToneRange range = toneRangeOf(page, {m_significantBits, m_stretchesBytes});
    const bool isRgba = page.decoding == TiffDecoding::Rgba;
    const int bytes = isRgba || page.bits <= 8 ? 1 : page.bits <= 16 ? 2 : 4;
    // OpenJPEG's samples were made unsigned.
    const SampleKind kind = isRgba || page.decoding == TiffDecoding::Jpeg2000 ? SampleKind::Unsigned : page.kind;
    if (m_toneSource.empty()) m_toneSource = range.source;
    for (const KnownTone& known : m_tones)
        if (known.range == range && known.bytes == bytes && known.kind == kind) return known.map.get();
    m_tones.push_back({range, bytes, kind, std::make_unique<ToneMap>(range, bytes, kind)});
    return m_tones.back().map.get();
}

TiffView::Level TiffView::wholePage(int index) {
    const TiffPage& page = m_pages[static_cast<std::size_t>(index)];
    Level level;
    level.shape = index;
    const ToneMap* tone = toneOf(page);
    const AlphaKind alpha = alphaIn(page);
    const bool isInColour = page.decoding == TiffDecoding::Rgba || page.channels() >= 3;
    for (int c = 0; c < (isInColour ? 3 : 1); ++c)
        level.planes.push_back({index, c, isInColour ? kRgb[static_cast<std::size_t>(c)] : std::array<std::uint8_t, 3>{255, 255, 255}, tone});
    if (alpha != AlphaKind::None) level.alpha = {index, samplesIn(page) - 1, {}, tone};
    level.isPlainRgb = isInColour && tone->isIdentity() && (!page.isPlanar || page.decoding == TiffDecoding::Rgba);
    return level;
}

TiffView::Level TiffView::addedChannels(const TiffLayout& layout, std::size_t number, const SlidePlane& view) {
    std::vector<int> channels = view.channels;
    if (channels.empty()) {
        channels.resize(std::min<std::size_t>(layout.channels.size(), kChannelsAtOnce));
        std::iota(channels.begin(), channels.end(), 0);
    }
    Level level;
    const auto& all = layout.levels[number].planes;
    level.shape = std::find_if(all.begin(), all.end(), [](const TiffPlane& plane) { return plane.page >= 0; })->page;
    for (const int channel : channels) {
        const TiffPlane& plane = layout.plane(number, view.z, channel);
        if (plane.page < 0) continue;
        const TiffPage& page = m_pages[static_cast<std::size_t>(plane.page)];
        // One channel alone is easier to judge in grey.
        const auto colour = channels.size() == 1 ? std::array<std::uint8_t, 3>{255, 255, 255} : layout.channels[static_cast<std::size_t>(channel)].colour;
        level.planes.push_back({plane.page, plane.sample, colour, toneOf(page)});
    }
    return level;
}

Result<ImagePtr> TiffView::block(const TiffHandles& handles, int number, BlockPlace place) const {
    const Level& level = m_levels[static_cast<std::size_t>(number)];
    DecodedBlocks blocks(m_pages, handles, place);
    std::vector<TonedPlane> planes;
    int width = 0, height = 0;
    for (const Plane& plane : level.planes) {
        const SampleBlock* block = blocks.get(plane.page, plane.sample);
        if (!block) return Error{"", handles.path().string(), blocks.problem};
        const TiffPage& page = m_pages[static_cast<std::size_t>(plane.page)];
        const bool isApart = page.isPlanar && page.decoding != TiffDecoding::Rgba;
        planes.push_back({block, isApart ? 0 : plane.sample, plane.tone, plane.colour});
        if (block->data.empty()) continue;
        width = block->width;
        height = block->height;
    }
    if (width == 0) return ImagePtr();
    Image rgb = level.isPlainRgb ? copyRgb(*planes.front().block) : addPlanes(planes, width, height);
    if (level.alpha.page < 0) return ImagePtr(std::make_shared<Image>(std::move(rgb)));
    const SampleBlock* alpha = blocks.get(level.alpha.page, level.alpha.sample);
    if (!alpha) return Error{"", handles.path().string(), blocks.problem};
    if (alpha->data.empty()) return ImagePtr(std::make_shared<Image>(std::move(rgb)));
    const TiffPage& page = m_pages[static_cast<std::size_t>(level.alpha.page)];
    const bool isApart = page.isPlanar && page.decoding != TiffDecoding::Rgba;
    return ImagePtr(std::make_shared<Image>(withAlpha(rgb, {alpha, isApart ? 0 : level.alpha.sample, level.alpha.tone, {}}, alphaIn(page) == AlphaKind::Premultiplied)));
}

}  // namespace bowman
