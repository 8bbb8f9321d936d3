// What is done to one outline as a whole: holes filled, smoothed, hull, gaps bridged. By GEOS; results as in polygon_ops.h. Any thread.
#pragma once

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

struct RoundTip {
    SlidePoint centre;
    double radius = 0;           ///< level-0 pixels, above 0
};
/// What a round tip paints that changes its radius steadily on its way: the convex hull of both discs.
Result<MultiPolygon> taperedLine(const RoundTip& from, const RoundTip& to);

MultiPolygon withoutHoles(const MultiPolygon& shape);

/// The smallest convex outline around all parts.
Result<MultiPolygon> convexHull(const MultiPolygon& shape);

/// Spikes and notches narrower than 2·radius go, the rest keeps its place: morphological opening, then closing, with a disc (Serra 1982).
/// An outline that the opening would swallow whole is only closed.
Result<MultiPolygon> smoothed(const MultiPolygon& shape, double radius);

/// Parts joined where the gap between them is narrower than 2·widest: closed with the smallest disc (doubled from 1 px on) that joins them.
/// Parts further apart stay parts.
Result<MultiPolygon> bridged(const MultiPolygon& shape, double widest);

}  // namespace bowman
