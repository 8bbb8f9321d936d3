// A label file together with what a person decided about it, and how it is read for a slide: the same for the window and
// the command line. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/formats/label_reader.h"
#include "core/slide/slide.h"

namespace bowman {

/// Which point of the slide the file's (0,0) is.
enum class LabelFrame {
    AsFileSays,   ///< else the slide's corner
    Slide,        ///< the outer corner of the first level-0 pixel
    Bounds,       ///< the corner of openslide.bounds-*, where QuPath begins
};

struct LabelSource {
    std::filesystem::path path;
    std::string format;                             ///< name of the reader; empty = the one that recognises the content
    std::string id;                                 ///< LabelReadOptions::id
    LabelFrame frame = LabelFrame::AsFileSays;
    std::optional<ReviewState> unstated = {};       ///< LabelReadOptions::unstated
};

/// The frame of the file matters: the slide's bounds do not begin at its corner.
bool hasBounds(const SlideInfo& slide);

/// What the readers want to know of a slide: size, µm/px, Hamamatsu's offset of the scanned area, origin of the frame.
LabelReadOptions readOptionsFor(const SlideInfo& slide, const LabelSource& source);

/// Blocks. Warns where the file speaks of a slide of another size, and where QuPath's labels would need the frame of the
/// bounds. `umPerPx` of a person goes into the info that is passed.
Result<Labels> readLabelsFor(const SlideInfo& slide, const LabelSource& source);

}  // namespace bowman
