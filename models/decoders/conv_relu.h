// Convolution, batch norm, ReLU: what decoders are made of. Torch module: one thread at a time.
#pragma once

#include <torch/torch.h>

#include <memory>

#include "models/encoders/layers.h"

namespace bowman {

/// Children named "0" and "1", as in segmentation_models_pytorch. `Conv`: Conv2dImpl or ConvTranspose2dImpl.
template <typename Conv>
class ConvRelu : public torch::nn::Module {
public:
    template <typename Options>
    explicit ConvRelu(const Options& options)
        : m_conv(register_module("0", std::make_shared<Conv>(options))),
          m_norm(register_module("1", std::make_shared<BatchNorm>(options.out_channels()))) {
        torch::nn::init::kaiming_uniform_(m_conv->weight, 0, torch::kFanIn, torch::kReLU);
        if (m_conv->bias.defined()) torch::nn::init::zeros_(m_conv->bias);
    }
    torch::Tensor forward(const torch::Tensor& x) { return torch::relu(m_norm->forward(m_conv->forward(x))); }

private:
    std::shared_ptr<Conv> m_conv;
    std::shared_ptr<BatchNorm> m_norm;
};

}  // namespace bowman
