// Smaller versions of slides that have none of their own, made once and kept in a folder for caches: never beside the user's
// file. openSlide uses what is there by itself; who shows slides asks needsPyramid, runs buildPyramid in the background and
// then takes withPyramid (or opens the slide again). Any thread; buildPyramid and cachedPyramid block.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

struct PyramidCache {
    std::filesystem::path folder;
    std::uint64_t limitBytes = 0;   ///< what was used longest ago goes first; what was just made always stays

    /// BOWMAN_PYRAMID_CACHE or the user's cache folder/pyramids; BOWMAN_PYRAMID_CACHE_GB or 20.
    static PyramidCache standard();
};

struct PyramidBuild {
    std::function<void(double fraction)> progress = {};   ///< on the calling thread
    std::stop_token stop = {};                            ///< a stop is the error "cancelled"; nothing is left behind
};

/// One level only, and longer than 4,096 px: slow to show from afar.
bool needsPyramid(const SlideInfo& info);

/// The finished smaller versions of this slide as it is shown (focus plane, channels), if they were made; counts as a use.
std::optional<std::filesystem::path> cachedPyramid(const Slide& slide, const PyramidCache& cache = PyramidCache::standard());

/// Makes them: levels 1, 2, … as a tiled TIFF (JPEG, quality 92; each pixel is the mean of 2 × 2), whole or not at all, then
/// deletes old ones above the limit. Reads the slide once from top to bottom; memory: two bands of rows and one row of tiles per
/// level, some 250 MiB beside the reader's own cache (24000 × 16000 px in LZW strips: 4 s and 430 MiB in all on the 2-core machine). Error: "cancelled", or the file and what went wrong; the
/// same slide is being done already by this process.
Result<std::filesystem::path> buildPyramid(const Slide& slide, const PyramidBuild& build = {}, const PyramidCache& cache = PyramidCache::standard());

/// The slide with level 0 from itself and the others from the file. Error: the file is not of this slide.
Result<SlidePtr> withPyramid(SlidePtr slide, const std::filesystem::path& pyramid);

}  // namespace bowman
