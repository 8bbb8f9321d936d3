// A model for programs that know TorchScript. One thread at a time.
#pragma once

#include <filesystem>

#include <torch/script.h>

#include "core/base/result.h"
#include "models/segmentation_model.h"

namespace bowman {

/// The network traced, with its parameters under their names; any batch and any size that is a multiple of 32.
/// `example` is an input of its kind. Throws c10::Error where tracing fails.
torch::jit::Module traceOf(SegmentationModel& network, const torch::Tensor& example);

/// As NetworkLibrary::exportTorchScript.
Result<void> exportTorchScript(const std::filesystem::path& model, const std::filesystem::path& target);

}  // namespace bowman
