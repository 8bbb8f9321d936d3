#include "models/decoders/unet.h"

#include <array>

#include "models/decoders/conv_relu.h"

namespace bowman {
namespace {

using Conv = ConvRelu<torch::nn::Conv2dImpl>;

torch::nn::Conv2dOptions conv3(std::int64_t in, std::int64_t out) { return torch::nn::Conv2dOptions(in, out, 3).padding(1).bias(false); }

/// By a factor, not to a size, so that a traced network takes other sizes.
torch::Tensor doubled(const torch::Tensor& x) {
    return torch::upsample_nearest2d(x, c10::nullopt, c10::ArrayRef<double>({2.0, 2.0}));
}

}  // namespace

class UNetDecoder::Block : public torch::nn::Module {
public:
    Block(std::int64_t in, std::int64_t skip, std::int64_t out)
        : m_first(register_module("conv1", std::make_shared<Conv>(conv3(in + skip, out)))),
          m_second(register_module("conv2", std::make_shared<Conv>(conv3(out, out)))) {}

    torch::Tensor forward(const torch::Tensor& x) { return m_second->forward(m_first->forward(x)); }

private:
    std::shared_ptr<Conv> m_first, m_second;
};

class UNetDecoder::Centre : public torch::nn::Module {
public:
    explicit Centre(std::int64_t channels)
        : m_first(register_module("0", std::make_shared<Conv>(conv3(channels, channels)))),
          m_second(register_module("1", std::make_shared<Conv>(conv3(channels, channels)))) {}

    torch::Tensor forward(const torch::Tensor& x) { return m_second->forward(m_first->forward(x)); }

private:
    std::shared_ptr<Conv> m_first, m_second;
};

UNetDecoder::UNetDecoder(const std::vector<std::int64_t>& channels, bool withCentre) {
    constexpr std::array<std::int64_t, 5> kChannels = {256, 128, 64, 32, 16};
    if (withCentre) m_centre = register_module("center", std::make_shared<Centre>(channels.back()));
    const auto blocks = register_module("blocks", std::make_shared<torch::nn::Module>());
    std::int64_t in = channels.back();
    for (std::size_t i = 0; i < kChannels.size(); ++i) {
        const std::int64_t skip = i + 1 < channels.size() ? channels[channels.size() - 2 - i] : 0;
        m_blocks.push_back(blocks->register_module(std::to_string(i), std::make_shared<Block>(in, skip, kChannels[i])));
        in = kChannels[i];
    }
}

torch::Tensor UNetDecoder::forward(const std::vector<torch::Tensor>& features) {
    torch::Tensor x = m_centre ? m_centre->forward(features.back()) : features.back();
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        x = doubled(x);
        if (i + 1 < features.size()) x = torch::cat({x, features[features.size() - 2 - i]}, 1);
        x = m_blocks[i]->forward(x);
    }
    return x;
}

}  // namespace bowman
