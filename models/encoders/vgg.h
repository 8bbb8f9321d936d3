// VGG-19 as an encoder, with batch norm and without. Torch module: one thread at a time.
// Method: Simonyan & Zisserman 2014, arXiv 1409.1556; parameter names of torchvision and segmentation_models_pytorch.
#pragma once

#include "models/encoders/encoder.h"

namespace bowman {

/// "vgg19_bn" or "vgg19". Features of 128, 256, 512, 512 and 512 channels: each the last layer before the next pooling,
/// the deepest the pooled one. All convolutions have stride 1, so that both paddings are the same.
class Vgg19 : public Encoder {
public:
    explicit Vgg19(const EncoderSpec& spec);
    std::vector<torch::Tensor> features(const torch::Tensor& x) override;
    std::vector<std::int64_t> channels() const override { return {128, 256, 512, 512, 512}; }
    bool endsInPooling() const override { return true; }

    /// Features at strides 1, 2, 4, 8 and 16, of 64, 128, 256, 512 and 512 channels.
    std::vector<torch::Tensor> unpooledFeatures(const torch::Tensor& x);

private:
    struct Layer {
        std::shared_ptr<PaddedConv2d> conv;
        std::shared_ptr<BatchNorm> norm;  // null without batch norm
    };
    std::vector<std::vector<Layer>> m_stages;
};

}  // namespace bowman
