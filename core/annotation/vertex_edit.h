// Moving, adding and removing single points of an outline by hand. An outline that was painted has thousands of points, far closer than a
// hand can tell apart: some of them are handles, and what lies between two handles follows like a rubber band. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "core/annotation/polygon.h"

namespace bowman {

/// A place in a shape.
struct VertexRef {
    std::size_t part = 0;
    std::size_t ring = 0;        ///< 0: the outer one; n: hole n - 1
    std::size_t index = 0;
    friend bool operator==(const VertexRef&, const VertexRef&) = default;
};

/// Handles in the order of parts, rings and points; three of each ring at least. All points where they are `spacing` level-0 pixels apart on
/// average, else the bends (Douglas-Peucker). Points at the places in `always` are handles.
std::vector<VertexRef> handlesOf(const MultiPolygon& shape, double spacing, const std::vector<SlidePoint>& always = {});

SlidePoint pointAt(const MultiPolygon& shape, const VertexRef& at);

/// The handle goes to `to`; points between it and the handles on either side go along, the less the further away (by length of the
/// outline). May cross itself. `handles` as handlesOf() gave them for this shape.
MultiPolygon withMovedHandle(const MultiPolygon& shape, const std::vector<VertexRef>& handles, const VertexRef& handle, SlidePoint to);

/// Straight from the handle before to the handle behind. Empty where a ring would have fewer than three points left. May cross itself.
std::optional<MultiPolygon> withoutHandle(const MultiPolygon& shape, const std::vector<VertexRef>& handles, const VertexRef& handle);

struct EdgePlace {
    VertexRef from;              ///< the edge goes on to the next point of the ring
    SlidePoint nearest;          ///< on the edge
    double distance = 0;         ///< level-0 pixels
};
/// The edge that is nearest to a point; empty for an empty shape.
std::optional<EdgePlace> nearestEdge(const MultiPolygon& shape, SlidePoint p);

/// With one point more on that edge.
MultiPolygon withVertex(const MultiPolygon& shape, const EdgePlace& place);

}  // namespace bowman
