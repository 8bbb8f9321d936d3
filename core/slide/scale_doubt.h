// Whether what a slide says of its scale can be true. Pure; any thread.
#pragma once

#include <string>

#include "core/slide/slide.h"

namespace bowman {

/// One sentence for people, without a full stop; empty when nothing speaks against the scale. It doubts a tag that no light
/// microscope fits, a scale that is more than 3 times off what the objective gives (10 µm/px divided by its power: 40× ≈ 0.25,
/// 20× ≈ 0.5, 10× ≈ 1), and a section that would be longer than 20 cm. A scale that the file does not tell at all is unknown,
/// not doubtful.
std::string scaleDoubt(const SlideInfo& info);

}  // namespace bowman
