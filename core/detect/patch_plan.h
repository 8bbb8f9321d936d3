// Which patches a run sends to the network. Pure: a decision, no reading. Any thread.
//
//     |<------------- size ------------->|       Neighbouring patches overlap by 2·margin + blend. The margin of a patch
//     [margin|ramp|     alone     |ramp|margin]  is never used (the network sees too little there); in the ramp two
//            |<--- stride --->|                  neighbours are averaged with weights that add up to one.
//
// The grid is anchored at the slide's corner, not at the region's: a region gives what the whole slide gives there.
// Bands are patches that lie below each other in columns without overlap: a network that works strip by strip (StripPredictor) sees what is above
// and below a band, so that only columns have margins and ramps.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "core/base/geometry.h"
#include "core/detect/probability_map.h"

namespace bowman {

struct PatchGeometry {
    int size = 512;     ///< edge of a patch, map pixels
    int margin = 32;    ///< at each edge, not used
    int blend = 64;     ///< width of the ramp between neighbours; 0 = cut at the middle of the overlap; even
    int height = 0;     ///< of a band; 0 = patches as high as wide

    bool isBand() const { return height > 0; }
    int inset() const { return margin + blend / 2; }
    int stride() const { return size - 2 * inset(); }
    int edgeY() const { return isBand() ? height : size; }
    int marginY() const { return isBand() ? 0 : margin; }
    int blendY() const { return isBand() ? 0 : blend; }
    int insetY() const { return marginY() + blendY() / 2; }
    int strideY() const { return edgeY() - 2 * insetY(); }
    std::size_t pixels() const { return static_cast<std::size_t>(size) * static_cast<std::size_t>(edgeY()); }
};

/// A rectangle of map pixels; may reach outside of the map.
struct MapRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const MapRect&, const MapRect&) = default;
};

struct PatchPlanRequest {
    MapGrid grid;
    PatchGeometry geometry;
    int shiftX = 0;                                         ///< of the patch grid, map pixels
    int shiftY = 0;
    std::function<bool(const SlideRect&)> isWanted = {};    ///< may hold a glomerulus; empty = everything is
};

/// First pixels of the patches, row by row, to and fro; PatchOrder says which is run when. The cells (stride × strideY) of all patches tile the map without gap or overlap.
struct PatchPlan {
    PatchGeometry geometry;
    std::vector<MapRect> patches;
    /// Of columns of bands, by the x of their patches: first pixel and end of what is computed, where that is less than the patch. In map pixels.
    std::map<int, std::pair<int, int>> extents = {};

    /// The part of a patch that no other patch's cell has.
    MapRect cell(const MapRect& patch) const;
    /// The part of a patch that enters the map: the cell and half a ramp around it.
    MapRect trusted(const MapRect& patch) const;
};

/// The lattice of map pixels over a region: its origin is a multiple of `downsample`, so that all regions share it.
MapGrid mapGridFor(const SlideRect& region, double downsample);

PatchPlan planPatches(const PatchPlanRequest& request);

}  // namespace bowman
