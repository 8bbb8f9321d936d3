#include "core/base/image.h"

namespace bowman {

Image toRgb(const Image& image) {
    if (image.format() == PixelFormat::Rgb8) return image;
    Image out(image.width(), image.height(), PixelFormat::Rgb8);
    const std::size_t pixels = static_cast<std::size_t>(image.width()) * image.height();
    const std::uint8_t* in = image.data();
    std::uint8_t* o = out.data();
    if (image.format() == PixelFormat::Gray8) {
        for (std::size_t i = 0; i < pixels; ++i) o[3 * i] = o[3 * i + 1] = o[3 * i + 2] = in[i];
        return out;
    }
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::uint8_t glass = static_cast<std::uint8_t>(255 - in[4 * i + 3]);
        for (int c = 0; c < 3; ++c) o[3 * i + c] = static_cast<std::uint8_t>(in[4 * i + 2 - c] + glass);
    }
    return out;
}

}  // namespace bowman
