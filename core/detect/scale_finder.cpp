#include "core/detect/scale_finder.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/annotation/polygon_ops.h"
#include "core/detect/detection_job.h"

namespace bowman {
namespace {

constexpr double kConfident = 0.7;      // mean probability inside
constexpr int kSmallPatch = 256;
constexpr double kSizeSpread = 0.35;    // standard deviation of ln(diameter): a factor of 1.4

double likelihoodOf(double diameterUm, double expectedUm) {
    const double off = std::log(diameterUm / expectedUm) / kSizeSpread;
    return std::exp(-0.5 * off * off);
}

/// The middle of the region, as large as a trial may be.
SlideRect trialRegion(const ScaleSearch& search, double downsample) {
    SlideRect region = search.region.value_or(search.slide->info().rect());
    const double pixels = region.width * region.height / (downsample * downsample);
    const double share = std::min(1.0, std::sqrt(search.largestMegapixels * 1e6 / std::max(1.0, pixels)));
    return {region.x + region.width * (1 - share) / 2, region.y + region.height * (1 - share) / 2, region.width * share, region.height * share};
}

Result<ScaleTrial> tryScale(const ScaleSearch& search, Predictor& predictor, double umPerPx, const std::stop_token& stop) {
    const double downsample = predictor.card().umPerPx / umPerPx;
    const SlideRect region = trialRegion(search, downsample);
    // Small pictures in small patches; two sizes only, because the network gets faster with each size it has seen before.
    const bool isSmall = std::max(region.width, region.height) / downsample <= kSmallPatch;
    const DetectionRequest request{.slide = search.slide, .umPerPx = umPerPx, .region = region, .tissueOnly = false,
                                   .readers = search.readers, .patchSize = isSmall ? kSmallPatch : 0};
    const auto found = detectGlomeruli(request, predictor, {}, stop);
    if (!found) return found.error();
    if (found->report.end == JobEnd::Cancelled) return Error{"scale of the picture", search.slide->info().path.string(), "stopped"};
    const SlideRect inner = region.grown(-1.5 * downsample);
    ScaleTrial trial{.umPerPx = umPerPx};
    std::vector<double> diameters;
    double scores = 0, covered = 0;
    for (const DetectedObject& object : found->objects) {
        if (object.score < kConfident) continue;
        const SlideRect bounds = boundsOf(object.shape);
        const bool isCut = bounds.x < inner.x || bounds.y < inner.y || bounds.right() > inner.right() || bounds.bottom() > inner.bottom();
        const double area = areaOf(object.shape), equivalent = 2 * std::sqrt(area / std::numbers::pi);
        // Of what the edge cuts, the longer side tells more than the area, and both say less.
        const double diameter = (isCut ? std::max({equivalent, bounds.width, bounds.height}) : equivalent) * umPerPx;
        const double certainty = (object.score - kConfident) / (1 - kConfident) * (isCut ? 0.5 : 1);
        diameters.push_back(diameter);
        scores += object.score;
        covered += area * certainty * likelihoodOf(diameter, search.diameterUm);
    }
    if (diameters.empty()) return trial;
    std::sort(diameters.begin(), diameters.end());
    trial.objects = static_cast<int>(diameters.size());
    trial.medianDiameterUm = diameters[diameters.size() / 2];
    trial.meanScore = scores / static_cast<double>(diameters.size());
    trial.score = covered / (region.width * region.height);
    return trial;
}

}  // namespace

FoundScale scaleFromTrials(std::vector<ScaleTrial> trials, const ScaleSearch& search) {
    FoundScale found;
    found.trials = std::move(trials);
    const auto best = std::max_element(found.trials.begin(), found.trials.end(), [](const ScaleTrial& a, const ScaleTrial& b) { return a.score < b.score; });
    if (best == found.trials.end() || !(best->score > 0)) return found;
    // A network that does not mind the scale finds the same objects beside the best one: then all say the same.
    const auto estimate = [&](const ScaleTrial& t) { return t.umPerPx * search.diameterUm / t.medianDiameterUm; };
    double sum = 0, weights = 0, least = estimate(*best), most = least;
    for (const ScaleTrial& trial : found.trials) {
        const bool isBeside = std::abs(std::log(trial.umPerPx / best->umPerPx)) < 1.5 * std::log(search.factor);
        if (!isBeside || trial.objects == 0) continue;
        sum += trial.score * trial.score * std::log(estimate(trial));
        weights += trial.score * trial.score;
        least = std::min(least, estimate(trial));
        most = std::max(most, estimate(trial));
    }
    found.umPerPx = std::exp(sum / weights);
    found.spread = most / least;
    return found;
}

Result<FoundScale> findScale(const ScaleSearch& search, Predictor& predictor, std::stop_token stop) {
    std::vector<ScaleTrial> trials;
    for (double umPerPx = search.finest; umPerPx < search.coarsest * std::sqrt(search.factor); umPerPx *= search.factor) {
        auto trial = tryScale(search, predictor, umPerPx, stop);
        if (!trial) return trial.error();
        trials.push_back(*trial);
    }
    return scaleFromTrials(std::move(trials), search);
}

}  // namespace bowman
