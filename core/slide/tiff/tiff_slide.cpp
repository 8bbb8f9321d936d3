#include "core/slide/tiff/tiff_slide.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <new>

#include <tiffio.h>

#include "core/slide/properties.h"
#include "core/slide/tiff/block_cache.h"
#include "core/slide/tiff/tiff_view.h"

namespace bowman {
namespace {

constexpr const char* kCannotOpen = "cannot open slide";
constexpr std::int64_t kLargestAssociated = std::int64_t{1} << 26;   // pixels
constexpr std::size_t kLongestText = 64 << 10;   // bytes of a description that are kept for people

/// Copies what a block and a region share into a transparent picture.
void paste(const Image& block, std::int64_t blockX, std::int64_t blockY, PixelSize level, const LevelRegion& region, Image& out) {
    const std::int64_t left = std::max(blockX, region.x), right = std::min({blockX + block.width(), region.x + region.width, level.width});
    const std::int64_t top = std::max(blockY, region.y), bottom = std::min({blockY + block.height(), region.y + region.height, level.height});
    for (std::int64_t y = top; left < right && y < bottom; ++y) {
        const std::uint8_t* in = block.pixel(static_cast<int>(left - blockX), static_cast<int>(y - blockY));
        std::uint8_t* to = out.pixel(static_cast<int>(left - region.x), static_cast<int>(y - region.y));
        if (block.format() == PixelFormat::Bgra8Premultiplied) {
            std::memcpy(to, in, static_cast<std::size_t>(right - left) * 4);
            continue;
        }
        for (std::int64_t x = left; x < right; ++x, in += 3, to += 4) {
            to[0] = in[2];
            to[1] = in[1];
            to[2] = in[0];
            to[3] = 255;
        }
    }
}

Result<ImagePtr> readFrom(const TiffView& view, const TiffHandles& handles, std::uint64_t slide, int viewLevel, const LevelRegion& region) {
    const TiffPage& page = view.pageOf(viewLevel);
    auto image = std::make_shared<Image>(region.width, region.height, PixelFormat::Bgra8Premultiplied);
    const std::int64_t left = std::max<std::int64_t>(region.x, 0), right = std::min(region.x + region.width, page.size.width);
    const std::int64_t top = std::max<std::int64_t>(region.y, 0), bottom = std::min(region.y + region.height, page.size.height);
    if (left >= right || top >= bottom) return ImagePtr(image);
    for (auto row = static_cast<int>(top / page.blockHeight); row <= static_cast<int>((bottom - 1) / page.blockHeight); ++row)
        for (auto column = static_cast<int>(left / page.blockWidth); column <= static_cast<int>((right - 1) / page.blockWidth); ++column) {
            const auto block = BlockCache::shared().get({slide, region.level, column, row}, [&] { return view.block(handles, viewLevel, {column, row}); });
            if (!block) return block.error();
            if (*block) paste(**block, static_cast<std::int64_t>(column) * page.blockWidth, static_cast<std::int64_t>(row) * page.blockHeight, page.size, region, *image);
        }
    return ImagePtr(image);
}

class TiffSlide final : public Slide {
public:
    TiffSlide(SlideInfo info, std::shared_ptr<TiffHandles> handles, std::vector<TiffPage> pages, const TiffLayout& layout)
        : m_info(std::move(info)), m_handles(std::move(handles)), m_pages(std::move(pages)), m_view(m_pages, layout, m_info.view), m_associated(layout.associated), m_id(++s_lastId) {}

    ~TiffSlide() override { BlockCache::shared().forget(m_id); }

