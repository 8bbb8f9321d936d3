// DoubleU-Net, an architecture of its own. Torch module: one thread at a time.
// Method: Jha et al. 2020, arXiv 2006.04868: two U-Nets in a row with ASPP between encoder and decoder and squeeze-excite
// after each pair of convolutions. The first has VGG-19 as its encoder; its output, as probability, multiplies the image
// that the second sees; the second's decoder takes the skips of both.
#pragma once

#include "models/encoders/vgg.h"
#include "models/segmentation_model.h"

namespace bowman {

/// The paper concatenates both outputs and trains on both. Here a network has one logit a class: the mean of the two
/// outputs' logits, so that both get a gradient and both count. With several classes the image is multiplied by the
/// largest of their probabilities. The image is normalised, so that what the first network takes out becomes its mean colour.
class DoubleUNet : public SegmentationModel {
public:
    DoubleUNet(std::shared_ptr<Vgg19> encoder, std::int64_t classes);
    torch::Tensor forward(const torch::Tensor& x) override;
    Encoder& encoder() override { return *m_encoder; }

    /// Logits of the first and of the second network.
    std::array<torch::Tensor, 2> outputs(const torch::Tensor& x);

private:
    class Block;
    class Aspp;
    class Up;
    std::shared_ptr<Vgg19> m_encoder;
    std::shared_ptr<Aspp> m_aspp1, m_aspp2;
    std::shared_ptr<Up> m_decoder1, m_decoder2;
    std::vector<std::shared_ptr<Block>> m_encoder2;
    std::shared_ptr<torch::nn::Conv2dImpl> m_output1, m_output2;
};

}  // namespace bowman
