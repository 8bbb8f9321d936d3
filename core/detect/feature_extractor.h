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

    /// `rgb` scaled as one likes, `mask` (Gray8, of its size) is not 0 where an object is. Over the object, for the features at stride 8 and then at
    /// stride 16: the mean of each channel, then its standard deviation. Blocks; an error for another size.
    virtual Result<std::vector<float>> objectFeatures(const Image& rgb, const Image& mask) = 0;
};

}  // namespace bowman
