// A network as a list of layers, without LibTorch: what graph_import.h reads, graph_fusion.h shortens and onednn_program.h
// runs. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace bowman {

/// Of one number: clip to [alpha, beta]; the others have no parameters; linear is alpha·x + beta.
struct Eltwise {
    enum class Kind { Relu, Clip, Swish, Sigmoid, Linear };
    Kind kind = Kind::Relu;
    float alpha = 0;
    float beta = 0;
};

/// What is done to a layer's result before it is stored, in order: a function of each number, or another value added.
struct PostOp {
    bool isSum = false;
    Eltwise eltwise = {};
    int value = -1;  ///< of a sum
};

enum class LayerKind { Convolution, BatchNorm, Pad, Eltwise, Add, Multiply, Mean, MaxPool, Concat, UpsampleNearest, UpsampleLinear, PixelShuffle, PointwiseHead };

/// PixelShuffle doubles height and width: each pixel's four successors (row by row) come from four inputs, or from four quarters of
/// the channels of one. PointwiseHead: see graph_head.h; weight and bias are those of both its convolutions, one after the other, and factor is
/// {2, 2} where it shuffles pixels as well.

/// Height and width.
using Pair = std::array<std::int64_t, 2>;

/// Values are numbered; each is written by one layer. All are N×C×H×W.
struct Layer {
    LayerKind kind = LayerKind::Eltwise;
    std::vector<int> inputs = {};
    int output = -1;

    // Convolution and MaxPool; Pad has before and after.
    Pair kernel = {1, 1}, stride = {1, 1}, dilation = {1, 1}, before = {0, 0}, after = {0, 0};
    std::int64_t groups = 1;
    bool transposed = false;
    std::int64_t in = 0, out = 0;   ///< channels
    std::vector<float> weight = {}; ///< out × in/groups × kernel; transposed: in × out/groups × kernel. BatchNorm: the factor of each channel
    std::vector<float> bias = {};   ///< of each output channel; BatchNorm: what is added

    Eltwise eltwise = {};           ///< of an Eltwise layer
    float padValue = 0;
    Pair factor = {1, 1};           ///< of an upsampling
    std::vector<PostOp> postOps = {};
    /// Convolution 1×1: N×in×1×1 that its input is multiplied by (squeeze-excite); −1 = none.
    int inputScale = -1;
};

struct NetworkGraph {
    std::vector<Layer> layers;      ///< each after those it reads
    int input = 0;
    int output = 0;
    int values = 0;                 ///< how many there are
};

}  // namespace bowman
