// The second stage of a detection: what kind of glomerulus was found. Used by one thread.
#pragma once

#include <memory>
#include <string>

#include "core/annotation/polygon.h"
#include "core/base/result.h"
#include "core/slide/slide.h"

namespace bowman {

class ObjectClassifier {
public:
    virtual ~ObjectClassifier() = default;

    /// Probability from which on a glomerulus is called globally sclerotic.
    virtual double threshold() const = 0;
    /// Probability that it is, 0 … 1; `shape` in level-0 pixels. Blocks: some milliseconds for reading, some for the network.
    virtual Result<double> sclerosis(const Slide& slide, const MultiPolygon& shape) = 0;
};

/// The classifier of the zoo (sclerosis.classifier.json) with the network whose features it weighs. Blocks while that is loaded. Errors: one of the two
/// is missing or damaged, or the network is not the one that the classifier was fitted to.
Result<std::unique_ptr<ObjectClassifier>> createShippedClassifier(const std::string& device);

}  // namespace bowman
