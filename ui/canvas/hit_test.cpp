#include "ui/canvas/hit_test.h"

#include <algorithm>
#include <cmath>

namespace bowman::ui {

namespace {

constexpr double kNear = 6;     // logical pixels
constexpr double kDot = 12;     // objects smaller than this are hit beside their outline too

double distanceToSegment(SlidePoint p, SlidePoint a, SlidePoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool isNearBorder(const MultiPolygon& shape, SlidePoint p, double distance) {
    for (const Polygon& part : shape)
        for (std::size_t i = 0, j = part.outer.size() - 1; i < part.outer.size(); j = i++)
            if (distanceToSegment(p, part.outer[j], part.outer[i]) <= distance) return true;
    return false;
}

}  // namespace

AnnotationId hitAt(const AnnotationSet& set, const HitRequest& request) {
    const auto isShown = [&](const Annotation& a) { return request.rejectedShown || a.state != ReviewState::Rejected; };
    for (const AnnotationPtr& a : set.at(request.point))
        if (a->kind == AnnotationKind::Glomerulus && isShown(*a)) return a->id;

    const double near = kNear * request.downsample;
    AnnotationId dot = 0, region = 0;
    double nearest = near;
    for (const AnnotationPtr& a : set.intersecting(SlideRect{request.point.x, request.point.y, 0, 0}.grown(near))) {
        if (!isShown(*a)) continue;
        const SlideRect bounds = boundsOf(a->shape);
        if (a->kind != AnnotationKind::Glomerulus) {
            if (isNearBorder(a->shape, request.point, near)) region = a->id;
        } else if (std::max(bounds.width, bounds.height) < kDot * request.downsample) {
            const SlidePoint c = bounds.centre();
            const double distance = std::hypot(c.x - request.point.x, c.y - request.point.y);
            if (distance <= nearest) {
                nearest = distance;
                dot = a->id;
            }
        }
    }
    return dot ? dot : region;
}

}  // namespace bowman::ui
