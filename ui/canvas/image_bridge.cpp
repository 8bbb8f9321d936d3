#include "ui/canvas/image_bridge.h"

namespace bowman::ui {

namespace {

QImage::Format formatOf(PixelFormat format) {
    switch (format) {
        case PixelFormat::Gray8: return QImage::Format_Grayscale8;
        case PixelFormat::Rgb8: return QImage::Format_RGB888;
        case PixelFormat::Bgra8Premultiplied: break;
    }
    return QImage::Format_ARGB32_Premultiplied;
}

QImage sharing(const ImagePtr& image, QImage::Format format) {
    const auto release = [](void* owner) { delete static_cast<ImagePtr*>(owner); };
    return QImage(image->data(), image->width(), image->height(), static_cast<qsizetype>(image->stride()), format, release,
                  new ImagePtr(image));
}

bool isOpaque(const Image& image) {
    const std::uint8_t* pixel = image.data();
    for (std::size_t i = 3; i < image.sizeBytes(); i += 4)
        if (pixel[i] != 255) return false;
    return true;
}

}  // namespace

QImage toQImage(const ImagePtr& image) {
    if (!image || image->isNull()) return {};
    return sharing(image, formatOf(image->format()));
}

ImagePtr opaqueForScreen(const ImagePtr& image) {
    if (!image || image->isNull()) return image;
    if (image->format() == PixelFormat::Bgra8Premultiplied && isOpaque(*image)) return image;
    auto opaque = std::make_shared<Image>(image->width(), image->height(), PixelFormat::Bgra8Premultiplied);
    const std::uint8_t* from = image->data();
    std::uint8_t* to = opaque->data();
    const int channels = image->channels();
    for (std::size_t i = 0; i < opaque->sizeBytes(); i += 4, from += channels, to += 4) {
        // Premultiplied over white: what is missing in alpha is added to every channel.
        const int white = channels == 4 ? 255 - from[3] : 0;
        for (int c = 0; c < 3; ++c)
            to[c] = static_cast<std::uint8_t>((channels == 1 ? from[0] : channels == 3 ? from[2 - c] : from[c]) + white);
        to[3] = 255;
    }
    return opaque;
}

QImage toOpaqueQImage(const ImagePtr& image) {
    if (!image || image->isNull()) return {};
    return sharing(image, QImage::Format_RGB32);
}

}  // namespace bowman::ui
