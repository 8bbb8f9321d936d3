// Small networks and their files, for the tests of models/.
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <functional>
#include <string>

#include "models/segmentation_model.h"
#include "models/weights/state.h"

namespace bowman::test {

inline ModelCard smallCard(const std::string& encoder = "mobilenet_v2", const std::string& architecture = "linknet-smp") {
    ModelCard card;
    card.name = "small";
    card.encoder = encoder;
    card.architecture = architecture;
    card.tileSize = 64;
    card.margin = 8;
    return card;
}

/// Batch norms with statistics, so that the output is not one-sided.
inline void spread(torch::nn::Module& network) {
    torch::NoGradGuard guard;
    for (NamedTensor& item : stateOf(network)) {
        if (item.name.ends_with("running_var")) item.tensor.uniform_(0.5, 1.5);
        if (item.name.ends_with("running_mean")) item.tensor.normal_(0, 0.1);
    }
}

inline std::shared_ptr<SegmentationModel> randomNetwork(const ModelCard& card) {
    torch::manual_seed(11);
    auto network = *buildModel(card);
    spread(*network);
    network->eval();
    return network;
}

/// A name that another program would use, for a name of Bowman's.
using Renaming = std::function<std::string(const std::string&)>;

inline Result<void> writeRenamed(const std::filesystem::path& path, const torch::nn::Module& module, const Renaming& renamed) {
    std::vector<NamedFloats> tensors = toFloats(stateOf(module));
    for (NamedFloats& tensor : tensors) tensor.name = renamed(tensor.name);
    return writeSafetensors(path, std::move(tensors), {{"format", "pt"}});
}

}  // namespace bowman::test
