// Slides read by the OpenSlide library. Any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

/// "aperio", "generic-tiff", …; empty for what OpenSlide does not know.
std::string openSlideVendor(const std::filesystem::path& path);

/// Null when OpenSlide does not know the format; an error when it knows the format and the file is damaged.
/// `path` should be absolute: the file is opened again after a read error, whatever the working folder is then.
Result<SlidePtr> openWithOpenSlide(const std::filesystem::path& path);

}  // namespace bowman
