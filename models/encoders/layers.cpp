#include "models/encoders/layers.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/encoders/seeded_draws.h"

namespace bowman {
namespace {

torch::nn::Conv2dOptions convOptions(const ConvShape& s) {
    // Odd total padding cannot be symmetric: such a convolution pads its input itself.
    const std::int64_t out = (s.nominalEdge + s.stride - 1) / s.stride;
    const std::int64_t total = std::max<std::int64_t>(0, (out - 1) * s.stride + s.kernel - s.nominalEdge);
    const bool uneven = s.padding == Padding::Same && total % 2 != 0;
    return torch::nn::Conv2dOptions(s.in, s.out, s.kernel).stride(s.stride).groups(s.groups).bias(s.bias)
        .padding(uneven ? 0 : s.padding == Padding::Same ? total / 2 : (s.kernel - 1) / 2);
}

}  // namespace

torch::Tensor activate(const torch::Tensor& x, Activation activation) {
    switch (activation) {
        case Activation::Relu: return torch::relu(x);
        case Activation::Relu6: return torch::hardtanh(x, 0.0, 6.0);  // one kernel backward, clamp has four; fusing wants doubles
        case Activation::Silu: return torch::silu(x);
        case Activation::None: break;
    }
    return x;
}

PaddedConv2d::PaddedConv2d(const ConvShape& s) : Conv2dImpl(convOptions(s)) {
    const std::int64_t out = (s.nominalEdge + s.stride - 1) / s.stride;
    const std::int64_t total = std::max<std::int64_t>(0, (out - 1) * s.stride + s.kernel - s.nominalEdge);
    if (s.padding == Padding::Same && total % 2 != 0) {
        m_before = total / 2;
        m_after = total - m_before;
    }
    // Fan-out initialisation, as published for MobileNetV2 and EfficientNet.
    torch::NoGradGuard guard;
    const double fanOut = double(s.kernel * s.kernel * s.out) / double(s.groups);
    weight.normal_(0, std::sqrt(2.0 / fanOut));
    if (s.bias) bias.zero_();
}

torch::Tensor PaddedConv2d::forward(const torch::Tensor& x) {
    if (m_after == 0) return Conv2dImpl::forward(x);
    return Conv2dImpl::forward(torch::constant_pad_nd(x, {m_before, m_after, m_before, m_after}, 0));
}

BatchNorm::BatchNorm(std::int64_t channels, double eps)
    : m_eps(eps), m_weight(register_parameter("weight", torch::ones({channels}))),
      m_bias(register_parameter("bias", torch::zeros({channels}))), m_mean(register_buffer("running_mean", torch::zeros({channels}))),
      m_variance(register_buffer("running_var", torch::ones({channels}))) {}

torch::Tensor BatchNorm::forward(const torch::Tensor& x) {
    if (m_unfold) {
        torch::NoGradGuard guard;
        m_unfold = false;
        const torch::Tensor mean = x.mean({0, 2, 3});
        // A channel that is constant on these tiles keeps a deviation that later batches can live with.
        const torch::Tensor variance = x.var({0, 2, 3}, false).clamp_min(1e-4);
        m_bias.add_(mean);
        m_weight.copy_((variance + m_eps).sqrt());
        m_mean.copy_(mean);
        m_variance.copy_(variance);
    }
    return torch::batch_norm(x, m_weight, m_bias, m_mean, m_variance, is_training(), kMomentum, m_eps, true);
}

ConvUnit::ConvUnit(const ConvShape& shape, double eps, Activation activation)
    : m_conv(register_module("0", std::make_shared<PaddedConv2d>(shape))),
      m_norm(register_module("1", std::make_shared<BatchNorm>(shape.out, eps))), m_activation(activation) {}

torch::Tensor ConvUnit::forward(const torch::Tensor& x) {
    return activate(m_norm->forward(m_conv->forward(x)), m_activation);
}

torch::Tensor stochasticDepth(const torch::Tensor& branch, double dropProbability) {
    if (dropProbability <= 0) return branch;
    const double keep = 1 - dropProbability;
    const std::vector<std::int64_t> onePerImage = {branch.size(0), 1, 1, 1};
    const torch::Tensor kept = torch::rand(onePerImage, SeededDraws::generatorFor(branch), branch.options()).add_(keep).floor_();
    return branch * kept / keep;
}

}  // namespace bowman
