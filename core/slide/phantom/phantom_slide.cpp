#include "core/slide/phantom/phantom_slide.h"

#include <algorithm>
#include <cstring>

#include "core/slide/phantom/phantom_render.h"

namespace bowman::phantom {

PhantomSlide::PhantomSlide(const PhantomRequest& request) : m_layout(request), m_stain(request.seed) {
    m_info.path = "phantom-" + std::to_string(request.seed);
    m_info.format = "phantom";
    PyramidTiff shape;
    shape.size = {request.width, request.height};
    shape.compression = TiffCompression::Jpeg;
    const auto sizes = pyramidSizes(shape);
    for (std::size_t level = 0; level < sizes.size(); ++level)
        m_info.levels.push_back({sizes[level], static_cast<double>(std::int64_t{1} << level), 512, 512});
    m_info.umPerPx = {request.umPerPx, "file", "phantom.um-per-px = " + std::to_string(request.umPerPx)};
    m_info.bounds = m_info.rect();
    m_info.properties["phantom.seed"] = std::to_string(request.seed);
}

Image PhantomSlide::draw(int level, const PixelRect& rect) const {
    if (level == 0) return render(m_layout, m_stain, rect);
    // In pieces: all of level 0 need not fit in memory.
    constexpr int kPiece = 256;
    Image image(rect.width, rect.height, PixelFormat::Rgb8);
    const PixelSize above = m_info.levels[level - 1].size;
    for (int top = 0; top < rect.height; top += kPiece)
        for (int left = 0; left < rect.width; left += kPiece) {
            const int width = std::min(kPiece, rect.width - left), height = std::min(kPiece, rect.height - top);
            PixelRect source{2 * (rect.x + left), 2 * (rect.y + top), 2 * width, 2 * height};
            source.width = static_cast<int>(std::min<std::int64_t>(source.width, above.width - source.x));
            source.height = static_cast<int>(std::min<std::int64_t>(source.height, above.height - source.y));
            const Image fine = draw(level - 1, source);
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x) {
                    // An odd last column or row counts twice, as in the pyramid writer.
                    const int x1 = std::min(2 * x + 1, source.width - 1), y1 = std::min(2 * y + 1, source.height - 1);
                    std::uint8_t* out = image.pixel(left + x, top + y);
                    for (int c = 0; c < 3; ++c)
                        out[c] = static_cast<std::uint8_t>((fine.pixel(2 * x, 2 * y)[c] + fine.pixel(x1, 2 * y)[c] +
                                                            fine.pixel(2 * x, y1)[c] + fine.pixel(x1, y1)[c] + 2) /
                                                           4);
                }
        }
    return image;
}

Result<ImagePtr> PhantomSlide::readRegion(const LevelRegion& r) const {
    if (r.level < 0 || r.level >= static_cast<int>(m_info.levels.size()) || r.width < 0 || r.height < 0)
        return Error{"cannot read level " + std::to_string(r.level), m_info.path.string(), "there is no such region"};
    const PixelSize size = m_info.levels[r.level].size;
    auto image = std::make_shared<Image>(r.width, r.height, PixelFormat::Rgb8);
    std::fill_n(image->data(), image->sizeBytes(), std::uint8_t{255});
    const std::int64_t left = std::max<std::int64_t>(r.x, 0), top = std::max<std::int64_t>(r.y, 0);
    const std::int64_t right = std::min(r.x + r.width, size.width), bottom = std::min(r.y + r.height, size.height);
    if (left >= right || top >= bottom) return ImagePtr(image);
    const Image part = draw(r.level, {static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left),
                                      static_cast<int>(bottom - top)});
    for (int y = 0; y < part.height(); ++y)
        std::memcpy(image->pixel(static_cast<int>(left - r.x), static_cast<int>(top - r.y) + y), part.row(y),
                    part.stride());
    return ImagePtr(image);
}

Result<ImagePtr> PhantomSlide::readAssociatedImage(const std::string& name) const {
    return Error{"cannot read the associated image " + name, m_info.path.string(), "a phantom has none"};
}

}  // namespace bowman::phantom
