// Scores of several images together, and how sure one can be of them. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/measure/agreement.h"
#include "core/measure/calibration.h"

namespace bowman {

/// Sums over images, so that summaries of parts add up to that of the whole.
struct ScoreSummary {
    int images = 0;
    PixelAgreement pixels;                  ///< at the threshold of the evaluation, as objects
    ObjectAgreement objects;
    double diceSum = 0;                     ///< of the images' Dice
    double iouSum = 0;                      ///< of the pairs of objects
    double hausdorffSumUm = 0;              ///< of the pairs of objects
    ProbabilityHistogram probabilities;     ///< the network's answers themselves

    double diceMean() const { return images > 0 ? diceSum / images : 0; }
    /// Σ IoU of pairs / (pairs + ½ unmatched of either side); 1 where there is nothing. Method: Kirillov et al. 2019.
    double panopticQuality() const;
    /// Mean over pairs of objects of the 95th percentile of the distance between their outlines; empty without pairs.
    std::optional<double> hausdorff95Um() const;

    ScoreSummary& operator+=(const ScoreSummary& other);
};

/// Of one image. Its matches must have their distances (MatchDetail::Distances).
ScoreSummary summaryOf(const Agreement& agreement, const ProbabilityHistogram& probabilities, double umPerPx);

struct Interval {
    double low = 0;
    double high = 0;
};

/// 95 % intervals.
struct ScoreIntervals {
    int groups = 0;
    Interval dicePooled, diceMean, precision, recall, f1;
};

struct Bootstrap {
    std::uint64_t seed = 1;
    int replicates = 2000;
};

/// Groups (patients or slides) are drawn with replacement: images of one patient are not independent of each other. Percentile
/// method, Efron & Tibshirani 1993. Empty for fewer than two groups, of which nothing can be said.
std::optional<ScoreIntervals> bootstrapIntervals(const std::vector<ScoreSummary>& groups, const Bootstrap& how = {});

}  // namespace bowman
