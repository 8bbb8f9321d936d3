#include "models/weights/state.h"

#include <cstring>

namespace bowman {

std::vector<NamedTensor> stateOf(const torch::nn::Module& module) {
    std::vector<NamedTensor> state;
    for (const auto& item : module.named_parameters()) state.push_back({item.key(), item.value()});
    for (const auto& item : module.named_buffers())
        if (item.value().is_floating_point()) state.push_back({item.key(), item.value()});
    return state;
}

std::vector<NamedFloats> toFloats(const std::vector<NamedTensor>& state, const std::string& prefix) {
    std::vector<NamedFloats> result;
    for (const NamedTensor& item : state) {
        const torch::Tensor flat = item.tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
        const float* values = flat.data_ptr<float>();
        result.push_back({prefix + item.name, item.tensor.sizes().vec(), {values, values + flat.numel()}, StoredPrecision::F32});
    }
    return result;
}

Result<void> loadState(const SafetensorsFile& file, torch::nn::Module& module, const std::string& prefix) {
    torch::NoGradGuard guard;
    for (NamedTensor& item : stateOf(module)) {
        const std::string name = prefix + item.name;
        const auto values = file.floats(name);
        if (!values) return values.error();
        if (file.header().tensors.at(name).shape != item.tensor.sizes().vec())
            return Error{"model file is not usable", file.file(), "tensor " + name + " has another shape than this network's"};
        const torch::Tensor source = torch::from_blob(const_cast<float*>(values->data()), item.tensor.sizes(), torch::kFloat32);
        item.tensor.copy_(source);
    }
    return {};
}

}  // namespace bowman
