// A slide that was never cut: PAS-stained human kidney drawn by rule, every pixel a function of the seed and the place,
// with the outlines of its glomeruli as truth. Sample, test input and scale test. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/slide/pyramid_tiff_writer.h"
#include "core/slide/slide.h"

namespace bowman {

struct PhantomRequest {
    std::int64_t width = 20000;  ///< level-0 pixels
    std::int64_t height = 16000;
    double umPerPx = 0.5;  ///< 0.1 to 4
    std::uint32_t seed = 1;
};

struct PhantomGlomerulus {
    std::vector<SlidePoint> outline;  ///< outer edge of Bowman's capsule, cut at the edge of the tissue; open ring
    bool sclerotic = false;           ///< globally
};

/// Why no phantom can be made from this, or success.
Result<void> checkPhantom(const PhantomRequest& request);

/// The glomeruli of a phantom, without drawing it. Takes milliseconds.
std::vector<PhantomGlomerulus> phantomTruth(const PhantomRequest& request);

/// Truth as a QuPath FeatureCollection: class Glomerulus, metadata `sclerotic` "global" where it is.
std::string phantomTruthGeoJson(const PhantomRequest& request);

/// Writes the pyramid (tiled BigTIFF, JPEG) tile by tile with one thread per core. The bytes depend on the request
/// only.
Result<void> writePhantom(const PhantomRequest& request, const std::filesystem::path& path,
                          const TiffWriteControl& control = {});

/// The same slide without a file, drawn when it is read. Low levels are slow: they average all pixels of level 0.
Result<SlidePtr> makePhantomSlide(const PhantomRequest& request);

}  // namespace bowman
