#include "models/inference/graph_head.h"

#include <algorithm>

#include "models/inference/pointwise_head.h"

namespace bowman {
namespace {

bool isPlain1x1(const Layer& layer, Eltwise::Kind after) {
    return layer.kind == LayerKind::Convolution && !layer.transposed && layer.groups == 1 && layer.kernel == Pair{1, 1} && layer.stride == Pair{1, 1} &&
           layer.before == Pair{} && layer.after == Pair{} && layer.inputScale < 0 && layer.postOps.size() == 1 && !layer.postOps[0].isSum &&
           layer.postOps[0].eltwise.kind == after;
}

bool isReadOnce(const NetworkGraph& graph, int value) {
    int readers = graph.output == value;
    for (const Layer& layer : graph.layers) {
        readers += static_cast<int>(std::count(layer.inputs.begin(), layer.inputs.end(), value)) + (layer.inputScale == value);
        for (const PostOp& op : layer.postOps) readers += op.isSum && op.value == value;
    }
    return readers == 1;
}

}  // namespace

NetworkGraph withPointwiseHead(NetworkGraph graph) {
    std::vector<Layer>& layers = graph.layers;
    if (layers.size() < 3) return graph;
    const Layer &last = layers.back(), &wide = layers[layers.size() - 2], &shuffle = layers[layers.size() - 3];
    if (last.output != graph.output || last.inputs[0] != wide.output || !isPlain1x1(last, Eltwise::Kind::Sigmoid) || !isPlain1x1(wide, Eltwise::Kind::Relu) ||
        last.out != 1 || wide.in > std::int64_t{kernels::PointwiseHead::kLargestInput} || !isReadOnce(graph, wide.output))
        return graph;
    Layer head{.kind = LayerKind::PointwiseHead, .inputs = wide.inputs, .output = last.output};
    head.in = wide.in;
    head.out = wide.out;
    head.weight = wide.weight;
    head.weight.insert(head.weight.end(), last.weight.begin(), last.weight.end());
    head.bias = wide.bias;
    head.bias.push_back(last.bias[0]);
    const bool shuffles = shuffle.kind == LayerKind::PixelShuffle && shuffle.output == wide.inputs[0] && shuffle.inputs.size() == 1 && isReadOnce(graph, shuffle.output);
    if (shuffles) {
        head.inputs = shuffle.inputs;
        head.factor = {2, 2};
    }
    layers.resize(layers.size() - (shuffles ? 3 : 2));
    layers.push_back(std::move(head));
    return graph;
}

}  // namespace bowman
