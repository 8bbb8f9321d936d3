// Makes a network shorter without changing what it computes. Pure; any thread.
#pragma once

#include "core/base/result.h"
#include "models/inference/network_graph.h"

namespace bowman {

/// Batch norms become part of the convolution before them (or a depthwise 1×1 of their own), constant borders part of the layer
/// behind, activations and sums part of the layer that computes their input, and the factors of squeeze-excite part of the 1×1
/// convolution that reads the product. Error: a border that no layer can take.
Result<NetworkGraph> fused(NetworkGraph graph);

/// The graph with a sigmoid behind it: probabilities instead of logits.
NetworkGraph withSigmoid(NetworkGraph graph);

}  // namespace bowman
