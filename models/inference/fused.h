// A native network as a traced, frozen and fused TorchScript module. One thread at a time.
#pragma once

#include <torch/script.h>
#include <torch/torch.h>

#include "models/segmentation_model.h"

namespace bowman {

/// `example` has the shape and the device that the module will be used with. Throws c10::Error where tracing fails.
torch::jit::Module traceAndFuse(SegmentationModel& network, const torch::Tensor& example);

}  // namespace bowman
