#include "models/encoders/encoder.h"

#include "models/encoders/efficientnet.h"
#include "models/encoders/mobilenet_v2.h"

namespace bowman {

Result<std::shared_ptr<Encoder>> createEncoder(const EncoderSpec& spec) {
    if (spec.name == "mobilenet_v2" || spec.name == "mobilenet_v2_onnx")
        return std::shared_ptr<Encoder>(std::make_shared<MobileNetV2>(spec));
    if (isEfficientNet(spec.name)) return std::shared_ptr<Encoder>(std::make_shared<EfficientNet>(spec));
    std::string known;
    for (const std::string& name : encoderNames()) known += (known.empty() ? "" : ", ") + name;
    return Error{"no such encoder", "", "\"" + spec.name + "\"; there are " + known};
}

std::vector<std::string> encoderNames() {
    std::vector<std::string> names = {"mobilenet_v2", "mobilenet_v2_onnx", "efficientnet-lite0"};
    for (int i = 0; i <= 7; ++i) names.push_back("efficientnet-b" + std::to_string(i));
    return names;
}

EncoderConvention conventionOf(const std::string& encoder) {
    if (encoder == "efficientnet-lite0")
        return {"same", 1e-3, {127.0 / 255, 127.0 / 255, 127.0 / 255}, {128.0 / 255, 128.0 / 255, 128.0 / 255}};
    if (isEfficientNet(encoder)) {
        EncoderConvention convention;
        convention.padding = "same";
        convention.batchNormEps = 1e-3;
        return convention;
    }
    return {};
}

std::int64_t parameterCount(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : module.parameters()) count += parameter.numel();
    return count;
}

}  // namespace bowman
