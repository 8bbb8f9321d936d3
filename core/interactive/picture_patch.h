// A small part of a slide in memory, which interactive tools look at. Value; any thread.
#pragma once

#include "core/annotation/polygon.h"
#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/slide/scaled_read.h"

namespace bowman {

struct PicturePatch {
    Image rgb;
    SlidePoint origin;          ///< outer corner of the first pixel, in level-0 pixels
    double downsample = 1;      ///< level-0 pixels per pixel of the patch
    Image probability = {};     ///< Gray8 of the same size, 255 = a glomerulus for sure; null where no network was asked

    SlidePoint toPatch(SlidePoint p) const { return {(p.x - origin.x) / downsample, (p.y - origin.y) / downsample}; }
    SlidePoint toSlide(SlidePoint p) const { return {origin.x + p.x * downsample, origin.y + p.y * downsample}; }
    bool covers(SlidePoint p) const {
        const SlidePoint q = toPatch(p);
        return q.x >= 0 && q.y >= 0 && q.x < rgb.width() && q.y < rgb.height();
    }
};

/// Blocks while it reads. Outside of the slide is white.
Result<PicturePatch> readPatch(const Slide& slide, const ScaledRegion& region);

/// A square of `edge` pixels around a point.
ScaledRegion squareAround(SlidePoint centre, int edge, double downsample);

}  // namespace bowman
