// A slide as the project knows it. A value; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman {

using SlideId = std::int64_t;

/// People may edit what is below `identity`.
struct SlideRecord {
    SlideId id = 0;
    std::filesystem::path path;             ///< where it was last found
    SlideIdentity identity;
    PixelSize size;
    MicronsPerPixel umPerPx;
    std::string alias;                      ///< the name that leaves the program; never the file's own
    std::string caseName;
    std::string patient;
    std::string stain;
    std::string block;
};

}  // namespace bowman
