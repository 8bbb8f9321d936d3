#include "models/inference/graph_fusion.h"

#include <algorithm>
#include <optional>

namespace bowman {
namespace {

/// Numbers of layers by what they read and write, made anew after each change: networks have a few hundred layers.
class Fusion {
public:
    explicit Fusion(NetworkGraph graph) : m_graph(std::move(graph)) {}

    Result<NetworkGraph> run() {
        for (std::size_t i = 0; i < m_graph.layers.size(); ++i)
            if (m_graph.layers[i].kind == LayerKind::BatchNorm) i -= foldBatchNorm(i);
        for (std::size_t i = 0; i < m_graph.layers.size();) {
            if (m_graph.layers[i].kind != LayerKind::Pad) ++i;
            else if (auto folded = foldPad(i); !folded) return folded.error();
        }
        for (std::size_t i = 0; i < m_graph.layers.size();)
            if (m_graph.layers[i].kind != LayerKind::Multiply || !foldMultiply(i)) ++i;
        for (std::size_t i = 0; i < m_graph.layers.size();)
            if (!appendNext(i)) ++i;
        return std::move(m_graph);
    }

private:
    std::optional<std::size_t> writerOf(int value) const {
        for (std::size_t i = 0; i < m_graph.layers.size(); ++i)
            if (m_graph.layers[i].output == value) return i;
        return std::nullopt;
    }

    /// Each as often as it reads; the end of the network is m_graph.layers.size().
    std::vector<std::size_t> readersOf(int value) const {
        std::vector<std::size_t> readers;
        for (std::size_t i = 0; i < m_graph.layers.size(); ++i) {
            const Layer& layer = m_graph.layers[i];
            const auto times = std::count(layer.inputs.begin(), layer.inputs.end(), value) + (layer.inputScale == value) +
                               std::count_if(layer.postOps.begin(), layer.postOps.end(), [&](const PostOp& op) { return op.isSum && op.value == value; });
            readers.insert(readers.end(), static_cast<std::size_t>(times), i);
        }
        if (m_graph.output == value) readers.push_back(m_graph.layers.size());
        return readers;
    }

    void erase(std::size_t i) { m_graph.layers.erase(m_graph.layers.begin() + static_cast<std::ptrdiff_t>(i)); }

    /// How many layers fewer there are.
    std::size_t foldBatchNorm(std::size_t i) {
        Layer& norm = m_graph.layers[i];
        const auto writer = writerOf(norm.inputs[0]);
        if (writer && m_graph.layers[*writer].kind == LayerKind::Convolution && readersOf(norm.inputs[0]).size() == 1) {
            Layer& conv = m_graph.layers[*writer];
            scaleOutputs(conv, norm);
            conv.output = norm.output;
            erase(i);
            return 1;
        }
        norm.kind = LayerKind::Convolution;
        norm.groups = norm.in;
        return 0;
    }

    static void scaleOutputs(Layer& conv, const Layer& norm) {
        const auto taps = static_cast<std::size_t>(conv.kernel[0] * conv.kernel[1]), out = static_cast<std::size_t>(conv.out);
        const auto inPerGroup = static_cast<std::size_t>(conv.in / conv.groups), outPerGroup = out / static_cast<std::size_t>(conv.groups);
        for (std::size_t k = 0; k < conv.weight.size(); ++k) {
            const std::size_t row = k / taps;  // of in × out/groups, or of out × in/groups
            const std::size_t channel = conv.transposed ? row / outPerGroup / inPerGroup * outPerGroup + row % outPerGroup : row / inPerGroup;
            conv.weight[k] *= norm.weight[channel];
        }
        for (std::size_t c = 0; c < out; ++c) conv.bias[c] = conv.bias[c] * norm.weight[c] + norm.bias[c];
    }

