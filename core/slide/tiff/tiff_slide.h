// Slides read by libtiff (and OpenJPEG): flat, striped, planar, one image per channel, OME-TIFF, plain pyramids. Any thread.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

/// Blocks (directories only). `path` should be absolute: readers open the file again. Error: it is no TIFF, damaged, or of a
/// kind that nobody reads, with the reason; or it has no such z plane or channel.
Result<SlidePtr> openTiffSlide(const std::filesystem::path& path, const SlidePlane& view = {});

}  // namespace bowman