    const SlideInfo& info() const override { return m_info; }

    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        const std::string what = "cannot read level " + std::to_string(region.level) + " at (" + std::to_string(region.x) + ", " + std::to_string(region.y) +
                                 "), " + std::to_string(region.width) + " × " + std::to_string(region.height) + " px";
        const auto failed = [&](const std::string& why) { return Error{what, m_info.path.string(), why}; };
        if (region.level < 0 || region.level >= static_cast<int>(m_info.levels.size())) return failed("the slide has " + std::to_string(m_info.levels.size()) + " levels");
        if (region.width <= 0 || region.height <= 0) return failed("the region is empty");
        try {
            auto image = readFrom(m_view, *m_handles, m_id, region.level, region);
            if (!image) return failed(image.error().why);
            return image;
        } catch (const std::bad_alloc&) {
            return failed("not enough memory for so large a region");
        }
    }

    Result<ImagePtr> readAssociatedImage(const std::string& name) const override {
        const auto failed = [&](const std::string& why) { return Error{"cannot read associated image \"" + name + "\"", m_info.path.string(), why}; };
        const auto found = m_associated.find(name);
        if (found == m_associated.end()) return failed("the slide has none of that name");
        const PixelSize size = m_pages[static_cast<std::size_t>(found->second)].size;
        if (size.width * size.height > kLargestAssociated) return failed("it is too large to be shown as one picture");
        try {
            const TiffView view(m_pages, found->second);
            auto image = readFrom(view, *m_handles, m_id, 0, {-1 - found->second, 0, 0, static_cast<int>(size.width), static_cast<int>(size.height)});
            if (!image) return failed(image.error().why);
            return image;
        } catch (const std::bad_alloc&) {
            return failed("not enough memory");
        }
    }

private:
    static inline std::atomic<std::uint64_t> s_lastId = 0;

