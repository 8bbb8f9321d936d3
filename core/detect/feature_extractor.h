// What a network sees in a picture, as one vector: for comparing pictures, and for classifiers on top. Used by one thread.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace bowman {

class FeatureExtractor {
public:
    virtual ~FeatureExtractor() = default;

    /// Scale at which the network was trained.
    virtual double umPerPx() const = 0;

    /// `rgb` at that scale, both edges multiples of 32. The deepest features of the encoder (stride 32) averaged over the
    /// picture: one number a channel. Blocks; an error for another size.
    virtual Result<std::vector<float>> features(const Image& rgb) = 0;
};

}  // namespace bowman
