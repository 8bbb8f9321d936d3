// What the reader and the writer of Hamamatsu's NDPA share: where its nanometres lie. Any thread.
#pragma once

#include <string_view>

#include "core/base/geometry.h"
#include "core/formats/json_label.h"

namespace bowman::ndpa {

/// NDPA has no holes: outlines of this title are cut out of what they lie in (so does QuPath's script for NDP.view).
inline constexpr std::string_view kHoleTitle = "clear";
inline bool isHoleTitle(std::string_view title) { return lowerCase(std::string(title)) == kHoleTitle; }

inline constexpr const char* kOffsetX = "hamamatsu.XOffsetFromSlideCentre";
inline constexpr const char* kOffsetY = "hamamatsu.YOffsetFromSlideCentre";

/// px = (nm − offset) / (µm/px · 1000) + size / 2.
struct Frame {
    PixelSize size;
    double umPerPx = 0;
    SlidePoint offsetNm;   ///< centre of the image from the centre of the glass

    SlidePoint toNm(SlidePoint px) const {
        return {(px.x - double(size.width) / 2) * umPerPx * 1000 + offsetNm.x, (px.y - double(size.height) / 2) * umPerPx * 1000 + offsetNm.y};
    }
    SlidePoint toPx(SlidePoint nm) const {
        return {(nm.x - offsetNm.x) / (umPerPx * 1000) + double(size.width) / 2, (nm.y - offsetNm.y) / (umPerPx * 1000) + double(size.height) / 2};
    }
};

}  // namespace bowman::ndpa
