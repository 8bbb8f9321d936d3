#include "core/detect/candidates.h"

#include <algorithm>
#include <iterator>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

/// Takes out of `candidates` what shares area with one of `taken`.
void leaveOutTaken(std::vector<DetectedObject>& candidates, const std::vector<DetectedObject>& taken) {
    std::vector<SlideRect> boxes;
    for (const DetectedObject& object : taken) boxes.push_back(boundsOf(object.shape));
    std::erase_if(candidates, [&](const DetectedObject& candidate) {
        const SlideRect box = boundsOf(candidate.shape);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            if (!boxes[i].intersects(box)) continue;
            const auto shared = overlapArea(candidate.shape, taken[i].shape);
            if (!shared || *shared > 0) return true;
        }
        return false;
    });
}

}  // namespace

std::vector<DetectedObject> findCandidates(const ProbabilityMap& map, const PolygoniseOptions& options, const std::vector<DetectedObject>& found) {
    PolygoniseOptions unsure = options;
    unsure.smallestConfidence = 0;
    std::vector<DetectedObject> candidates;
    if (options.smallestConfidence > 0) {
        candidates = polygonise(map, unsure);
        leaveOutTaken(candidates, found);
    }
    unsure.threshold = options.threshold * kCandidateShare;
    std::vector<DetectedObject> faint = polygonise(map, unsure);
    leaveOutTaken(faint, found);
    leaveOutTaken(faint, candidates);
    std::move(faint.begin(), faint.end(), std::back_inserter(candidates));
    std::stable_sort(candidates.begin(), candidates.end(), [](const DetectedObject& a, const DetectedObject& b) {
        const SlideRect r = boundsOf(a.shape), s = boundsOf(b.shape);
        return r.y != s.y ? r.y < s.y : r.x < s.x;
    });
    return candidates;
}

}  // namespace bowman
