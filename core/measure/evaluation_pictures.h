// Pictures of an evaluation, for people. Any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/measure/index_evaluation.h"

namespace bowman {

/// The image at most 480 pixels wide, with outlines: truth green, prediction magenta; what nobody looked at is darker.
Image pictureOf(const Image& rgb, const Image& truth, const Image& predicted);

/// Side by side with their titles.
Image contactSheetOf(const std::vector<EvaluationPicture>& pictures);

/// Observed against predicted probability, with the share of pixels of each bin and the expected calibration error.
Image reliabilityDiagram(const Calibration& calibration);

}  // namespace bowman
