// Measures a network on labelled images: each is run as slides are, and its mask is compared with the truth at the
// image's own resolution. Blocking; one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/detect/predictor.h"
#include "core/detect/scale_finder.h"
#include "core/measure/judged_objects.h"
#include "core/measure/score_summary.h"

namespace bowman {

enum class ScaleFrom {
    Index,      ///< um_per_px_estimate; the network finds the scale of rows that have none
    Network,    ///< findScale for each image; what the index says is scored beside it
    Given,      ///< one number for all
};

struct IndexEvaluationRequest {
    std::filesystem::path index;
    std::string part = "validation";          ///< rows that count; empty = all
    std::filesystem::path masksFolder;        ///< predicted masks (8-bit PNG, 0 and 1) go here; empty = none are kept
    std::optional<double> threshold;          ///< the card's when empty
    std::optional<double> smallestAreaUm2;
    std::optional<double> smallestConfidence = {};
    bool searchThreshold = false;             ///< also score objects at 0.05 … 0.95
    int readers = 1;
    std::function<void(int imagesDone, int imagesTotal)> onProgress;
    ScaleFrom scaleFrom = ScaleFrom::Index;
    double umPerPx = 0;                       ///< for ScaleFrom::Given
    int worstPictures = 0;                    ///< how many images to keep for the contact sheet
    Bootstrap bootstrap = {};
};

struct ImageScore {
    int line = 0;                             ///< of the index
    std::string image;                        ///< as the index names it
    std::string dataset, stain, patient;      ///< patient = the index's group
    double umPerPx = 0;
    std::string umPerPxSource;
    ScoreSummary score;
    std::optional<FoundScale> found;          ///< where the network was asked for the scale
    std::optional<double> indexUmPerPx;       ///< the same image at the index's scale, where that is another
    std::optional<ScoreSummary> atIndexScale;

    std::string group() const { return dataset + "/" + stain; }
};

struct ThresholdScore {
    double threshold = 0;
    ScoreSummary score;
};

/// Truth green, prediction magenta.
struct EvaluationPicture {
    double dice = 0;
    std::string title;
    Image rgb;
};

/// Summaries by name, each with how sure one can be of it.
struct SummaryWithIntervals {
    ScoreSummary score;
    std::optional<ScoreIntervals> intervals;  ///< over patients or slides; empty with one alone
};

struct IndexEvaluation {
    std::string model;                                      ///< the first one's, as are the next two
    std::string modelSha256;
    std::string device;
    std::string part;
    int notHeldOut = 0;                                     ///< images of the part that were left aside: their patients were seen in training
    double threshold = 0;
    double smallestAreaUm2 = 0;
    double smallestConfidence = 0;
    double secondsTotal = 0;
    double secondsNetwork = 0;
    SummaryWithIntervals all;
    std::map<std::string, SummaryWithIntervals> groups;     ///< by "dataset/stain"
    std::map<std::string, SummaryWithIntervals> datasets;
    std::map<std::string, SummaryWithIntervals> stains;
    std::map<std::string, SummaryWithIntervals> patients;
    std::optional<ScoreSummary> atIndexScale;               ///< of the images that have one, ScaleFrom::Network
    std::optional<ScoreSummary> sameImagesAtFoundScale;
    std::vector<ImageScore> images;
    std::vector<JudgedObject> objects;                      ///< all that were found or missed, image by image
    std::vector<ThresholdScore> thresholds;                 ///< where they were asked for
    std::vector<EvaluationPicture> worst;                   ///< worst first
};

/// Everything is read and checked before anything is computed or written. Errors name the row: a file that is missing, a mask
/// of another size or with unknown values, no glomerulus in any mask, two images that would share a mask file. A stop is the
/// error "stopped".
Result<IndexEvaluation> evaluateIndex(const IndexEvaluationRequest& request, Predictor& predictor, std::stop_token stop);

/// Cross-validation: each image is run by the first network whose card says that its training left the patient out (heldOut);
/// images whose patient none left out do not count. Errors: as above; none counts; the networks' thresholds or smallest areas
/// differ and the request has none.
Result<IndexEvaluation> evaluateHeldOut(const IndexEvaluationRequest& request, std::span<Predictor* const> predictors, std::stop_token stop);

/// dice_pooled, dice_mean, object_precision, object_recall, object_f1 at the top and under groups[…]; images in full.
nlohmann::json toJson(const IndexEvaluation& evaluation);

}  // namespace bowman
