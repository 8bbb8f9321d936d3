// A native network as a NetworkGraph, by way of its trace. One thread at a time.
#pragma once

#include "core/base/result.h"
#include "models/inference/network_graph.h"
#include "models/segmentation_model.h"

namespace bowman {

/// The network from normalised RGB to logits, traced, frozen and read layer by layer; nothing is fused yet. `example` is an input
/// of its kind, on the CPU in 32 bit. Error: an operation that NetworkGraph does not have (its name is in `why`).
Result<NetworkGraph> importGraph(SegmentationModel& network, const torch::Tensor& example);

}  // namespace bowman
