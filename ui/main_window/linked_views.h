// Two views of two slides that go together: where the other one must look. Pure; any thread.
#pragma once

#include <optional>

#include "core/document/slide_alignment.h"
#include "core/slide/slide.h"
#include "core/tiles/viewport.h"

namespace bowman::ui {

/// µm per level-0 pixel of both; 1 and 1 (pixels stand for µm) unless both are known.
struct LinkScale {
    double slide = 1;
    double other = 1;
    static LinkScale of(std::optional<double> slide, std::optional<double> other);
};

/// Where a point of `alignment.slide` lies on `alignment.other`, in its level-0 pixels.
SlidePoint pointOnOther(SlidePoint point, const SlideAlignment& alignment, const LinkScale& scale);

/// `own` (its size stays) so that it shows of `alignment.other` what `view` shows of `alignment.slide`: the same tissue in its
/// centre, as large, turned alike.
Viewport followed(const Viewport& view, const SlideAlignment& alignment, const LinkScale& scale, const Viewport& own);

/// The alignment at which both views show the same.
SlideAlignment alignmentOf(const Viewport& view, const Viewport& other, const LinkScale& scale);

/// Middle upon middle, neither turned: where nobody has said anything.
SlideAlignment centred(const SlideRect& slide, const SlideRect& other, const LinkScale& scale);

}  // namespace bowman::ui
