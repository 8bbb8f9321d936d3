#include "core/interactive/picture_patch.h"

namespace bowman {

Result<PicturePatch> readPatch(const Slide& slide, const ScaledRegion& region) {
    auto rgb = readScaled(slide, region);
    if (!rgb.ok()) return rgb.error();
    return PicturePatch{std::move(rgb).value(), region.origin, region.downsample};
}

ScaledRegion squareAround(SlidePoint centre, int edge, double downsample) {
    const double half = edge * downsample / 2;
    return {{centre.x - half, centre.y - half}, downsample, edge, edge};
}

}  // namespace bowman
