// Between tensors of a network and tensors of a file. One thread at a time per module.
#pragma once

#include <torch/torch.h>

#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/weights/safetensors.h"

namespace bowman {

struct NamedTensor {
    std::string name;
    torch::Tensor tensor;
};

/// Parameters and running statistics under their names; batch counters apart, which no network of Bowman uses.
std::vector<NamedTensor> stateOf(const torch::nn::Module& module);

/// Copies of the values, for a file; names get `prefix` in front.
std::vector<NamedFloats> toFloats(const std::vector<NamedTensor>& state, const std::string& prefix = {});

/// Every tensor of the module is filled from `<prefix><name>`, or an error names the one that is missing or has another shape.
Result<void> loadState(const SafetensorsFile& file, torch::nn::Module& module, const std::string& prefix = {});

}  // namespace bowman
