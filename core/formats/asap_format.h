// What the reader and the writer of ASAP's XML share. Any thread.
#pragma once

#include <string_view>

#include "core/formats/json_label.h"

namespace bowman::asap {

/// ASAP has no holes: outlines of this group are cut out of what they lie in.
inline constexpr std::string_view kHoleGroup = "exclusion";

/// That group, and what others call it.
inline bool isHoleGroup(std::string_view name) {
    const std::string lower = lowerCase(std::string(name));
    return lower == kHoleGroup || lower == "exclude" || lower == "hole" || lower == "holes";
}

/// Attributes of a group: ASAP keeps them through reading and writing (AnnotationGroup's attributes).
inline constexpr const char* kKind = "bowman.kind";
inline constexpr const char* kVersion = "bowman.version";
inline constexpr const char* kSlide = "bowman.slide";
inline constexpr const char* kQuickhash = "bowman.quickhash";
inline constexpr const char* kUmPerPx = "bowman.umPerPx";
inline constexpr const char* kWidth = "bowman.width";
inline constexpr const char* kHeight = "bowman.height";
inline constexpr const char* kOriginX = "bowman.originX";
inline constexpr const char* kOriginY = "bowman.originY";
inline constexpr const char* kCount = "bowman.count";
inline constexpr const char* kModel = "bowman.model";
inline constexpr const char* kModelSha256 = "bowman.modelSha256";
inline constexpr const char* kThreshold = "bowman.threshold";

}  // namespace bowman::asap
