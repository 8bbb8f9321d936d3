// What is worth knowing of a slide file, as lines for people. Pure; any thread.
#pragma once

#include <vector>

#include <QString>

#include "core/slide/slide.h"

namespace bowman::ui {

struct SlideFact {
    QString name;
    QString value;
    bool isWarning = false;
};

/// File, format, size in px and mm, levels, scale with its source and what speaks against it, objective, channels, focus planes.
/// `scale` is what counts in the project.
std::vector<SlideFact> slideFacts(const SlideInfo& info, const MicronsPerPixel& scale);

/// Pictures of the file that may show its paper label: the label itself, and those of the whole glass where the scanner takes the
/// label with it.
bool mayShowLabel(const SlideInfo& info, const std::string& image);

}  // namespace bowman::ui
