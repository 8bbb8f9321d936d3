#include "core/detect/candidates.h"

#include "core/annotation/polygon_ops.h"

namespace bowman {

std::vector<DetectedObject> findCandidates(const ProbabilityMap& map, const PolygoniseOptions& options, const std::vector<DetectedObject>& found) {
    PolygoniseOptions faint = options;
    faint.threshold = options.threshold * kCandidateShare;
    std::vector<DetectedObject> candidates = polygonise(map, faint);
    std::vector<SlideRect> boxes;
    for (const DetectedObject& object : found) boxes.push_back(boundsOf(object.shape));
    std::erase_if(candidates, [&](const DetectedObject& candidate) {
        const SlideRect box = boundsOf(candidate.shape);
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (!boxes[i].intersects(box)) continue;
            const auto shared = overlapArea(candidate.shape, found[i].shape);
            if (!shared || *shared > 0) return true;
        }
        return false;
    });
    return candidates;
}

}  // namespace bowman
