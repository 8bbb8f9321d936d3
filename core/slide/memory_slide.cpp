#include "core/slide/memory_slide.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace bowman {
namespace {

class MemorySlide final : public Slide {
public:
    MemorySlide(Image rgb, SlideInfo info) : m_image(std::move(rgb)), m_info(std::move(info)) {}

    const SlideInfo& info() const override { return m_info; }

    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        const std::string what = "cannot read level " + std::to_string(region.level) + " at (" + std::to_string(region.x) +
                                 ", " + std::to_string(region.y) + ")";
        if (region.level != 0) return Error{what, m_info.path.string(), "the slide has 1 level"};
        if (region.width <= 0 || region.height <= 0) return Error{what, m_info.path.string(), "the region is empty"};
        try {
            auto image = std::make_shared<Image>(region.width, region.height, PixelFormat::Rgb8);
            std::memset(image->data(), 255, image->sizeBytes());
            const std::int64_t left = std::max<std::int64_t>(region.x, 0), top = std::max<std::int64_t>(region.y, 0);
            const std::int64_t right = std::min<std::int64_t>(region.x + region.width, m_image.width());
            const std::int64_t bottom = std::min<std::int64_t>(region.y + region.height, m_image.height());
            for (std::int64_t y = top; left < right && y < bottom; ++y)
                std::memcpy(image->pixel(static_cast<int>(left - region.x), static_cast<int>(y - region.y)),
                            m_image.pixel(static_cast<int>(left), static_cast<int>(y)), static_cast<std::size_t>(right - left) * 3);
            return ImagePtr(image);
        } catch (const std::bad_alloc&) {
            return Error{what, m_info.path.string(), "not enough memory for so large a region"};
        }
    }

    Result<ImagePtr> readAssociatedImage(const std::string& name) const override {
        return Error{"cannot read associated image \"" + name + "\"", m_info.path.string(), "the slide has none"};
    }

private:
    const Image m_image;
    const SlideInfo m_info;
};

}  // namespace

SlidePtr makeMemorySlide(Image rgb, std::optional<double> umPerPx, const std::string& name, const std::string& iccProfile) {
    SlideInfo info;
    info.path = name;
    info.format = "image";
    info.levels = {SlideLevel{{rgb.width(), rgb.height()}, 1, 0, 0}};
    info.umPerPx = {umPerPx, umPerPx ? "user" : "none", ""};
    info.bounds = info.rect();
    addColourProfile(info, iccProfile);
    if (rgb.format() != PixelFormat::Rgb8) rgb = toRgb(rgb);
    return std::make_shared<MemorySlide>(std::move(rgb), std::move(info));
}

}  // namespace bowman
