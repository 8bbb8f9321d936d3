// Measures a network on labelled images: each is run as slides are, and its mask is compared with the truth at the
// image's own resolution. Blocking; one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/result.h"
#include "core/detect/predictor.h"
#include "core/measure/agreement.h"

namespace bowman {

struct IndexEvaluationRequest {
    std::filesystem::path index;
    std::string part = "validation";          ///< rows that count; empty = all
    std::filesystem::path masksFolder;        ///< predicted masks (8-bit PNG, 0 and 1) go here; empty = none are kept
    std::optional<double> threshold;          ///< the card's when empty
    std::optional<double> smallestAreaUm2;
    bool searchThreshold = false;             ///< also score 0.05 … 0.95 (pooled Dice and F1 of all images)
    int readers = 1;
    std::function<void(int imagesDone, int imagesTotal)> onProgress;
};

/// Scores of several images together.
struct ScoreSummary {
    int images = 0;
    PixelAgreement pixels;                    ///< pooled: summed over images
    double diceMean = 0;                      ///< mean of the images' Dice
    ObjectAgreement objects;                  ///< summed over images
};

struct ImageScore {
    std::string image;                        ///< as the index names it
    std::string group;                        ///< "dataset/stain"
    double umPerPx = 0;
    std::string umPerPxSource;
    PixelAgreement pixels;
    ObjectAgreement objects;
};

struct ThresholdScore {
    double threshold = 0;
    ScoreSummary score;
};

struct IndexEvaluation {
    std::string model;
    std::string modelSha256;
    std::string device;
    std::string part;
    double threshold = 0;
    double smallestAreaUm2 = 0;
    double secondsTotal = 0;
    double secondsNetwork = 0;
    ScoreSummary all;
    std::map<std::string, ScoreSummary> groups;   ///< by "dataset/stain"
    std::vector<ImageScore> images;
    std::vector<ThresholdScore> thresholds;       ///< where they were asked for
};

/// Errors name the row. A stop is the error "stopped".
Result<IndexEvaluation> evaluateIndex(const IndexEvaluationRequest& request, Predictor& predictor, std::stop_token stop);

/// dice_pooled, dice_mean, object_precision, object_recall, object_f1 at the top and under groups[…]; images in full.
nlohmann::json toJson(const IndexEvaluation& evaluation);

}  // namespace bowman
