#include "models/decoders/double_unet.h"

#include "models/decoders/conv_relu.h"

namespace bowman {
namespace {

using Conv = ConvRelu<torch::nn::Conv2dImpl>;
using torch::nn::Conv2dImpl;
using torch::nn::Conv2dOptions;

constexpr std::array<std::int64_t, 4> kDecoderChannels = {256, 128, 64, 32};
constexpr std::array<std::int64_t, 4> kEncoderChannels = {32, 64, 128, 256};
constexpr std::int64_t kAsppChannels = 64;

torch::Tensor doubled(const torch::Tensor& x) {
    return torch::upsample_bilinear2d(x, c10::nullopt, false, c10::ArrayRef<double>({2.0, 2.0}));
}

}  // namespace

/// Two 3×3 convolutions with bias, then squeeze-excite to an eighth without.
class DoubleUNet::Block : public torch::nn::Module {
public:
    Block(std::int64_t in, std::int64_t out)
        : m_first(register_module("conv1", std::make_shared<Conv>(Conv2dOptions(in, out, 3).padding(1)))),
          m_second(register_module("conv2", std::make_shared<Conv>(Conv2dOptions(out, out, 3).padding(1)))),
          m_reduce(register_module("se_reduce", std::make_shared<Conv2dImpl>(Conv2dOptions(out, out / 8, 1).bias(false)))),
          m_excite(register_module("se_expand", std::make_shared<Conv2dImpl>(Conv2dOptions(out / 8, out, 1).bias(false)))) {}

    torch::Tensor forward(const torch::Tensor& x) {
        const torch::Tensor y = m_second->forward(m_first->forward(x));
        const torch::Tensor squeezed = torch::relu(m_reduce->forward(torch::adaptive_avg_pool2d(y, {1, 1})));
        return y * torch::sigmoid(m_excite->forward(squeezed));
    }

private:
    std::shared_ptr<Conv> m_first, m_second;
    std::shared_ptr<Conv2dImpl> m_reduce, m_excite;
};

/// The whole feature's mean, a 1×1 and three dilated 3×3 convolutions, side by side.
class DoubleUNet::Aspp : public torch::nn::Module {
public:
    explicit Aspp(std::int64_t in) {
        m_mean = register_module("mean", std::make_shared<Conv>(Conv2dOptions(in, kAsppChannels, 1)));
        m_branches.push_back(register_module("near", std::make_shared<Conv>(Conv2dOptions(in, kAsppChannels, 1).bias(false))));
        for (const std::int64_t rate : {6, 12, 18})
            m_branches.push_back(register_module("rate" + std::to_string(rate), std::make_shared<Conv>(
                Conv2dOptions(in, kAsppChannels, 3).dilation(rate).padding(rate).bias(false))));
        m_join = register_module("join", std::make_shared<Conv>(Conv2dOptions(5 * kAsppChannels, kAsppChannels, 1).bias(false)));
    }

    torch::Tensor forward(const torch::Tensor& x) {
        std::vector<torch::Tensor> parts;
        for (const auto& branch : m_branches) parts.push_back(branch->forward(x));
        const torch::Tensor mean = m_mean->forward(torch::adaptive_avg_pool2d(x, {1, 1}));
        parts.insert(parts.begin(), mean.expand_as(parts.front()));
        return m_join->forward(torch::cat(parts, 1));
    }

private:
    std::shared_ptr<Conv> m_mean, m_join;
    std::vector<std::shared_ptr<Conv>> m_branches;
};

/// Bilinear doubling, skips of one or two encoders concatenated, a block; four times.
class DoubleUNet::Up : public torch::nn::Module {
public:
    explicit Up(const std::array<std::int64_t, 4>& skipChannels) {
        std::int64_t in = kAsppChannels;
        for (std::size_t i = 0; i < kDecoderChannels.size(); ++i) {
            m_blocks.push_back(register_module(std::to_string(i), std::make_shared<Block>(in + skipChannels[i], kDecoderChannels[i])));
            in = kDecoderChannels[i];
        }
    }

    /// `skips` from the finest on.
    torch::Tensor forward(torch::Tensor x, const std::vector<std::vector<torch::Tensor>>& skips) {
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            std::vector<torch::Tensor> parts = {doubled(x)};
            for (const auto& of : skips) parts.push_back(of[3 - i]);
            x = m_blocks[i]->forward(torch::cat(parts, 1));
        }
        return x;
    }

private:
    std::vector<std::shared_ptr<Block>> m_blocks;
};

DoubleUNet::DoubleUNet(std::shared_ptr<Vgg19> encoder, std::int64_t classes) : m_encoder(register_module("encoder", std::move(encoder))) {
    m_aspp1 = register_module("aspp1", std::make_shared<Aspp>(512));
    m_decoder1 = register_module("decoder1", std::make_shared<Up>(std::array<std::int64_t, 4>{512, 256, 128, 64}));
    m_output1 = register_module("output1", std::make_shared<Conv2dImpl>(Conv2dOptions(kDecoderChannels.back(), classes, 1)));
    const auto second = register_module("encoder2", std::make_shared<torch::nn::Module>());
    std::int64_t in = 3;
    for (const std::int64_t out : kEncoderChannels) {
        m_encoder2.push_back(second->register_module(std::to_string(m_encoder2.size()), std::make_shared<Block>(in, out)));
        in = out;
    }
    m_aspp2 = register_module("aspp2", std::make_shared<Aspp>(in));
    m_decoder2 = register_module("decoder2", std::make_shared<Up>(std::array<std::int64_t, 4>{512 + 256, 256 + 128, 128 + 64, 64 + 32}));
    m_output2 = register_module("output2", std::make_shared<Conv2dImpl>(Conv2dOptions(kDecoderChannels.back(), classes, 1)));
    for (const auto& output : {m_output1, m_output2}) {
        torch::nn::init::xavier_uniform_(output->weight);
        torch::nn::init::zeros_(output->bias);
    }
}

std::array<torch::Tensor, 2> DoubleUNet::outputs(const torch::Tensor& x) {
    std::vector<torch::Tensor> skips1 = m_encoder->unpooledFeatures(x);
    const torch::Tensor first = m_output1->forward(m_decoder1->forward(m_aspp1->forward(skips1.back()), {skips1}));
    const torch::Tensor seen = std::get<0>(torch::sigmoid(first).max(1, true));
    torch::Tensor y = x * seen;
    std::vector<torch::Tensor> skips2;
    for (const auto& block : m_encoder2) {
        skips2.push_back(block->forward(y));
        y = torch::max_pool2d(skips2.back(), 2, 2);
    }
    return {first, m_output2->forward(m_decoder2->forward(m_aspp2->forward(y), {skips1, skips2}))};
}

torch::Tensor DoubleUNet::forward(const torch::Tensor& x) {
    const auto [first, second] = outputs(x);
    return (first + second) / 2;
}

}  // namespace bowman
