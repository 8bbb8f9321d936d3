// Named settings of a training. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/trainer.h"

namespace bowman {

/// "default" (those of TrainingRequest), "quick" (a first model in minutes on a laptop) or "thesis" (the schedule of the
/// 2021 thesis: LinkNet + EfficientNet-B5, tiles of 256 pixels at 2 µm/px, symmetric Lovász hinge, four folds by patient, 6
/// epochs with the encoder as it is and 32 of the whole network). What is to be read and written is left empty. An error
/// lists them.
Result<TrainingRequest> trainingPreset(const std::string& name);
std::vector<std::string> trainingPresetNames();

}  // namespace bowman
