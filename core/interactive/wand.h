// Grows from a place on the slide to what has a similar colour and is connected with it. Pure; any thread.
//
// Method: the picture is freed of single odd pixels (median), colours are compared in CIE Lab with the place that was pointed at
// (lightness counts half: stains differ in hue more than in depth), and one flood tells for every pixel the smallest tolerance that reaches it
// (the minimax path, by buckets). So each tolerance is a threshold, and the hand gets its answer in a few milliseconds.
#pragma once

#include "core/base/result.h"
#include "core/interactive/picture_patch.h"

namespace bowman {

class WandField {
public:
    static constexpr double kLargestTolerance = 63;

    /// About 30 ms for a patch of 512 × 512. The error is a sentence for the person: no picture, a place outside of it.
    static Result<WandField> around(const PicturePatch& patch, SlidePoint seed);

    /// One outline in level-0 pixels without holes, smooth at the scale of the patch, which holds the seed; cut at the edge of the patch.
    /// More tolerance takes more. `tolerance`: difference of colour, 2 is hardly seen, 20 is another stain. Nothing is taken that is further
    /// than `reach` level-0 pixels from the seed: in a tissue everything is connected with everything in the end.
    Result<MultiPolygon> grown(double tolerance, double reach = 1e9) const;

private:
    Image m_level;              ///< smallest tolerance that reaches the pixel, in quarters; 255: none does
    SlidePoint m_origin;
    double m_downsample = 1;
    int m_seedX = 0, m_seedY = 0;
};

}  // namespace bowman
