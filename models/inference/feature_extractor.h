// The encoder of a model as a core/detect/feature_extractor.h.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/detect/feature_extractor.h"

namespace bowman {

/// Blocks while the model is read. `device` as chooseDevice() takes it.
Result<std::unique_ptr<FeatureExtractor>> createTorchFeatureExtractor(const std::filesystem::path& model, const std::string& device);

}  // namespace bowman
