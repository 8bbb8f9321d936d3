// ResNet-18 and ResNet-34 as encoders. Torch module: one thread at a time.
// Method: He et al. 2015, arXiv 1512.03385; parameter names of torchvision and segmentation_models_pytorch.
#pragma once

#include "models/encoders/encoder.h"

namespace bowman {

/// "resnet18" or "resnet34". Features of 64 (before the max-pool), 64, 128, 256 and 512 channels.
class ResNet : public Encoder {
public:
    explicit ResNet(const EncoderSpec& spec);
    std::vector<torch::Tensor> features(const torch::Tensor& x) override;
    std::vector<std::int64_t> channels() const override { return {64, 64, 128, 256, 512}; }

private:
    class Block;
    Padding m_padding;
    std::shared_ptr<PaddedConv2d> m_stem;
    std::shared_ptr<BatchNorm> m_stemNorm;
    std::vector<std::vector<std::shared_ptr<Block>>> m_stages;
};

}  // namespace bowman
