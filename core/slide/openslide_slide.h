// Slides read by the OpenSlide library. Any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

/// "aperio", "generic-tiff", …; empty for what OpenSlide does not know.
std::string openSlideVendor(const std::filesystem::path& path);

/// The first file of a DICOM slide, which is a folder of files; OpenSlide finds the others itself. Empty where there is none, and
/// before OpenSlide 4, which does not read DICOM. Blocks.
std::filesystem::path dicomSlideIn(const std::filesystem::path& folder);

/// Null when OpenSlide does not know the format; an error when it knows the format and the file is damaged.
/// `path` should be absolute: the file is opened again after a read error, whatever the working folder is then.
Result<SlidePtr> openWithOpenSlide(const std::filesystem::path& path);

}  // namespace bowman
