// What became of each object when a network was measured on labelled images: right, wrong or missed. Tells how much its uncertainty is worth,
// and is the list of hard examples that a training may draw more often. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/result.h"
#include "core/detect/detection_job.h"

namespace bowman {

/// An object that a network found, or one of the truth that it missed.
struct JudgedObject {
    std::string image;              ///< as the index names it
    SlidePoint centre;              ///< of its bounds, in pixels of the image
    double areaUm2 = 0;             ///< of what was found; of the bounds of what was missed
    bool isMissed = false;          ///< not found, or not with an IoU of 0.5
    double iou = 0;                 ///< with its partner in the truth; 0 where there is none
    double score = 0;               ///< as in DetectedObject, 0 for what was missed
    double uncertainty = 0;
    std::optional<double> disagreement = {};
    std::optional<double> seamDisagreement = {};

    bool isHard() const { return isMissed || iou == 0; }
};

/// Judges the objects found on one image; those that lie mostly where nobody looked are left out. `truth` as in mask_agreement.h.
std::vector<JudgedObject> judge(const std::string& image, const Image& truth, const std::vector<DetectedObject>& found, double umPerPx);

/// Chance that an object that is wrong has a higher value than one that is right, ties counting half (area under the ROC curve, Mann & Whitney
/// 1947). Empty where one of the two is.
std::optional<double> areaUnderRoc(std::span<const double> wrong, std::span<const double> right);

struct UncertaintyWorth {
    int right = 0;                  ///< found, with IoU ≥ 0.5
    int wrong = 0;                  ///< found, without a partner
    std::optional<double> auroc = {};    ///< of `uncertainty`, for telling them apart
    std::optional<double> aurocOfDisagreement = {};   ///< where each was asked about in mirror images
    std::optional<double> aurocOfBoth = {};           ///< of their sum
    int onSeams = 0;                             ///< found objects that lie on seams of patches, with 16 map pixels at least
    std::optional<double> aurocOfSeams = {};          ///< of the disagreement there, for those
};
UncertaintyWorth worthOfUncertainty(const std::vector<JudgedObject>& objects);

nlohmann::json toJson(const JudgedObject& object);

/// {"objects": […]}. Errors name the file.
Result<void> writeJudgedObjects(const std::filesystem::path& file, const std::vector<JudgedObject>& objects);
/// Errors name the file and the object: not JSON, a key that is missing or of another kind.
Result<std::vector<JudgedObject>> readJudgedObjects(const std::filesystem::path& file);

}  // namespace bowman
