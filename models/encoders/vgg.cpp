#include "models/encoders/vgg.h"

namespace bowman {

Vgg19::Vgg19(const EncoderSpec& spec) {
    struct Stage { std::int64_t channels, layers; };
    constexpr Stage kStages[] = {{64, 2}, {128, 2}, {256, 4}, {512, 4}, {512, 4}};
    const bool normalises = spec.name == "vgg19_bn";
    const auto parts = register_module("features", std::make_shared<torch::nn::Module>());
    std::int64_t in = 3, index = 0;
    for (const Stage& shape : kStages) {
        auto& stage = m_stages.emplace_back();
        for (std::int64_t i = 0; i < shape.layers; ++i) {
            Layer layer;
            layer.conv = parts->register_module(std::to_string(index), std::make_shared<PaddedConv2d>(
                ConvShape{.in = in, .out = shape.channels, .kernel = 3, .bias = true}));
            if (normalises) layer.norm = parts->register_module(std::to_string(index + 1), std::make_shared<BatchNorm>(shape.channels, spec.batchNormEps));
            stage.push_back(std::move(layer));
            index += normalises ? 3 : 2;  // the ReLU has a number as well
            in = shape.channels;
        }
        ++index;  // and the pooling
    }
}

std::vector<torch::Tensor> Vgg19::unpooledFeatures(const torch::Tensor& x) {
    std::vector<torch::Tensor> result;
    torch::Tensor y = x;
    for (const auto& stage : m_stages) {
        if (!result.empty()) y = torch::max_pool2d(y, 2, 2);
        for (const Layer& layer : stage) {
            y = layer.conv->forward(y);
            y = torch::relu(layer.norm ? layer.norm->forward(y) : y);
        }
        result.push_back(y);
    }
    return result;
}

std::vector<torch::Tensor> Vgg19::features(const torch::Tensor& x) {
    std::vector<torch::Tensor> result = unpooledFeatures(x);
    result.erase(result.begin());
    result.push_back(torch::max_pool2d(result.back(), 2, 2));
    return result;
}

}  // namespace bowman
