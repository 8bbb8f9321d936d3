// Which patches a run sends to the network, and in which order. Pure: a decision, no reading. Any thread.
//
//     |<------------- size ------------->|       Neighbouring patches overlap by 2·margin + blend. The margin of a patch
//     [margin|ramp|     alone     |ramp|margin]  is never used (the network sees too little there); in the ramp two
//            |<--- stride --->|                  neighbours are averaged with weights that add up to one.
//
// The grid is anchored at the slide's corner, not at the region's: a region gives what the whole slide gives there.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "core/detect/probability_map.h"

namespace bowman {

struct PatchGeometry {
    int size = 512;     ///< edge of a patch, map pixels
    int margin = 32;    ///< at each edge, not used
    int blend = 64;     ///< width of the ramp between neighbours; 0 = cut at the middle of the overlap; even

    int stride() const { return size - 2 * margin - blend; }
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
    std::optional<SlideRect> visibleFirst;
    std::function<bool(const SlideRect&)> isWanted = {};    ///< may hold a glomerulus; empty = everything is
};

/// First pixels of the patches, in the order in which they are to be run: those on the screen nearest to its centre
/// first, then row by row, to and fro. The cells (stride × stride) of all patches tile the map without gap or overlap.
struct PatchPlan {
    PatchGeometry geometry;
    std::vector<MapRect> patches;

    /// The part of a patch that no other patch's cell has.
    MapRect cell(const MapRect& patch) const;
    /// The part of a patch that enters the map: the cell and half a ramp around it.
    MapRect trusted(const MapRect& patch) const;
};

/// The lattice of map pixels over a region: its origin is a multiple of `downsample`, so that all regions share it.
MapGrid mapGridFor(const SlideRect& region, double downsample);

PatchPlan planPatches(const PatchPlanRequest& request);

}  // namespace bowman
