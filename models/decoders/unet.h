// The U-Net decoder. Torch module: one thread at a time.
// Method: Ronneberger et al. 2015, arXiv 1505.04597, in the form and with the names of segmentation_models_pytorch:
// nearest-neighbour doubling, the skip concatenated, two 3×3 convolutions with batch norm; 256, 128, 64, 32, 16 channels.
#pragma once

#include "models/decoders/decoder.h"

namespace bowman {

class UNetDecoder : public Decoder {
public:
    /// `withCentre`: two more convolutions of the deepest feature, for encoders that end in a pooling.
    UNetDecoder(const std::vector<std::int64_t>& encoderChannels, bool withCentre);
    torch::Tensor forward(const std::vector<torch::Tensor>& features) override;
    std::optional<Head> head() const override { return Head{16, 3}; }

private:
    class Block;
    class Centre;
    std::shared_ptr<Centre> m_centre;  // may be null
    std::vector<std::shared_ptr<Block>> m_blocks;
};

}  // namespace bowman