    Result<void> foldPad(std::size_t i) {
        const Layer pad = m_graph.layers[i];
        const Error error{"no graph of this network", "", "a border that no layer can take"};
        // A pooling ignores what is outside: the same as zeros where nothing is below zero.
        const auto writer = writerOf(pad.inputs[0]);
        const bool positive = writer && m_graph.layers[*writer].kind == LayerKind::Eltwise && m_graph.layers[*writer].eltwise.kind == Eltwise::Kind::Relu;
        for (const std::size_t reader : readersOf(pad.output)) {
            if (reader == m_graph.layers.size() || pad.padValue != 0) return error;
            const Layer& layer = m_graph.layers[reader];
            if (!(layer.kind == LayerKind::Convolution && !layer.transposed) && !(layer.kind == LayerKind::MaxPool && positive)) return error;
        }
        for (Layer& layer : m_graph.layers) {
            if (layer.inputs.empty() || layer.inputs[0] != pad.output) continue;
            layer.inputs[0] = pad.inputs[0];
            for (std::size_t d = 0; d < 2; ++d) {
                layer.before[d] += pad.before[d];
                layer.after[d] += pad.after[d];
            }
        }
        erase(i);
        return {};
    }

    bool isPooledFactor(int value) const {
        for (auto writer = writerOf(value); writer; writer = writerOf(m_graph.layers[*writer].inputs[0])) {
            const Layer& layer = m_graph.layers[*writer];
            if (layer.kind == LayerKind::Mean) return true;
            if (layer.kind != LayerKind::Eltwise && layer.kind != LayerKind::Convolution) return false;
        }
        return false;
    }

    bool foldMultiply(std::size_t i) {
        const Layer product = m_graph.layers[i];
        const auto readers = readersOf(product.output);
        if (readers.size() != 1 || readers[0] == m_graph.layers.size()) return false;
        Layer& conv = m_graph.layers[readers[0]];
        if (conv.kind != LayerKind::Convolution || conv.transposed || conv.groups != 1 || conv.kernel != Pair{1, 1} || conv.stride != Pair{1, 1} ||
            conv.inputScale >= 0 || conv.before != Pair{} || conv.after != Pair{})
            return false;
        const std::size_t factor = isPooledFactor(product.inputs[1]) ? 1 : 0;
        if (!isPooledFactor(product.inputs[factor]) || isPooledFactor(product.inputs[1 - factor])) return false;
        conv.inputs[0] = product.inputs[1 - factor];
        conv.inputScale = product.inputs[factor];
        erase(i);
        return true;
    }

    static bool takesPostOps(const Layer& layer) { return layer.kind == LayerKind::Convolution || layer.kind == LayerKind::Add; }

    /// Takes the only reader of a layer's result into the layer.
    bool appendNext(std::size_t i) {
        Layer& layer = m_graph.layers[i];
        if (!takesPostOps(layer)) return false;
        const auto readers = readersOf(layer.output);
        if (readers.size() != 1 || readers[0] == m_graph.layers.size()) return false;
        const Layer next = m_graph.layers[readers[0]];
        PostOp op;
        if (next.kind == LayerKind::Eltwise) {
            op.eltwise = next.eltwise;
        } else if (next.kind == LayerKind::Add && next.postOps.empty() && layer.kind == LayerKind::Convolution) {
            const int other = next.inputs[0] == layer.output ? next.inputs[1] : next.inputs[0];
            const auto writer = writerOf(other);
            if (writer && *writer > i) return false;  // the later of the two takes the sum
            op = {.isSum = true, .value = other};
        } else {
            return false;
        }
        layer.postOps.push_back(op);
        layer.output = next.output;
        erase(readers[0]);
        return true;
    }

    NetworkGraph m_graph;
};

}  // namespace

Result<NetworkGraph> fused(NetworkGraph graph) { return Fusion(std::move(graph)).run(); }

NetworkGraph withSigmoid(NetworkGraph graph) {
    Layer layer{.kind = LayerKind::Eltwise, .inputs = {graph.output}, .output = graph.values++};
    layer.eltwise = {Eltwise::Kind::Sigmoid};
    graph.output = layer.output;
    graph.layers.push_back(std::move(layer));
    return graph;
}

}  // namespace bowman
