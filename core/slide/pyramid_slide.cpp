// A slide of one level together with the smaller versions that were made of it.
#include <utility>

#include "core/slide/pyramid_cache.h"
#include "core/slide/tiff/tiff_slide.h"

namespace bowman {
namespace {

class PyramidSlide final : public Slide {
public:
    PyramidSlide(SlideInfo info, SlidePtr whole, SlidePtr smaller) : m_info(std::move(info)), m_whole(std::move(whole)), m_smaller(std::move(smaller)) {}

    const SlideInfo& info() const override { return m_info; }

    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        if (region.level < 1 || region.level >= static_cast<int>(m_info.levels.size())) return m_whole->readRegion(region);
        LevelRegion inSmaller = region;
        --inSmaller.level;
        return m_smaller->readRegion(inSmaller);
    }

    Result<ImagePtr> readAssociatedImage(const std::string& name) const override { return m_whole->readAssociatedImage(name); }

private:
    const SlideInfo m_info;
    const SlidePtr m_whole, m_smaller;
};

}  // namespace

Result<SlidePtr> withPyramid(SlidePtr slide, const std::filesystem::path& pyramid) {
    auto smaller = openTiffSlide(pyramid);
    if (!smaller) return smaller.error();
    SlideInfo info = slide->info();
    const PixelSize half{(info.size().width + 1) / 2, (info.size().height + 1) / 2};
    if (!((*smaller)->info().size() == half)) return Error{"cannot use smaller versions", pyramid.string(), "they are not of this slide"};
    info.levels.resize(1);
    for (SlideLevel level : (*smaller)->info().levels) {
        level.downsample *= 2;
        info.levels.push_back(level);
    }
    info.properties["bowman.pyramid"] = "levels 1 to " + std::to_string(info.levels.size() - 1) + " from the cache";
    return SlidePtr(std::make_shared<PyramidSlide>(std::move(info), std::move(slide), std::move(*smaller)));
}

}  // namespace bowman
