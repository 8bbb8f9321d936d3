// Where on a slide there is tissue, found on a small picture of it: detection skips the glass, reports get the area.
// Values; any thread. findTissue blocks (reads the slide).
#pragma once

#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

struct TissueMask {
    Image mask;               ///< Gray8: 255 tissue, 0 glass, ink and dust
    double downsample = 1;    ///< level-0 pixels per mask pixel; the mask begins at (0,0)
    Image ink = {};           ///< Gray8 of the same size: 255 marks of pens on the glass; null where there are none. Those on tissue are not among them

    /// Share of the rectangle that is tissue, 0…1; what lies outside of the slide is not.
    double coverage(const SlideRect& rect) const;
    /// umPerPx of level 0.
    double areaMm2(double umPerPx) const;
};

/// Where scale is known the picture has about 10 µm/px, else its longest edge is 2048 px.
/// Method: darkness against the colour of the glass (255 − the smallest of R, G, B, white-balanced: rises with saturation
/// and with density, so that pale, dark and silver stains all show), Otsu 1979 within limits, then
/// down to faint where it touches, holes filled, specks dropped,
/// narrow gaps closed, marks of pens dropped (see pen_ink.h). A picture with
/// practically no glass is tissue everywhere.
Result<TissueMask> findTissue(const Slide& slide, std::optional<double> umPerPx);

/// The same on a picture (RGB) of a whole slide. `umPerPx` is that of the picture's pixels.
Result<TissueMask> tissueOn(const Image& rgb, double downsample, std::optional<double> umPerPx);

/// A piece of tissue in level-0 pixels; rings are closed without repeating the first point.
struct TissuePiece {
    std::vector<SlidePoint> outer;
    std::vector<std::vector<SlidePoint>> holes;
};

/// Outlines of the mask for drawing, to about a mask pixel.
std::vector<TissuePiece> piecesOf(const TissueMask& tissue);
/// The same of the marks of pens.
std::vector<TissuePiece> inkOf(const TissueMask& tissue);

}  // namespace bowman
