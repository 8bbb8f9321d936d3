// The way along edges of the picture from one point to others: what a magnetic outline shows between two clicks. Any thread; a wire
// is never changed after it was made, and may be asked by several threads.
//
// Method: intelligent scissors (Mortensen & Barrett 1998, Graphical Models 60:349), OpenCV's implementation, on the smoothed picture.
#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/interactive/picture_patch.h"

namespace bowman {

class LiveWire {
public:
    /// About 150 ms for a patch of 512 × 512. The error is a sentence for the person: no picture, an anchor outside of it.
    static Result<std::shared_ptr<const LiveWire>> from(const PicturePatch& patch, SlidePoint anchor);
    ~LiveWire();
    LiveWire(const LiveWire&) = delete;
    LiveWire& operator=(const LiveWire&) = delete;

    SlidePoint anchor() const;
    /// True where a way there runs along edges all the way.
    bool covers(SlidePoint p) const;
    /// From the anchor to `to`, both among the points; below a millisecond. Beyond the edge of the patch it goes on straight.
    std::vector<SlidePoint> pathTo(SlidePoint to) const;

private:
    LiveWire();
    struct Map;
    std::unique_ptr<Map> m_map;
};

}  // namespace bowman
