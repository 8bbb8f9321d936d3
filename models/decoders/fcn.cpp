#include "models/decoders/fcn.h"

#include "models/encoders/seeded_draws.h"

namespace bowman {
namespace {

using torch::nn::Conv2dImpl;
using torch::nn::Conv2dOptions;

constexpr std::int64_t kPublishedWidth = 4096;

/// Each class to itself, by the tent of bilinear interpolation to twice the size.
void startBilinear(torch::Tensor& weight) {
    torch::NoGradGuard guard;
    const torch::Tensor tent = torch::tensor({0.25f, 0.75f, 0.75f, 0.25f});
    weight.zero_();
    for (std::int64_t c = 0; c < weight.size(0); ++c) weight[c][c].copy_(torch::outer(tent, tent));
}

}  // namespace

FcnDecoder::FcnDecoder(const DecoderSpec& spec, int finestStride) : m_finestStride(finestStride) {
    const std::int64_t deepest = spec.channels.back(), width = spec.endsInPooling ? kPublishedWidth : deepest;
    m_wide = register_module("fc6", std::make_shared<Conv2dImpl>(Conv2dOptions(deepest, width, 7).padding(3)));
    m_narrow = register_module("fc7", std::make_shared<Conv2dImpl>(Conv2dOptions(width, width, 1)));
    m_score = register_module("score", std::make_shared<Conv2dImpl>(Conv2dOptions(width, spec.classes, 1)));
    for (const auto& layer : {m_wide, m_narrow}) torch::nn::init::kaiming_uniform_(layer->weight, 0, torch::kFanIn, torch::kReLU);
    for (const auto& layer : {m_wide, m_narrow, m_score}) torch::nn::init::zeros_(layer->bias);
    for (int stride = 16; stride >= finestStride; stride /= 2) {
        const std::string of = std::to_string(stride);
        m_doublings.push_back(register_module("double" + of, std::make_shared<torch::nn::ConvTranspose2dImpl>(
            torch::nn::ConvTranspose2dOptions(spec.classes, spec.classes, 4).stride(2).padding(1).bias(false))));
        startBilinear(m_doublings.back()->weight);
        const std::int64_t channels = spec.channels[stride == 16 ? 3 : 2];
        m_skipScores.push_back(register_module("score" + of, std::make_shared<Conv2dImpl>(Conv2dOptions(channels, spec.classes, 1))));
        torch::nn::init::zeros_(m_skipScores.back()->weight);
        torch::nn::init::zeros_(m_skipScores.back()->bias);
    }
}

torch::Tensor FcnDecoder::forward(const std::vector<torch::Tensor>& features) {
    torch::Tensor x = seededDropout(torch::relu(m_wide->forward(features[4])), 0.5, is_training());
    x = seededDropout(torch::relu(m_narrow->forward(x)), 0.5, is_training());
    x = m_score->forward(x);
    for (std::size_t i = 0; i < m_doublings.size(); ++i) x = m_doublings[i]->forward(x) + m_skipScores[i]->forward(features[3 - i]);
    const double factor = m_finestStride;
    return torch::upsample_bilinear2d(x, c10::nullopt, false, c10::ArrayRef<double>({factor, factor}));
}

}  // namespace bowman
