// Gradients of one batch, added to those that are there: several batches then make one step. One thread.
#pragma once

#include <torch/torch.h>

#include "models/losses/losses.h"
#include "models/segmentation_model.h"

namespace bowman {

enum class Precision {
    Full,
    Mixed,  ///< bfloat16 where autocast holds it safe, on CUDA; its range is that of float, so that no loss scaling is needed
};

/// Runs forward and backward; the loss counts `share` (1 / number of batches of a step). Returns the loss itself.
double addGradients(SegmentationModel& network, const Loss& loss, const torch::Tensor& input, const torch::Tensor& targets, double share,
                    Precision precision = Precision::Full);

}  // namespace bowman
