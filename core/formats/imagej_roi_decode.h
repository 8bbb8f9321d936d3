// One region of interest of ImageJ, from its bytes (ij.io.RoiDecoder). Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

struct ImageJRoi {
    MultiPolygon shape;         ///< pixels of the image; empty for lines, points, angles, texts and pictures; unchecked
    std::string name;           ///< UTF-8; empty where the bytes have none
    bool isSimplified = false;  ///< a fitted spline or rounded corners, taken as straight lines
};

/// The bytes begin as an ImageJ ROI does.
bool isImageJRoi(std::string_view bytes);

/// The error names the byte where it is; `file` and, of an archive, its entry.
Result<ImageJRoi> decodeImageJRoi(std::string_view bytes, const std::string& file);

}  // namespace bowman
