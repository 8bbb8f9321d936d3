// The batches of one step side by side on the processor: a network's layers are small, and two threads with a batch each do more than two threads on
// one. Weights are shared, batch norms see each batch by itself, as they do one after the other. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/training/gradients.h"

namespace bowman {

class GradientLanes {
public:
    struct Batch {
        torch::Tensor input;        ///< see addGradients()
        torch::Tensor targets;
        std::uint64_t seed = 0;     ///< of what layers draw
    };

    /// `network` is on the processor and has its final layers; its weights may change between calls. `card` is what it was built from.
    static Result<GradientLanes> create(std::shared_ptr<SegmentationModel> network, const ModelCard& card, int lanes);

    /// All of them, the network itself first: what is frozen or in training mode must be so in each.
    const std::vector<std::shared_ptr<SegmentationModel>>& networks() const { return m_networks; }

    /// At most as many batches as lanes (each takes the memory of a batch). Gradients are summed, and running statistics follow, in the order of the batches: the same for the same number of lanes
    /// and threads. `threads` of the processor are shared among the lanes. Returns the sum of the losses.
    double addGradients(std::span<const Batch> batches, const Loss& loss, double share, int threads);

private:
    std::vector<std::shared_ptr<SegmentationModel>> m_networks;
};

}  // namespace bowman
