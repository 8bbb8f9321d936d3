// By what a slide file is known again after it was moved or renamed. Blocking (reads up to 384 KiB); any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

struct SlideIdentity {
    std::string absolutePath;
    std::uint64_t sizeBytes = 0;
    std::string headTailSha256;   ///< lower-case hex of the first 64 KiB followed by the last 64 KiB (whole file if smaller)
    std::string quickhash;        ///< OpenSlide's; where it has none "bowman1:" and the hash of 16 places inside of the file
    friend bool operator==(const SlideIdentity&, const SlideIdentity&) = default;
};

/// Without the quickhash, which only an opened slide has.
Result<SlideIdentity> identifyFile(const std::filesystem::path& path);

/// Of the slide's file, with the quickhash.
Result<SlideIdentity> identifySlide(const Slide& slide);

/// The same slide, wherever it lies: size and digest are equal, and the quickhash where both have one.
bool matches(const SlideIdentity& a, const SlideIdentity& b);

}  // namespace bowman
