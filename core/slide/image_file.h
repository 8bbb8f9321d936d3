// Plain image files (PNG, JPEG, TIFF) as one Image. Blocking; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"

namespace bowman {

/// RGB, 8 bit, whatever the file holds. EXIF rotation is ignored: masks have none.
Result<Image> readRgbFile(const std::filesystem::path& path);

/// One channel, 8 bit: label images. A colour file is an error.
Result<Image> readMaskFile(const std::filesystem::path& path);

/// PNG from Gray8 or Rgb8, whole or not at all.
Result<void> writePng(const std::filesystem::path& path, const Image& image);

/// JPEG where the name ends in .jpg or .jpeg, else PNG: pictures for people. Whole or not at all.
Result<void> writePicture(const std::filesystem::path& path, const Image& image);

/// PNG in memory; the same bytes for the same image.
Result<std::string> encodePng(const Image& image);

}  // namespace bowman
