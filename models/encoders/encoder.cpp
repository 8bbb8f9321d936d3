#include "models/encoders/encoder.h"

#include "models/encoders/efficientnet.h"
#include "models/encoders/mobilenet_v2.h"
#include "models/encoders/resnet.h"
#include "models/encoders/vgg.h"

namespace bowman {

namespace {

template <typename Network>
std::shared_ptr<Encoder> make(const EncoderSpec& spec) {
    return std::make_shared<Network>(spec);
}

struct Entry {
    const char* name;
    std::shared_ptr<Encoder> (*create)(const EncoderSpec&);
};

constexpr Entry kEncoders[] = {
    {"mobilenet_v2", make<MobileNetV2>}, {"mobilenet_v2_onnx", make<MobileNetV2>}, {"efficientnet-lite0", make<EfficientNet>},
    {"efficientnet-b0", make<EfficientNet>}, {"efficientnet-b1", make<EfficientNet>}, {"efficientnet-b2", make<EfficientNet>},
    {"efficientnet-b3", make<EfficientNet>}, {"efficientnet-b4", make<EfficientNet>}, {"efficientnet-b5", make<EfficientNet>},
    {"efficientnet-b6", make<EfficientNet>}, {"efficientnet-b7", make<EfficientNet>}, {"resnet18", make<ResNet>},
    {"resnet34", make<ResNet>}, {"vgg19_bn", make<Vgg19>}, {"vgg19", make<Vgg19>}};

}  // namespace

Result<std::shared_ptr<Encoder>> createEncoder(const EncoderSpec& spec) {
    std::string known;
    for (const Entry& entry : kEncoders) {
        if (spec.name == entry.name) return entry.create(spec);
        known += (known.empty() ? "" : ", ") + std::string(entry.name);
    }
    return Error{"no such encoder", "", "\"" + spec.name + "\"; there are " + known};
}

std::vector<std::string> encoderNames() {
    std::vector<std::string> names;
    for (const Entry& entry : kEncoders) names.emplace_back(entry.name);
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

EncoderConvention conventionOf(const std::string& encoder, WeightNames names) {
    EncoderConvention convention = conventionOf(encoder);
    if (!isEfficientNet(encoder) || names == WeightNames::Bowman || names == WeightNames::Published) return convention;
    const bool large = encoder == "efficientnet-b5" || encoder == "efficientnet-b6" || encoder == "efficientnet-b7";
    convention.padding = "symmetric";
    convention.batchNormEps = large && names == WeightNames::Torchvision ? 1e-3 : 1e-5;
    return convention;
}

std::int64_t parameterCount(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : module.parameters()) count += parameter.numel();
    return count;
}

}  // namespace bowman
