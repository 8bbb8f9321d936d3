// The end of a network of one class, two 1×1 convolutions at full size, as one layer. Pure; any thread.
#pragma once

#include "models/inference/network_graph.h"

namespace bowman {

/// 1×1 to some channels, ReLU, 1×1 to one, sigmoid, and the PixelShuffle before them where it has one input: a PointwiseHead. The channels in
/// between are the largest map of the whole network (at 768 px 75 MB a patch, written and read once) and then never exist. Graphs
/// that end otherwise stay as they are.
NetworkGraph withPointwiseHead(NetworkGraph graph);

}  // namespace bowman
