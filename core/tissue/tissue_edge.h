// How far a place is from the edge of the tissue: the nearest glass, or the border of the slide, behind which nothing is known. Made once per
// slide, then asked for every object. A value; any thread.
#pragma once

#include <memory>

#include "core/base/geometry.h"
#include "core/tissue/tissue_mask.h"

namespace bowman {

class TissueEdge {
public:
    /// Blocks for some milliseconds. Exact Euclidean distance transform of the mask (Felzenszwalb & Huttenlocher 2012, as in OpenCV).
    explicit TissueEdge(const TissueMask& tissue);

    /// Level-0 pixels from the point to the edge, to about half a pixel of the mask; 0 where there is no tissue.
    double distanceAt(SlidePoint p) const;
    /// Edge of a mask pixel in level-0 pixels: what is nearer than that cannot be told from touching.
    double resolution() const { return m_downsample; }

private:
    std::shared_ptr<const std::vector<float>> m_distance;   ///< in mask pixels
    int m_width = 0;
    int m_height = 0;
    double m_downsample = 1;
};

}  // namespace bowman
