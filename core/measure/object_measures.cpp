#include "core/measure/object_measures.h"

#include <algorithm>
#include <limits>

namespace bowman {
namespace {

double nearestEdge(const MultiPolygon& shape, const TissueEdge& tissue) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Polygon& part : shape)
        for (const SlidePoint p : part.outer) nearest = std::min(nearest, tissue.distanceAt(p));
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