    const SlideInfo m_info;
    const std::shared_ptr<TiffHandles> m_handles;
    const std::vector<TiffPage> m_pages;
    const TiffView m_view;
    const std::map<std::string, int> m_associated;
    const std::uint64_t m_id;   // in the cache of blocks
};

std::string textOf(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

/// Downsample of a level. Halved sizes were rounded: their pixels still cover a power of two.
double downsampleOf(PixelSize base, PixelSize level) {
    const double x = static_cast<double>(base.width) / static_cast<double>(level.width), y = static_cast<double>(base.height) / static_cast<double>(level.height);
    const double power = std::exp2(std::round(std::log2((x + y) / 2)));
    const auto isRounded = [&](std::int64_t whole, std::int64_t part) { return std::abs(static_cast<double>(whole) / power - static_cast<double>(part)) < 1; };
    return isRounded(base.width, level.width) && isRounded(base.height, level.height) ? power : (x + y) / 2;
}

std::map<std::string, std::string> propertiesOf(const TiffPage& page, const TiffLayout& layout) {
    std::map<std::string, std::string> properties;
    properties["bowman.layout"] = describe(page);
    if (page.xResolution) properties["tiff.XResolution"] = textOf(*page.xResolution);
    if (page.yResolution) properties["tiff.YResolution"] = textOf(*page.yResolution);
    if (page.resolutionUnit) properties["tiff.ResolutionUnit"] = page.resolutionUnit == RESUNIT_INCH ? "inch" : page.resolutionUnit == RESUNIT_CENTIMETER ? "centimeter" : "none";
    if (!page.description.empty()) properties["tiff.ImageDescription"] = page.description.substr(0, kLongestText);
    if (!page.software.empty()) properties["tiff.Software"] = page.software;
    for (std::size_t i = 0; i < layout.notes.size(); ++i) properties["bowman.note[" + std::to_string(i) + "]"] = layout.notes[i];
    return properties;
}

Result<SlidePlane> checkedView(const SlidePlane& view, const TiffLayout& layout, const std::filesystem::path& path) {
    const auto failed = [&](const std::string& why) { return Error{kCannotOpen, path.string(), why}; };
    if (view.z < 0 || view.z >= layout.zCount) return failed("there is no focus plane " + std::to_string(view.z) + ": it has " + std::to_string(layout.zCount));
    for (const int channel : view.channels)
        if (channel < 0 || channel >= static_cast<int>(layout.channels.size()))
            return failed("there is no channel " + std::to_string(channel) + ": it has " + std::to_string(layout.channels.size()));
    return view;
}

/// A note where tiles are missing; an error where all of them are.
Result<std::string> checkData(const TiffHandles& handles, const TiffPage& page) {
    auto handle = handles.at(page.offset);
    if (!handle) return handle.error();
    const MissingBlocks found = missingBlocks(**handle, page, handles.fileSize());
    if (found.missing == 0) return std::string();
    const std::string of = std::to_string(found.missing) + " of " + std::to_string(found.missing + found.present) + (page.isTiled ? " tiles" : " strips");
    if (found.present == 0) return Error{kCannotOpen, handles.path().string(), "the file is cut off or damaged: " + of + " lie beyond its end (" + describe(page) + ")"};
    return "the file is cut off or damaged: " + of + " lie beyond its end";
}

std::string profileOf(const TiffHandles& handles, const TiffPage& page) {
    // libtiff has made RGB of anything else, which the profile knows nothing of.
    if (page.decoding == TiffDecoding::Rgba) return {};
    auto handle = handles.at(page.offset);
    return handle ? profileAt(**handle) : std::string();
}

SlideInfo infoOf(const std::filesystem::path& path, const std::vector<TiffPage>& pages, const TiffLayout& layout, const TiffPage& base) {
    SlideInfo info;
    info.path = path;
    info.format = layout.format;
    for (const TiffLevelPages& level : layout.levels) {
        const auto plane = std::find_if(level.planes.begin(), level.planes.end(), [](const TiffPlane& p) { return p.page >= 0; });
        const TiffPage& page = pages[static_cast<std::size_t>(plane->page)];
        info.levels.push_back({level.size, downsampleOf(layout.levels.front().size, level.size), page.storedWidth, page.storedHeight});
    }
    info.properties = propertiesOf(base, layout);
    // OME-XML says more than the tags, which its writers leave at any value.
    info.umPerPx = layout.umPerPx.tag.empty() ? micronsPerPixelFrom("generic-tiff", info.properties) : layout.umPerPx;
    info.objectivePower = layout.objectivePower;
    info.bounds = info.rect();
    for (const auto& [name, page] : layout.associated) info.associatedImages.push_back(name);
    if (layout.channels.size() > 1)
        for (const TiffChannel& channel : layout.channels) info.channels.push_back(channel.name);
    info.zCount = layout.zCount;
    return info;
}

}  // namespace

Result<SlidePtr> openTiffSlide(const std::filesystem::path& path, const SlidePlane& view) {
    auto handles = TiffHandles::open(path);
    if (!handles) return handles.error();
    auto pages = readTiffPages(**handles);
    if (!pages) return pages.error();
    auto layout = layoutOf(pages->pages, path.filename().string());
    if (!layout) return Error{kCannotOpen, path.string(), layout.error().why};
    auto checked = checkedView(view, *layout, path);
    if (!checked) return checked.error();
    const auto& planes = layout->levels.front().planes;
    const TiffPage& base = pages->pages[static_cast<std::size_t>(std::find_if(planes.begin(), planes.end(), [](const TiffPlane& p) { return p.page >= 0; })->page)];
    auto damage = checkData(**handles, base);
    if (!damage) return damage.error();
    if (!damage->empty()) pages->notes.push_back(*damage);
    layout->notes.insert(layout->notes.begin(), pages->notes.begin(), pages->notes.end());
    SlideInfo info = infoOf(path, pages->pages, *layout, base);
    info.view = *checked;
    if (layout->isColour && base.isColour()) addColourProfile(info, profileOf(**handles, base));
    if (const TiffView shown(pages->pages, *layout, *checked); !shown.toneSource().empty()) info.properties["bowman.tone"] = shown.toneSource();
    return SlidePtr(std::make_shared<TiffSlide>(std::move(info), std::move(*handles), std::move(pages->pages), *layout));
}

}  // namespace bowman
