// The LinkNet decoder in its two forms. Torch module: one thread at a time.
// Method: Chaurasia & Culurciello 2017, arXiv 1707.03718; form and names of segmentation_models_pytorch.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace bowman {

/// Paper: transposed convolution 3×3 with output padding, without bias. Smp: 4×4, with bias.
enum class LinkNetForm { Paper, Smp };

class LinkNetDecoder : public torch::nn::Module {
public:
    /// `encoderChannels` at strides 2, 4, 8, 16, 32.
    LinkNetDecoder(const std::vector<std::int64_t>& encoderChannels, LinkNetForm form);

    /// Features at strides 2…32 → N×32×H×W at stride 1.
    torch::Tensor forward(const std::vector<torch::Tensor>& features);

    static constexpr std::int64_t kOutputChannels = 32;

private:
    class Block;
    std::vector<std::shared_ptr<Block>> m_blocks;
};

}  // namespace bowman
