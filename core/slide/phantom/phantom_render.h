// Draws any rectangle of the phantom at level 0. Pure: the same pixels whatever is drawn before, beside or at the same
// time. Any thread.
#pragma once

#include "core/base/image.h"
#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_section.h"
#include "core/slide/phantom/phantom_stain.h"

namespace bowman::phantom {

/// Rgb8 of the size of `rect`.
Image render(const Layout& layout, const Stain& stain, const PixelRect& rect);

}  // namespace bowman::phantom
