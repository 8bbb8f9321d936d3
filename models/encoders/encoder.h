// What an encoder is: a classification network cut open, giving features at five scales. Torch module: one thread at a time.
#pragma once

#include <torch/torch.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/encoders/layers.h"

namespace bowman {

/// Whose names the tensors of a file have. Bowman's are segmentation_models_pytorch's; those of MobileNetV2, ResNet and VGG
/// are torchvision's as well. Published: the form of the encoder files that Bowman offers (nameOf).
enum class WeightNames { Bowman, Torchvision, Timm, Published };

class Encoder : public torch::nn::Module {
public:
    /// N×3×H×W normalised RGB, H and W multiples of 32 → five tensors at strides 2, 4, 8, 16, 32.
    virtual std::vector<torch::Tensor> features(const torch::Tensor& x) = 0;

    /// Channels of those five.
    virtual std::vector<std::int64_t> channels() const = 0;

    /// Name inside Bowman (segmentation_models_pytorch's) of a parameter in a published encoder file;
    /// empty = of another variant, so that the file cannot be this network's. Other names come back as they are.
    virtual std::string nameOf(const std::string& published) const { return published; }

    /// Name that a tensor of this encoder, here named `own`, has in files of torchvision or timm (without a prefix).
    virtual std::string nameIn(WeightNames, const std::string& own) const { return own; }

    /// The feature at stride 32 is the one at stride 16, pooled (VGG): decoders have layers of their own there.
    virtual bool endsInPooling() const { return false; }
};

struct EncoderSpec {
    std::string name;
    Padding padding = Padding::Symmetric;
    double batchNormEps = 1e-5;
};

/// Random weights. Error where no encoder has this name; it lists those there are.
Result<std::shared_ptr<Encoder>> createEncoder(const EncoderSpec& spec);

/// Every name that createEncoder takes, in the order for people.
std::vector<std::string> encoderNames();

/// Padding and eps that the published weights of an encoder have, its mean and standard deviation of RGB/255.
struct EncoderConvention {
    std::string padding = "symmetric";
    double batchNormEps = 1e-5;
    std::array<double, 3> mean = {0.485, 0.456, 0.406};
    std::array<double, 3> std = {0.229, 0.224, 0.225};
};
EncoderConvention conventionOf(const std::string& encoder);

/// The same for weights of another library: torchvision's and timm's EfficientNets (not timm's tf_ ones) pad symmetrically
/// and have eps 1e-5, torchvision's B5 to B7 1e-3.
EncoderConvention conventionOf(const std::string& encoder, WeightNames names);

/// Number of parameters that are trained, without running statistics.
std::int64_t parameterCount(const torch::nn::Module& module);

}  // namespace bowman
