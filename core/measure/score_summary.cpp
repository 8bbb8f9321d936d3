#include "core/measure/score_summary.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

/// SplitMix64: the same numbers on every platform.
std::uint64_t next(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

Interval middle95(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) { return values[static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)))]; };
    return {at(0.025), at(0.975)};
}

}  // namespace

double ScoreSummary::panopticQuality() const {
    const double sides = 0.5 * static_cast<double>(objects.truth + objects.predicted);
    return sides > 0 ? iouSum / sides : 1;
}

std::optional<double> ScoreSummary::hausdorff95Um() const {
    if (objects.matched == 0) return {};
    return hausdorffSumUm / static_cast<double>(objects.matched);
}

ScoreSummary& ScoreSummary::operator+=(const ScoreSummary& other) {
    images += other.images;
    pixels += other.pixels;
    objects += other.objects;
    diceSum += other.diceSum;
    iouSum += other.iouSum;
    hausdorffSumUm += other.hausdorffSumUm;
    probabilities += other.probabilities;
    return *this;
}

ScoreSummary summaryOf(const Agreement& agreement, const ProbabilityHistogram& probabilities, double umPerPx) {
    ScoreSummary summary{1, agreement.pixels, agreement.objects, agreement.pixels.dice(), 0, 0, probabilities};
    for (const ObjectMatch& match : agreement.matches) {
        summary.iouSum += match.iou;
        summary.hausdorffSumUm += match.hausdorff95 * umPerPx;
    }
    return summary;
}

std::optional<ScoreIntervals> bootstrapIntervals(const std::vector<ScoreSummary>& groups, const Bootstrap& how) {
    if (groups.size() < 2 || how.replicates < 1) return {};
    std::vector<double> pooled, mean, precision, recall, f1;
    std::uint64_t state = how.seed;
    for (int replicate = 0; replicate < how.replicates; ++replicate) {
        PixelAgreement pixels;
        ObjectAgreement objects;
        double diceSum = 0;
        int images = 0;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const ScoreSummary& drawn = groups[next(state) % groups.size()];
            pixels += drawn.pixels;
            objects += drawn.objects;
            diceSum += drawn.diceSum;
            images += drawn.images;
        }
        pooled.push_back(pixels.dice());
        mean.push_back(images > 0 ? diceSum / images : 0);
        precision.push_back(objects.precision());
        recall.push_back(objects.recall());
        f1.push_back(objects.f1());
    }
    return ScoreIntervals{static_cast<int>(groups.size()), middle95(pooled), middle95(mean), middle95(precision), middle95(recall), middle95(f1)};
}

}  // namespace bowman
