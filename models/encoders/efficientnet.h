// EfficientNet B0–B7 and Lite0 as encoders. Torch module: one thread at a time.
// Method: Tan & Le 2019, arXiv 1905.11946; parameter names of segmentation_models_pytorch.
#pragma once

#include "models/encoders/encoder.h"

namespace bowman {

/// "efficientnet-b0" … "efficientnet-b7", "efficientnet-lite0".
bool isEfficientNet(const std::string& name);

class EfficientNet : public Encoder {
public:
    explicit EfficientNet(const EncoderSpec& spec);
    std::vector<torch::Tensor> features(const torch::Tensor& x) override;
    std::vector<std::int64_t> channels() const override { return m_channels; }
    /// Of the Lite0 file with folded batch norm: stem, blocks.K.{expand,depthwise,project}, head with weight and bias
    /// (the bias is the batch norm's).
    std::string nameOf(const std::string& published) const override;
    std::string nameIn(WeightNames names, const std::string& own) const override;

private:
    class Block;
    struct Place { std::int64_t stage, index; bool expands; };  // of a block in its stage, both from 0
    std::string blockNameIn(WeightNames names, const Place& place, const std::string& part) const;

    Activation m_activation;
    std::shared_ptr<PaddedConv2d> m_stem;
    std::shared_ptr<BatchNorm> m_stemNorm;
    std::vector<std::shared_ptr<Block>> m_blocks;
    std::vector<Place> m_places;
    std::vector<std::size_t> m_featureBlocks;  // index of the last block of strides 4, 8, 16, 32
    std::vector<std::int64_t> m_channels;
};

}  // namespace bowman
