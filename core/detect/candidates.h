// Faint places of a probability map: what a detection missed by little. For a person to look at, apart from what it proposed.
#pragma once

#include <vector>

#include "core/detect/detection_job.h"

namespace bowman {

/// Share of the threshold down to which a place is a candidate.
inline constexpr double kCandidateShare = 0.4;

/// What polygonise() drops for the smallest confidence alone, and what it outlines at kCandidateShare of the threshold, as large as an object has to be:
/// each where none of `found` lies (as polygonise() gives them for the same map and `options`), and no candidate before it. Ordered by position. Blocks; pure, any thread.
std::vector<DetectedObject> findCandidates(const ProbabilityMap& map, const PolygoniseOptions& options, const std::vector<DetectedObject>& found);

}  // namespace bowman
