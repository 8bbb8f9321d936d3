// Core's rasters as Qt's, without a copy. Any thread.
#pragma once

#include <QImage>

#include "core/base/image.h"

namespace bowman::ui {

/// Shares the pixels; the QImage keeps them alive. Null for null or an empty image.
QImage toQImage(const ImagePtr& image);

/// As Bgra8Premultiplied without transparency (glass is white): what the painter copies fastest. The same image where it
/// is so already.
ImagePtr opaqueForScreen(const ImagePtr& image);

/// Of an image from opaqueForScreen: Format_RGB32.
QImage toOpaqueQImage(const ImagePtr& image);

}  // namespace bowman::ui
