#include "models/inference/graph_deconvolution.h"

#include <algorithm>

namespace bowman {
namespace {

/// With more channels the zeros of one common convolution cost more than three more calls.
constexpr std::int64_t kManyChannels = 32;

/// Output 2j + phase reads input j + d by tap phase + padding − 2d.
struct Taps {
    std::int64_t first = 0, last = 0;  ///< d
};

Taps tapsOf(const Layer& layer, std::size_t dimension, std::int64_t phase) {
    const std::int64_t shift = phase + layer.before[dimension], largest = layer.kernel[dimension] - 1;
    Taps taps{0, -1};
    for (std::int64_t d = -largest; d <= largest + shift; ++d) {
        const std::int64_t tap = shift - 2 * d;
        if (tap < 0 || tap > largest) continue;
        if (taps.last < taps.first) taps.first = d;
        taps.last = d;
    }
    return taps;
}

bool canBeConvolutions(const Layer& layer) {
    if (layer.kind != LayerKind::Convolution || !layer.transposed || layer.groups != 1) return false;
    if (std::any_of(layer.postOps.begin(), layer.postOps.end(), [](const PostOp& op) { return op.isSum; })) return false;
    for (std::size_t d = 0; d < 2; ++d) {
        // The output has exactly twice the size, and each phase sees something.
        if (layer.stride[d] != 2 || layer.dilation[d] != 1 || layer.kernel[d] - layer.before[d] - layer.after[d] != 2) return false;
        for (std::int64_t phase = 0; phase < 2; ++phase)
            if (const Taps taps = tapsOf(layer, d, phase); taps.last < taps.first || taps.first > 0 || taps.last < 0) return false;
    }
    return true;
}

/// A convolution of the given phases (row·2 + column), one after the other in its output channels.
Layer convolutionOf(const Layer& layer, std::int64_t firstPhase, std::int64_t phases) {
    std::array<Taps, 2> all = {Taps{0, 0}, Taps{0, 0}};
    for (std::int64_t phase = firstPhase; phase < firstPhase + phases; ++phase)
        for (std::size_t d = 0; d < 2; ++d) {
            const Taps taps = tapsOf(layer, d, d == 0 ? phase / 2 : phase % 2);
            all[d].first = std::min(all[d].first, taps.first);
            all[d].last = std::max(all[d].last, taps.last);
        }
    Layer conv{.kind = LayerKind::Convolution, .inputs = layer.inputs};
    conv.in = layer.in;
    conv.out = layer.out * phases;
    for (std::size_t d = 0; d < 2; ++d) {
        conv.kernel[d] = all[d].last - all[d].first + 1;
        conv.before[d] = -all[d].first;
        conv.after[d] = all[d].last;
    }
    conv.weight.assign(static_cast<std::size_t>(conv.out * conv.in * conv.kernel[0] * conv.kernel[1]), 0.0F);
    std::size_t at = 0;
    for (std::int64_t phase = firstPhase; phase < firstPhase + phases; ++phase) {
        conv.bias.insert(conv.bias.end(), layer.bias.begin(), layer.bias.end());
        for (std::int64_t o = 0; o < layer.out; ++o)
            for (std::int64_t i = 0; i < layer.in; ++i)
                for (std::int64_t dy = all[0].first; dy <= all[0].last; ++dy)
                    for (std::int64_t dx = all[1].first; dx <= all[1].last; ++dx, ++at) {
                        const std::int64_t ty = phase / 2 + layer.before[0] - 2 * dy, tx = phase % 2 + layer.before[1] - 2 * dx;
                        if (ty < 0 || ty >= layer.kernel[0] || tx < 0 || tx >= layer.kernel[1]) continue;
                        conv.weight[at] = layer.weight[static_cast<std::size_t>(((i * layer.out + o) * layer.kernel[0] + ty) * layer.kernel[1] + tx)];
                    }
    }
    conv.postOps = layer.postOps;
    return conv;
}

}  // namespace

NetworkGraph withoutDeconvolutions(NetworkGraph graph) {
    std::vector<Layer> layers;
    for (Layer& layer : graph.layers) {
        if (!canBeConvolutions(layer)) {
            layers.push_back(std::move(layer));
            continue;
        }
        Layer shuffle{.kind = LayerKind::PixelShuffle, .output = layer.output};
        const std::int64_t together = layer.out < kManyChannels ? 4 : 1;
        for (std::int64_t phase = 0; phase < 4; phase += together) {
            Layer conv = convolutionOf(layer, phase, together);
            conv.output = graph.values++;
            shuffle.inputs.push_back(conv.output);
            layers.push_back(std::move(conv));
        }
        shuffle.out = layer.out;
        layers.push_back(std::move(shuffle));
    }
    graph.layers = std::move(layers);
    return graph;
}

}  // namespace bowman
