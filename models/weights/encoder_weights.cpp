#include "models/weights/encoder_weights.h"

#include <map>

#include "models/weights/state.h"

namespace bowman {
namespace {

bool isUnusedHead(const std::string& name) { return name.starts_with("_conv_head.") || name.starts_with("_bn1."); }

bool isBatchNormOf(const std::string& name, const char* what) {
    return name.ends_with(what) && name.find("_bn") != std::string::npos;
}

}  // namespace

std::string encoderVariant(const std::string& encoder, const SafetensorsFile& file) {
    return encoder == "mobilenet_v2" && file.contains("blocks.0.expand.conv.weight") ? "mobilenet_v2_onnx" : encoder;
}

Result<EncoderLoad> loadEncoderWeights(const SafetensorsFile& file, Encoder& encoder) {
    std::map<std::string, std::string> published;  // by the name inside Bowman
    for (const auto& [name, tensor] : file.header().tensors) {
        const std::string bare = name.starts_with("encoder.") ? name.substr(8) : name;
        const std::string own = encoder.nameOf(bare);
        if (own.empty()) return Error{"encoder weights do not fit", file.file(), "tensor " + name + " has no place in this encoder"};
        published[own] = name;
    }
    EncoderLoad result;
    result.folded = file.contains("stem.bias") && !file.contains("stem.bn.weight");
    torch::NoGradGuard guard;
    for (NamedTensor& item : stateOf(encoder)) {
        const auto found = published.find(item.name);
        if (found == published.end()) {
            if (isUnusedHead(item.name)) continue;
            // Folded: what is left of the batch norm is its bias. Variance 1 − eps and gamma 1 make the rest the identity.
            if (result.folded && (isBatchNormOf(item.name, ".weight") || isBatchNormOf(item.name, ".running_mean"))) continue;
            if (result.folded && isBatchNormOf(item.name, ".running_var")) {
                item.tensor.fill_(1.0 - 1e-3);
                continue;
            }
            return Error{"encoder weights do not fit", file.file(), "there is nothing for parameter " + item.name};
        }
        const auto values = file.floats(found->second);
        if (!values) return values.error();
        if (file.header().tensors.at(found->second).shape != item.tensor.sizes().vec())
            return Error{"encoder weights do not fit", file.file(), "tensor " + found->second + " has another shape than " + item.name};
        item.tensor.copy_(torch::from_blob(const_cast<float*>(values->data()), item.tensor.sizes(), torch::kFloat32));
        ++result.loaded;
    }
    return result;
}

void unfoldAtNextPass(torch::nn::Module& module) {
    module.apply([](torch::nn::Module& child) {
        if (auto* norm = dynamic_cast<BatchNorm*>(&child)) norm->unfoldAtNextPass();
    });
}

}  // namespace bowman
