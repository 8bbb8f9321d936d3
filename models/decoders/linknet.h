// The LinkNet decoder in its two forms. Torch module: one thread at a time.
// Method: Chaurasia & Culurciello 2017, arXiv 1707.03718; form and names of segmentation_models_pytorch.
#pragma once

#include "models/decoders/decoder.h"

namespace bowman {

/// Paper: transposed convolution 3×3 with output padding, without bias. Smp: 4×4, with bias. Both have five blocks, one for
/// each skip; the paper's own network has four and ends in two transposed convolutions (11.53 M parameters with ResNet-18,
/// this one 11.51 M).
enum class LinkNetForm { Paper, Smp };

class LinkNetDecoder : public Decoder {
public:
    /// `encoderChannels` at strides 2, 4, 8, 16, 32.
    LinkNetDecoder(const std::vector<std::int64_t>& encoderChannels, LinkNetForm form);

    /// Features at strides 2…32 → N×32×H×W at stride 1.
    torch::Tensor forward(const std::vector<torch::Tensor>& features) override;
    std::optional<Head> head() const override { return Head{kOutputChannels, 1}; }

    static constexpr std::int64_t kOutputChannels = 32;

private:
    class Block;
    std::vector<std::shared_ptr<Block>> m_blocks;
};

}  // namespace bowman
