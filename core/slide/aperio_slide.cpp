#include "core/slide/aperio_slide.h"

#include <algorithm>
#include <utility>

#include "core/slide/tiff/tiff_decode.h"
#include "core/slide/tiff/tiff_page.h"
#include "core/slide/tiff/tiff_slide.h"

namespace bowman {
namespace {

class AperioSlide final : public Slide {
public:
    AperioSlide(SlideInfo info, SlidePtr byOpenSlide, SlidePtr own, std::vector<int> ownLevel)
        : m_info(std::move(info)), m_byOpenSlide(std::move(byOpenSlide)), m_own(std::move(own)), m_ownLevel(std::move(ownLevel)) {}

    const SlideInfo& info() const override { return m_info; }

    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        // OpenSlide's reader says what is wrong with a level that is none.
        if (region.level < 0 || region.level >= static_cast<int>(m_ownLevel.size())) return m_byOpenSlide->readRegion(region);
        LevelRegion own = region;
        own.level = m_ownLevel[static_cast<std::size_t>(region.level)];
        return m_own->readRegion(own);
    }

    Result<ImagePtr> readAssociatedImage(const std::string& name) const override { return m_byOpenSlide->readAssociatedImage(name); }

private:
    const SlideInfo m_info;
    const SlidePtr m_byOpenSlide, m_own;
    const std::vector<int> m_ownLevel;   ///< of each level
};

/// Our reader's levels of the sizes that OpenSlide gives; empty where one is missing.
std::vector<int> sameLevels(const SlideInfo& info, const SlideInfo& own) {
    std::vector<int> same;
    for (const SlideLevel& level : info.levels) {
        const auto found = std::find_if(own.levels.begin(), own.levels.end(), [&](const SlideLevel& o) { return o.size == level.size && o.tileWidth == level.tileWidth && o.tileHeight == level.tileHeight; });
        if (found == own.levels.end()) return {};
        same.push_back(static_cast<int>(found - own.levels.begin()));
    }
    return same;
}

/// All tiles of all pages in tiles lie in the file, and hold colours of 8 bit.
bool isWhole(const std::filesystem::path& path) {
    const auto handles = TiffHandles::open(path);
    const auto pages = handles ? readTiffPages(**handles) : Result<TiffPages>(handles.error());
    if (!pages) return false;
    return std::all_of(pages->pages.begin(), pages->pages.end(), [&](const TiffPage& page) {
        if (!page.isTiled) return true;
        if (!page.unreadable.empty() || page.bits != 8 || !page.isColour()) return false;
        const auto handle = (*handles)->at(page.offset);
        if (!handle) return false;
        const MissingBlocks tiles = missingBlocks(**handle, page, (*handles)->fileSize());
        return tiles.missing == 0 && tiles.leftOut == 0;
    });
}

}  // namespace

SlidePtr withOwnPixels(SlidePtr byOpenSlide) {
    const std::filesystem::path& path = byOpenSlide->info().path;
    const auto own = openTiffSlide(path);
    if (!own || (*own)->info().properties.contains("bowman.note[0]") || !(*own)->info().channels.empty() || (*own)->info().zCount > 1) return byOpenSlide;
    std::vector<int> levels = sameLevels(byOpenSlide->info(), (*own)->info());
    if (levels.empty() || !isWhole(path)) return byOpenSlide;
    SlideInfo info = byOpenSlide->info();
    info.properties["bowman.layout"] = (*own)->info().properties.at("bowman.layout");
    return std::make_shared<AperioSlide>(std::move(info), std::move(byOpenSlide), *own, std::move(levels));
}

}  // namespace bowman
