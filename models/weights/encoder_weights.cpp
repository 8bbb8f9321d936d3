#include "models/weights/encoder_weights.h"

#include <algorithm>

#include "models/weights/name_match.h"
#include "models/weights/state.h"

namespace bowman {
namespace {

bool isBatchNormOf(const std::string& name, const char* what) {
    return name.ends_with(what) && name.find("_bn") != std::string::npos;
}

}  // namespace

bool isUnusedByFeatures(const std::string& name) { return name.starts_with("_conv_head.") || name.starts_with("_bn1."); }

std::string encoderVariant(const std::string& encoder, const SafetensorsFile& file) {
    return encoder == "mobilenet_v2" && file.contains("blocks.0.expand.conv.weight") ? "mobilenet_v2_onnx" : encoder;
}

Result<EncoderLoad> loadEncoderWeights(const SafetensorsFile& file, Encoder& encoder) {
    const auto match = matchEncoder(file, encoder);
    if (!match) return match.error();
    EncoderLoad result;
    result.names = match->names;
    result.unmatched = match->unmatched;
    result.folded = file.contains("stem.bias") && !file.contains("stem.bn.weight");
    torch::NoGradGuard guard;
    for (NamedTensor& item : stateOf(encoder)) {
        const auto found = match->stored.find(item.name);
        if (found == match->stored.end()) {
            if (isUnusedByFeatures(item.name)) continue;
            // Folded: what is left of the batch norm is its bias. Variance 1 − eps and gamma 1 make the rest the identity.
            if (result.folded && (isBatchNormOf(item.name, ".weight") || isBatchNormOf(item.name, ".running_mean"))) continue;
            if (result.folded && isBatchNormOf(item.name, ".running_var")) {
                item.tensor.fill_(1.0 - 1e-3);
                continue;
            }
            return Error{"encoder weights do not fit", file.file(), "there is nothing for parameter " + item.name};
        }
        if (auto filled = fillFrom(file, found->second, item); !filled) return filled.error();
        ++result.loaded;
    }
    const auto ofEncoder = std::find_if(match->unmatched.begin(), match->unmatched.end(), [](const std::string& name) {
        return !isClassifierHead(name) && !name.starts_with("decoder.") && !name.starts_with("segmentation_head.");
    });
    if (ofEncoder != match->unmatched.end())
        return Error{"encoder weights do not fit", file.file(), "tensor " + *ofEncoder + " has no place in this encoder"};
    return result;
}

EncoderConvention conventionOf(const std::string& encoder, const SafetensorsFile& file) {
    const auto network = createEncoder({encoder});
    if (!network) return conventionOf(encoder);
    const auto match = matchEncoder(file, **network);
    return match ? conventionOf(encoder, match->names) : conventionOf(encoder);
}

void unfoldAtNextPass(torch::nn::Module& module) {
    module.apply([](torch::nn::Module& child) {
        if (auto* norm = dynamic_cast<BatchNorm*>(&child)) norm->unfoldAtNextPass();
    });
}

}  // namespace bowman
