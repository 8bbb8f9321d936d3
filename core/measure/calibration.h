// How far the network's probabilities mean what they say, and which threshold fits best: from counts of pixels by
// probability. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/image.h"
#include "core/detect/probability_map.h"
#include "core/measure/agreement.h"

namespace bowman {

/// Pixels that were looked at, by 8-bit probability.
struct ProbabilityHistogram {
    std::array<std::int64_t, 256> inside = {};      ///< of the truth
    std::array<std::int64_t, 256> outside = {};

    std::int64_t pixels() const;
    /// Of the pixels with a probability of at least `threshold`, before objects are made of them.
    PixelAgreement at(double threshold) const;
    ProbabilityHistogram& operator+=(const ProbabilityHistogram& other);
};

/// `truth` as in mask_agreement.h, at level 0 of the slide that the map is of; the map is read bilinearly.
ProbabilityHistogram histogramOf(const ProbabilityMap& map, const Image& truth);

struct BestThreshold {
    double threshold = 0.5;
    double dice = 0;            ///< pooled
};
/// Of 1/255 … 254/255; the middle one where several are as good. The choice flatters: it was made on the same pixels.
BestThreshold bestThreshold(const ProbabilityHistogram& histogram);

struct ReliabilityBin {
    double from = 0;            ///< probability
    double to = 0;
    double predicted = 0;       ///< mean probability of its pixels
    double observed = 0;        ///< share of its pixels that are inside of the truth
    std::int64_t pixels = 0;
};

struct Calibration {
    std::vector<ReliabilityBin> bins;
    double expectedError = 0;   ///< ECE: mean of |predicted − observed| over pixels. Method: Guo et al. 2017, arXiv 1706.04599
};
Calibration calibrationOf(const ProbabilityHistogram& histogram, int bins = 10);

}  // namespace bowman
