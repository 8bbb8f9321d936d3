// Proposes the outline of a glomerulus from a click in it, or from a box around it. Pure; any thread; a few milliseconds.
//
// Method: the picture is unrolled around the click (angle × radius), and the closed outline with the best score is found by dynamic
// programming (as Timp & Karssemeijer 2004, Med Phys 31:958, do for masses in mammograms). Scored are: what lies inside looks like the middle and what lies
// outside like the surroundings (linear discriminant of smoothed colour and texture, learned on the spot, twice), or is probable to the network
// where it was asked; the border is an edge; the radius is a usual one, or that of the box. The outline is star-shaped about its centre, as glomeruli practically are.
#pragma once

#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/interactive/picture_patch.h"

namespace bowman {

struct SegmentClick {
    SlidePoint point;
    bool inside = true;         ///< false: the outline must not reach this point
};

struct SegmentRequest {
    std::vector<SegmentClick> clicks;   ///< the first ones that are inside tell where to look
    SlideRect box;                      ///< empty: none was drawn
    std::optional<double> umPerPx;      ///< of level 0; tells how large glomeruli are. Not needed with a box
};

/// What of the slide to read: about 400 µm around the clicks at 2 µm a pixel, or twice the box. The error is a sentence for the person:
/// neither click nor box, no scale and no box, a box above 2 mm.
Result<ScaledRegion> regionToSegment(const SegmentRequest& request);

/// One valid outline in level-0 pixels, which contains the clicks inside and none of the others as far as their places allow. The error is a
/// sentence for the person: only glass here; clicks that contradict each other.
Result<MultiPolygon> segmentFromClicks(const PicturePatch& patch, const SegmentRequest& request);

}  // namespace bowman
