// FCN-32, FCN-16 and FCN-8. Torch module: one thread at a time.
// Method: Long et al. 2015, arXiv 1411.4038: the classifier as convolutions (7×7, 1×1, dropout ½) gives scores at stride 32;
// FCN-16 and FCN-8 double them with learnt transposed convolutions, which start as bilinear interpolation, and add the
// scores of strides 16 and 8, which start at zero; the last enlargement is bilinear and fixed.
#pragma once

#include "models/decoders/decoder.h"

namespace bowman {

/// The classifier has 4096 channels on VGG, as published (119.6 M parameters), and those of the deepest feature on other
/// encoders, where 7×7 convolutions of that size are out of proportion. Skips are the encoder's features of their stride:
/// on VGG the last layer before the next pooling.
class FcnDecoder : public Decoder {
public:
    /// `finestStride` 32, 16 or 8.
    FcnDecoder(const DecoderSpec& spec, int finestStride);
    torch::Tensor forward(const std::vector<torch::Tensor>& features) override;
    std::optional<Head> head() const override { return std::nullopt; }

private:
    int m_finestStride;
    std::shared_ptr<torch::nn::Conv2dImpl> m_wide, m_narrow, m_score;
    std::vector<std::shared_ptr<torch::nn::ConvTranspose2dImpl>> m_doublings;  // to stride 16, to stride 8
    std::vector<std::shared_ptr<torch::nn::Conv2dImpl>> m_skipScores;
};

}  // namespace bowman
