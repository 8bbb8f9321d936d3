// Writes levels 1, 2, … of a slide while its level 0 passes by once, row after row. Blocking; one thread and a reader ahead.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/slide/pyramid_cache.h"

namespace bowman {

/// A tiled pyramid whose first level is half of the slide's level 0. Leaves a part of a file behind when it fails.
Result<void> writeHalvedLevels(const Slide& slide, const std::filesystem::path& file, const PyramidBuild& build);

}  // namespace bowman
