// An evaluation as JSON. The names are an interface: scripts and the continuous checks read them.
#include <nlohmann/json.hpp>

#include "core/measure/index_evaluation.h"

namespace bowman {
namespace {

using nlohmann::json;

json asJson(const ScoreSummary& s) {
    const ObjectAgreement& objects = s.objects;
    const BestThreshold best = bestThreshold(s.probabilities);
    json j = {{"images", s.images}, {"dice_pooled", s.pixels.dice()}, {"dice_mean", s.diceMean()}, {"object_precision", objects.precision()},
              {"object_recall", objects.recall()}, {"object_f1", objects.f1()}, {"objects_truth", objects.truth}, {"objects_predicted", objects.predicted},
              {"objects_matched", objects.matched}, {"panoptic_quality", s.panopticQuality()}, {"hausdorff95_um", nullptr},
              {"best_pixel_threshold", best.threshold}, {"dice_at_best_pixel_threshold", best.dice},
              {"expected_calibration_error", calibrationOf(s.probabilities).expectedError}};
    if (const auto distance = s.hausdorff95Um()) j["hausdorff95_um"] = *distance;
    return j;
}

json asJson(const std::optional<ScoreIntervals>& intervals) {
    if (!intervals) return nullptr;
    const auto pair = [](const Interval& i) { return json::array({i.low, i.high}); };
    return {{"patients", intervals->groups}, {"dice_pooled", pair(intervals->dicePooled)}, {"dice_mean", pair(intervals->diceMean)},
            {"object_precision", pair(intervals->precision)}, {"object_recall", pair(intervals->recall)}, {"object_f1", pair(intervals->f1)}};
}

json asJson(const SummaryWithIntervals& summary) {
    json j = asJson(summary.score);
    j["interval95"] = asJson(summary.intervals);
    return j;
}

json asJson(const std::map<std::string, SummaryWithIntervals>& summaries) {
    json j = json::object();
    for (const auto& [name, summary] : summaries) j[name] = asJson(summary);
    return j;
}

json asJson(const FoundScale& found) {
    json j = {{"um_per_px", found.umPerPx}, {"spread", found.spread}, {"trials", json::array()}};
    for (const ScaleTrial& t : found.trials)
        j["trials"].push_back({{"um_per_px", t.umPerPx}, {"objects", t.objects}, {"median_diameter_um", t.medianDiameterUm},
                               {"mean_score", t.meanScore}, {"score", t.score}});
    return j;
}

json asJson(const ImageScore& image) {
    json j = asJson(image.score);
    j.erase("images");
    j.erase("dice_mean");
    j.erase("dice_pooled");
    j["dice"] = image.score.pixels.dice();
    j["image"] = image.image;
    j["line"] = image.line;
    j["group"] = image.group();
    j["patient"] = image.patient;
    j["um_per_px"] = image.umPerPx;
    j["um_per_px_source"] = image.umPerPxSource;
    if (image.found) j["scale_search"] = asJson(*image.found);
    if (image.indexUmPerPx) j["index_um_per_px"] = *image.indexUmPerPx;
    if (image.atIndexScale) j["dice_at_index_scale"] = image.atIndexScale->pixels.dice();
    return j;
}

json asJson(const Calibration& calibration) {
    json j = {{"expected_error", calibration.expectedError}, {"bins", json::array()}};
    for (const ReliabilityBin& bin : calibration.bins)
        j["bins"].push_back({{"from", bin.from}, {"to", bin.to}, {"predicted", bin.predicted}, {"observed", bin.observed}, {"pixels", bin.pixels}});
    return j;
}

}  // namespace

json toJson(const IndexEvaluation& e) {
    json j = asJson(e.all);
    j["image_count"] = j["images"];
    j["model"] = e.model;
    j["model_sha256"] = e.modelSha256;
    j["device"] = e.device;
    j["part"] = e.part;
    if (e.notHeldOut > 0) j["images_not_held_out"] = e.notHeldOut;
    j["threshold"] = e.threshold;
    j["smallest_area_um2"] = e.smallestAreaUm2;
    j["smallest_confidence"] = e.smallestConfidence;
    j["seconds_total"] = e.secondsTotal;
    j["seconds_network"] = e.secondsNetwork;
    j["calibration"] = asJson(calibrationOf(e.all.score.probabilities));
    const UncertaintyWorth worth = worthOfUncertainty(e.objects);
    j["uncertainty"] = {{"auroc", worth.auroc ? json(*worth.auroc) : json()}, {"objects_right", worth.right}, {"objects_wrong", worth.wrong}};
    if (worth.aurocOfDisagreement) j["uncertainty"]["auroc_of_flip_disagreement"] = *worth.aurocOfDisagreement;
    if (worth.aurocOfBoth) j["uncertainty"]["auroc_of_both"] = *worth.aurocOfBoth;
    j["uncertainty"]["objects_on_seams"] = worth.onSeams;
    if (worth.aurocOfSeams) j["uncertainty"]["auroc_of_seam_disagreement"] = *worth.aurocOfSeams;
    j["groups"] = asJson(e.groups);
    j["datasets"] = asJson(e.datasets);
    j["stains"] = asJson(e.stains);
    j["patients"] = asJson(e.patients);
    if (e.atIndexScale && e.sameImagesAtFoundScale)
        j["scale_search"] = {{"at_index_scale", asJson(*e.atIndexScale)}, {"same_images_at_found_scale", asJson(*e.sameImagesAtFoundScale)}};
    j["images"] = json::array();
    for (const ImageScore& image : e.images) j["images"].push_back(asJson(image));
    if (e.thresholds.empty()) return j;
    const ThresholdScore* best = &e.thresholds.front();
    j["thresholds"] = json::array();
    for (const ThresholdScore& t : e.thresholds) {
        json one = asJson(t.score);
        for (const char* ofPixels : {"best_pixel_threshold", "dice_at_best_pixel_threshold", "expected_calibration_error", "hausdorff95_um"}) one.erase(ofPixels);
        one["threshold"] = t.threshold;
        j["thresholds"].push_back(std::move(one));
        if (t.score.pixels.dice() > best->score.pixels.dice()) best = &t;
    }
    j["best_threshold"] = best->threshold;
    return j;
}

}  // namespace bowman
