#include "models/encoders/resnet.h"

#include <array>

namespace bowman {

/// Two 3×3 convolutions and the input added; a 1×1 convolution brings the input to the shape where that changes.
class ResNet::Block : public torch::nn::Module {
public:
    struct Shape { std::int64_t in, out, stride, edge; };

    Block(const Shape& s, const EncoderSpec& spec) {
        const auto conv = [&](const char* name, std::int64_t in, std::int64_t stride, std::int64_t edge) {
            return register_module(name, std::make_shared<PaddedConv2d>(ConvShape{
                .in = in, .out = s.out, .kernel = 3, .stride = stride, .padding = spec.padding, .nominalEdge = edge}));
        };
        const auto norm = [&](const char* name) { return register_module(name, std::make_shared<BatchNorm>(s.out, spec.batchNormEps)); };
        m_first = conv("conv1", s.in, s.stride, s.edge);
        m_firstNorm = norm("bn1");
        m_second = conv("conv2", s.out, 1, (s.edge + s.stride - 1) / s.stride);
        m_secondNorm = norm("bn2");
        if (s.stride != 1 || s.in != s.out)
            m_shortcut = register_module("downsample", std::make_shared<ConvUnit>(
                ConvShape{.in = s.in, .out = s.out, .stride = s.stride}, spec.batchNormEps, Activation::None));
    }

    torch::Tensor forward(const torch::Tensor& x) {
        const torch::Tensor y = torch::relu(m_firstNorm->forward(m_first->forward(x)));
        return torch::relu(m_secondNorm->forward(m_second->forward(y)) + (m_shortcut ? m_shortcut->forward(x) : x));
    }

private:
    std::shared_ptr<PaddedConv2d> m_first, m_second;
    std::shared_ptr<BatchNorm> m_firstNorm, m_secondNorm;
    std::shared_ptr<ConvUnit> m_shortcut;  // may be null
};

ResNet::ResNet(const EncoderSpec& spec) : m_padding(spec.padding) {
    m_stem = register_module("conv1", std::make_shared<PaddedConv2d>(
        ConvShape{.in = 3, .out = 64, .kernel = 7, .stride = 2, .padding = spec.padding}));
    m_stemNorm = register_module("bn1", std::make_shared<BatchNorm>(64, spec.batchNormEps));
    constexpr std::array<std::size_t, 4> kBlocks18 = {2, 2, 2, 2}, kBlocks34 = {3, 4, 6, 3};
    const auto& blocks = spec.name == "resnet34" ? kBlocks34 : kBlocks18;
    std::int64_t in = 64, edge = 56;
    for (std::size_t s = 0; s < blocks.size(); ++s) {
        const auto layer = register_module("layer" + std::to_string(s + 1), std::make_shared<torch::nn::Module>());
        auto& stage = m_stages.emplace_back();
        const std::int64_t out = std::int64_t(64) << s;
        for (std::size_t i = 0; i < blocks[s]; ++i) {
            const std::int64_t stride = s > 0 && i == 0 ? 2 : 1;
            stage.push_back(layer->register_module(std::to_string(i), std::make_shared<Block>(Block::Shape{in, out, stride, edge}, spec)));
            if (stride == 2) edge = (edge + 1) / 2;
            in = out;
        }
    }
}

std::vector<torch::Tensor> ResNet::features(const torch::Tensor& x) {
    torch::Tensor y = torch::relu(m_stemNorm->forward(m_stem->forward(x)));
    std::vector<torch::Tensor> result = {y};
    // After a ReLU a padding of zeros is as good as one of −∞.
    y = m_padding == Padding::Same ? torch::max_pool2d(torch::constant_pad_nd(y, {0, 1, 0, 1}, 0), 3, 2) : torch::max_pool2d(y, 3, 2, 1);
    for (const auto& stage : m_stages) {
        for (const auto& block : stage) y = block->forward(y);
        result.push_back(y);
    }
    return result;
}

}  // namespace bowman
