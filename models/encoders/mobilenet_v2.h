// MobileNetV2 as an encoder. Torch module: one thread at a time.
// Method: Sandler et al. 2018, arXiv 1801.04381; parameter names of torchvision and segmentation_models_pytorch.
#pragma once

#include "models/encoders/encoder.h"

namespace bowman {

/// Features of 16, 24, 32, 96 and 1280 channels. "mobilenet_v2_onnx" has an expansion in its first block as well:
/// the weights of the ONNX model zoo are of that form.
class MobileNetV2 : public Encoder {
public:
    explicit MobileNetV2(const EncoderSpec& spec);
    std::vector<torch::Tensor> features(const torch::Tensor& x) override;
    std::vector<std::int64_t> channels() const override { return {16, 24, 32, 96, 1280}; }
    std::string nameOf(const std::string& published) const override;
    std::string nameIn(WeightNames names, const std::string& own) const override;

private:
    class Block;
    struct Place { std::int64_t stage, index; bool expands; };  // of a block in its stage, both from 0
    bool m_expandsFirst;
    std::vector<Place> m_places;
    std::shared_ptr<ConvUnit> m_stem;
    std::vector<std::shared_ptr<Block>> m_blocks;
    std::shared_ptr<ConvUnit> m_head;
};

}  // namespace bowman
