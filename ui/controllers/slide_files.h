// Files of slides and projects: opening, where a project lies, finding a slide that was moved. Everything here blocks;
// any thread but the GUI's.
#pragma once

#include <filesystem>
#include <vector>

#include <QImage>

#include "core/document/document.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman::ui {

struct LoadedSlide {
    SlidePtr slide;
    SlideIdentity identity;
};

Result<LoadedSlide> loadSlide(const std::filesystem::path& path);

/// Where the work on these slides is kept: beside them (named after the slide, or after the folder when there are several),
/// or in the person's documents when nothing can be written there.
std::filesystem::path defaultProjectFor(const std::vector<std::filesystem::path>& slides);

/// The slide at its recorded place, else beside the project, else in `folder`: the same name or any file of the same size,
/// with the same identity. The error is that of the recorded place.
Result<LoadedSlide> findSlide(const SlideRecord& record, const std::vector<std::filesystem::path>& folders);

/// The whole slide, longest edge at most `edge` pixels; null when it can't be read.
QImage thumbnailOf(const Slide& slide, int edge);

/// A part of the slide, `edge` pixels square with `rect` centred in it.
QImage cropOf(const Slide& slide, const SlideRect& rect, int edge);

}  // namespace bowman::ui
