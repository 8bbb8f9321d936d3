// Transposed convolutions that double the size, as ordinary ones. Pure; any thread.
#pragma once

#include "models/inference/network_graph.h"

namespace bowman {

/// Each of the four positions of an output pixel within its input pixel sees its own taps of the kernel: an ordinary convolution.
/// With few channels all four are one convolution of four times the channels (and some zeros), with many they are four; a
/// PixelShuffle puts them in place. Those of other strides, of groups or with a sum behind them stay as they are.
/// Method: Shi et al. 2016, arXiv 1609.07009. On AVX-512 with few channels oneDNN's own takes up to 30 times as long.
NetworkGraph withoutDeconvolutions(NetworkGraph graph);

}  // namespace bowman
