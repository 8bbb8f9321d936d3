// An owned raster of 8-bit samples. Shared between threads only as ImagePtr, which nobody may change.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/pixel_memory.h"

namespace bowman {

enum class PixelFormat {
    Gray8,                ///< 1 byte a pixel
    Rgb8,                 ///< 3 bytes: R, G, B
    Bgra8Premultiplied,   ///< 4 bytes: B, G, R, A (OpenSlide's layout on little-endian = QImage::Format_ARGB32_Premultiplied)
};

constexpr int bytesPerPixel(PixelFormat f) {
    return f == PixelFormat::Gray8 ? 1 : f == PixelFormat::Rgb8 ? 3 : 4;
}

/// Rows are contiguous, without padding: stride = width × bytesPerPixel.
class Image {
public:
    Image() = default;
    /// Zero-filled.
    Image(int width, int height, PixelFormat format)
        : m_width(width), m_height(height), m_format(format),
          m_pixels(static_cast<std::size_t>(width) * height * bytesPerPixel(format), 0) {}
    /// For a reader that writes every pixel: until then there is anything in it.
    static Image unfilled(int width, int height, PixelFormat format) {
        Image image;
        image.m_width = width;
        image.m_height = height;
        image.m_format = format;
        image.m_pixels.resize(image.stride() * static_cast<std::size_t>(height));
        return image;
    }

    int width() const { return m_width; }
    int height() const { return m_height; }
    PixelFormat format() const { return m_format; }
    int channels() const { return bytesPerPixel(m_format); }
    bool isNull() const { return m_pixels.empty(); }
    std::size_t stride() const { return static_cast<std::size_t>(m_width) * channels(); }
    std::size_t sizeBytes() const { return m_pixels.size(); }

    const std::uint8_t* data() const { return m_pixels.data(); }
    std::uint8_t* data() { return m_pixels.data(); }
    const std::uint8_t* row(int y) const { return m_pixels.data() + y * stride(); }
    std::uint8_t* row(int y) { return m_pixels.data() + y * stride(); }
    const std::uint8_t* pixel(int x, int y) const { return row(y) + static_cast<std::size_t>(x) * channels(); }
    std::uint8_t* pixel(int x, int y) { return row(y) + static_cast<std::size_t>(x) * channels(); }

private:
    int m_width = 0;
    int m_height = 0;
    PixelFormat m_format = PixelFormat::Gray8;
    std::vector<std::uint8_t, PixelAllocator<std::uint8_t>> m_pixels;
};

using ImagePtr = std::shared_ptr<const Image>;

/// Copy as RGB. Alpha is composed over white (glass): OpenSlide's empty areas become white. Gray is repeated.
Image toRgb(const Image& image);

}  // namespace bowman
