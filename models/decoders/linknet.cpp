#include "models/decoders/linknet.h"

#include "models/decoders/conv_relu.h"

namespace bowman {
namespace {

torch::nn::ConvTranspose2dOptions doubling(std::int64_t channels, LinkNetForm form) {
    if (form == LinkNetForm::Smp) return torch::nn::ConvTranspose2dOptions(channels, channels, 4).stride(2).padding(1);
    return torch::nn::ConvTranspose2dOptions(channels, channels, 3).stride(2).padding(1).output_padding(1).bias(false);
}

}  // namespace

/// conv 1×1 to a quarter, transposed conv to twice the size, conv 1×1.
class LinkNetDecoder::Block : public torch::nn::Module {
public:
    Block(std::int64_t in, std::int64_t out, LinkNetForm form) {
        const auto parts = register_module("block", std::make_shared<torch::nn::Module>());
        const std::int64_t middle = in / 4;
        m_narrow = parts->register_module("0", std::make_shared<ConvRelu<torch::nn::Conv2dImpl>>(torch::nn::Conv2dOptions(in, middle, 1).bias(false)));
        m_double = parts->register_module("1", std::make_shared<ConvRelu<torch::nn::ConvTranspose2dImpl>>(doubling(middle, form)));
        m_widen = parts->register_module("2", std::make_shared<ConvRelu<torch::nn::Conv2dImpl>>(torch::nn::Conv2dOptions(middle, out, 1).bias(false)));
    }
    torch::Tensor forward(const torch::Tensor& x) { return m_widen->forward(m_double->forward(m_narrow->forward(x))); }

private:
    std::shared_ptr<ConvRelu<torch::nn::Conv2dImpl>> m_narrow, m_widen;
    std::shared_ptr<ConvRelu<torch::nn::ConvTranspose2dImpl>> m_double;
};

LinkNetDecoder::LinkNetDecoder(const std::vector<std::int64_t>& channels, LinkNetForm form) {
    const auto blocks = register_module("blocks", std::make_shared<torch::nn::Module>());
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const std::size_t at = channels.size() - 1 - i;
        const std::int64_t out = at > 0 ? channels[at - 1] : kOutputChannels;
        m_blocks.push_back(blocks->register_module(std::to_string(i), std::make_shared<Block>(channels[at], out, form)));
    }
}

torch::Tensor LinkNetDecoder::forward(const std::vector<torch::Tensor>& features) {
    torch::Tensor x = features.back();
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        x = m_blocks[i]->forward(x);
        if (i + 2 <= features.size()) x = x + features[features.size() - 2 - i];
    }
    return x;
}

}  // namespace bowman
