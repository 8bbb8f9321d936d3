// The second stage over all objects of a slide. Blocking; one thread.
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "core/detect/detection_job.h"
#include "core/detect/object_classifier.h"

namespace bowman {

/// Fills DetectedObject::sclerosis where it is empty. An object that cannot be read stays without; a stop leaves the rest without and is
/// the error "stopped". Else returns the first error there was, for a note.
Result<void> classifyObjects(std::vector<DetectedObject>& objects, const Slide& slide, ObjectClassifier& classifier,
                             const std::function<void(int done, int total)>& onProgress, const std::stop_token& stop);

/// Objects of the same probabilities under another threshold are the same glomeruli: what is known of `from` is told of those in `to` that lie on it and
/// are between half and twice as large: sclerosis, and how far the network contradicted itself about mirror images.
void carryTold(const std::vector<DetectedObject>& from, std::vector<DetectedObject>& to);

}  // namespace bowman
