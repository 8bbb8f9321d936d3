#include "core/measure/object_measures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bowman {
namespace {

double nearestEdge(const MultiPolygon& shape, const TissueEdge& tissue) {
    double nearest = std::numeric_limits<double>::infinity();
    // Along the edges too: a simplified outline has long ones, and the glass may come nearest between their ends.
    const double step = std::max(1.0, tissue.resolution());
    for (const Polygon& part : shape)
        for (std::size_t i = 0, n = part.outer.size(); i < n; ++i) {
            const SlidePoint a = part.outer[i], b = part.outer[(i + 1) % n];
            const int pieces = std::max(1, static_cast<int>(std::ceil(std::hypot(b.x - a.x, b.y - a.y) / step)));
            for (int k = 0; k < pieces; ++k) {
                const double t = static_cast<double>(k) / pieces;
                nearest = std::min(nearest, tissue.distanceAt({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}));
            }
        }
    return nearest;
}

}  // namespace

ObjectMeasures measuresOf(const MultiPolygon& shape, const MeasureFrame& frame) {
    ObjectMeasures m;
    const double scale = frame.umPerPx.value_or(1);
    m.form = morphometryOf(shape, scale);
    const SlideRect bounds = boundsOf(shape);
    if (bounds.isEmpty()) return m;
    if (frame.tissue) {
        const double distance = nearestEdge(shape, *frame.tissue);
        m.toTissueEdge = distance * scale;
        if (distance < frame.tissue->resolution()) m.touches = TouchedEdge::Tissue;
    }
    const auto width = static_cast<double>(frame.size.width), height = static_cast<double>(frame.size.height);
    if (width > 0 && (bounds.x <= 0 || bounds.y <= 0 || bounds.right() >= width || bounds.bottom() >= height)) m.touches = TouchedEdge::Slide;
    return m;
}

}  // namespace bowman
