// The pieces that every encoder is made of. Torch modules: one thread at a time.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>

namespace bowman {

/// Symmetric = PyTorch; Same = TensorFlow, where at stride 2 on even sizes the extra row and column are at the end.
enum class Padding { Symmetric, Same };

enum class Activation { None, Relu, Relu6, Silu };

torch::Tensor activate(const torch::Tensor& x, Activation activation);

struct ConvShape {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t groups = 1;
    bool bias = false;
    Padding padding = Padding::Symmetric;
    /// Edge of the input for which SAME padding is computed, once: an odd edge gives a symmetric one.
    std::int64_t nominalEdge = 224;
};

/// A convolution that keeps its input's size (divided by the stride, rounded up). N×in×H×W → N×out×⌈H/s⌉×⌈W/s⌉.
class PaddedConv2d : public torch::nn::Conv2dImpl {
public:
    explicit PaddedConv2d(const ConvShape& shape);
    torch::Tensor forward(const torch::Tensor& x);

private:
    std::int64_t m_before = 0;  // of a padding that is not symmetric; 0,0 otherwise
    std::int64_t m_after = 0;
};

/// Batch norm that can learn its statistics from one pass: weights published with their batch norm folded into the
/// convolution get one back that computes the same function and can be trained. Own module because Debian's LibTorch
/// does not export torch::nn::BatchNorm2d's base class. Parameters weight, bias, running_mean, running_var.
class BatchNorm : public torch::nn::Module {
public:
    static constexpr double kMomentum = 0.1;   ///< share of a batch in the running statistics
    explicit BatchNorm(std::int64_t channels, double eps = 1e-5);
    torch::Tensor forward(const torch::Tensor& x);

    /// The next pass (in eval mode, with gamma 1, mean 0, variance 1 − eps, beta = the folded bias) sets mean and
    /// variance to those of its input, gamma to their deviation and beta to bias + mean: the function stays the same.
    void unfoldAtNextPass() { m_unfold = true; }

private:
    double m_eps;
    bool m_unfold = false;
    torch::Tensor m_weight, m_bias, m_mean, m_variance;
};

/// Convolution, batch norm, activation; children named "0" and "1" as in torchvision.
class ConvUnit : public torch::nn::Module {
public:
    ConvUnit(const ConvShape& shape, double eps, Activation activation);
    torch::Tensor forward(const torch::Tensor& x);

private:
    std::shared_ptr<PaddedConv2d> m_conv;
    std::shared_ptr<BatchNorm> m_norm;
    Activation m_activation;
};

/// Drops whole samples of a residual branch with this probability, scaling the rest (training only).
/// Method: Huang et al. 2016, Deep Networks with Stochastic Depth.
torch::Tensor stochasticDepth(const torch::Tensor& branch, double dropProbability);

}  // namespace bowman
