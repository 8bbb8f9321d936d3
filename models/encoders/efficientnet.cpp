#include "models/encoders/efficientnet.h"

#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "models/encoders/name_parts.h"

namespace bowman {
namespace {

struct Stage { std::int64_t expansion, out, repeats, stride, kernel; };
constexpr std::array<Stage, 7> kStages = {{{1, 16, 1, 1, 3}, {6, 24, 2, 2, 3}, {6, 40, 2, 2, 5}, {6, 80, 3, 2, 3},
                                           {6, 112, 3, 1, 5}, {6, 192, 4, 2, 5}, {6, 320, 1, 1, 3}}};

struct Variant {
    const char* name;
    double width, depth;
    std::int64_t edge;  // the size that the published network was trained at; SAME padding is computed from it
};
constexpr std::array<Variant, 9> kVariants = {{
    {"efficientnet-b0", 1.0, 1.0, 224}, {"efficientnet-b1", 1.0, 1.1, 240}, {"efficientnet-b2", 1.1, 1.2, 260},
    {"efficientnet-b3", 1.2, 1.4, 300}, {"efficientnet-b4", 1.4, 1.8, 380}, {"efficientnet-b5", 1.6, 2.2, 456},
    {"efficientnet-b6", 1.8, 2.6, 528}, {"efficientnet-b7", 2.0, 3.1, 600}, {"efficientnet-lite0", 1.0, 1.0, 224}}};
constexpr double kStochasticDepth = 0.2;

const Variant* find(const std::string& name) {
    for (const Variant& variant : kVariants)
        if (name == variant.name) return &variant;
    return nullptr;
}

/// To a multiple of 8, never below 90 %.
std::int64_t scaledChannels(std::int64_t channels, double width) {
    const double wanted = double(channels) * width;
    std::int64_t rounded = std::max<std::int64_t>(8, std::int64_t(wanted + 4) / 8 * 8);
    if (double(rounded) < 0.9 * wanted) rounded += 8;
    return rounded;
}

}  // namespace

/// expand 1×1 → depthwise k×k → squeeze-excite → project 1×1, with the input added when shapes match.
class EfficientNet::Block : public torch::nn::Module {
public:
    struct Shape {
        std::int64_t in, out, expansion, kernel, stride, edge;
        double drop;
        bool squeezes;
    };

    Block(const Shape& s, const EncoderSpec& spec, Activation activation)
        : m_drop(s.drop), m_residual(s.stride == 1 && s.in == s.out), m_activation(activation) {
        const std::int64_t wide = s.in * s.expansion;
        const auto conv = [&](const char* name, const ConvShape& shape) { return register_module(name, std::make_shared<PaddedConv2d>(shape)); };
        const auto norm = [&](const char* name, std::int64_t n) {
            return register_module(name, std::make_shared<BatchNorm>(n, spec.batchNormEps));
        };
        if (s.expansion != 1) {
            m_expand = conv("_expand_conv", {.in = s.in, .out = wide});
            m_expandNorm = norm("_bn0", wide);
        }
        m_depthwise = conv("_depthwise_conv", {.in = wide, .out = wide, .kernel = s.kernel, .stride = s.stride, .groups = wide,
                                               .padding = spec.padding, .nominalEdge = s.edge});
        m_depthwiseNorm = norm("_bn1", wide);
        if (s.squeezes) {
            const std::int64_t narrow = std::max<std::int64_t>(1, s.in / 4);
            m_reduce = conv("_se_reduce", {.in = wide, .out = narrow, .bias = true});
            m_excite = conv("_se_expand", {.in = narrow, .out = wide, .bias = true});
        }
        m_project = conv("_project_conv", {.in = wide, .out = s.out});
        m_projectNorm = norm("_bn2", s.out);
    }

    torch::Tensor forward(const torch::Tensor& x) {
        torch::Tensor y = x;
        if (m_expand) y = activate(m_expandNorm->forward(m_expand->forward(y)), m_activation);
        y = activate(m_depthwiseNorm->forward(m_depthwise->forward(y)), m_activation);
        if (m_reduce) {
            const torch::Tensor squeezed = activate(m_reduce->forward(torch::adaptive_avg_pool2d(y, {1, 1})), m_activation);
            y = y * torch::sigmoid(m_excite->forward(squeezed));
        }
        y = m_projectNorm->forward(m_project->forward(y));
        if (!m_residual) return y;
        return x + (is_training() ? stochasticDepth(y, m_drop) : y);
    }

private:
    double m_drop;
    bool m_residual;
    Activation m_activation;
    std::shared_ptr<PaddedConv2d> m_expand, m_depthwise, m_reduce, m_excite, m_project;  // expand, reduce, excite may be null
    std::shared_ptr<BatchNorm> m_expandNorm, m_depthwiseNorm, m_projectNorm;
};

bool isEfficientNet(const std::string& name) { return find(name) != nullptr; }

EfficientNet::EfficientNet(const EncoderSpec& spec) {
    const Variant& variant = *find(spec.name);
    const bool lite = spec.name == "efficientnet-lite0";
    m_activation = lite ? Activation::Relu6 : Activation::Silu;
    std::int64_t in = scaledChannels(32, variant.width), edge = variant.edge;
    m_channels.push_back(in);
    m_stem = register_module("_conv_stem", std::make_shared<PaddedConv2d>(
        ConvShape{.in = 3, .out = in, .kernel = 3, .stride = 2, .padding = spec.padding, .nominalEdge = edge}));
    m_stemNorm = register_module("_bn0", std::make_shared<BatchNorm>(in, spec.batchNormEps));
    edge = (edge + 1) / 2;

    const auto repeatsOf = [&](const Stage& stage) { return std::int64_t(std::ceil(variant.depth * double(stage.repeats) - 1e-9)); };
    std::int64_t total = 0;
    for (const Stage& stage : kStages) total += repeatsOf(stage);
    const auto blocks = register_module("_blocks", std::make_shared<torch::nn::Module>());
    for (std::size_t s = 0; s < kStages.size(); ++s) {
        const Stage& stage = kStages[s];
        const std::int64_t out = scaledChannels(stage.out, variant.width);
        for (std::int64_t i = 0; i < repeatsOf(stage); ++i) {
            const std::int64_t stride = i == 0 ? stage.stride : 1;
            const double drop = kStochasticDepth * double(m_blocks.size()) / double(total);
            const Block::Shape shape{in, out, stage.expansion, stage.kernel, stride, edge, drop, !lite};
            m_blocks.push_back(blocks->register_module(std::to_string(m_blocks.size()), std::make_shared<Block>(shape, spec, m_activation)));
            m_places.push_back({std::int64_t(s), i, stage.expansion != 1});
            if (stride == 2) edge = (edge + 1) / 2;
            in = out;
        }
        const bool lastOfStride = s + 1 == kStages.size() || (s > 0 && kStages[s + 1].stride == 2);
        if (!lastOfStride) continue;
        m_featureBlocks.push_back(m_blocks.size() - 1);
        m_channels.push_back(in);
    }
    const std::int64_t head = lite ? 1280 : scaledChannels(1280, variant.width);
    register_module("_conv_head", std::make_shared<PaddedConv2d>(ConvShape{.in = in, .out = head}));  // of the classifier: kept, not run
    register_module("_bn1", std::make_shared<BatchNorm>(head, spec.batchNormEps));
}

std::vector<torch::Tensor> EfficientNet::features(const torch::Tensor& x) {
    torch::Tensor y = activate(m_stemNorm->forward(m_stem->forward(x)), m_activation);
    std::vector<torch::Tensor> result = {y};
    for (std::size_t i = 0, next = 0; i < m_blocks.size(); ++i) {
        y = m_blocks[i]->forward(y);
        if (i == m_featureBlocks[next]) {
            result.push_back(y);
            ++next;
        }
    }
    return result;
}

std::string EfficientNet::nameOf(const std::string& published) const {
    const auto split = [&](const std::string& from, const std::string& conv, const std::string& norm) -> std::string {
        if (published == from + ".weight") return conv + ".weight";
        return published == from + ".bias" ? norm + ".bias" : "";
    };
    if (published.starts_with("stem.")) return split("stem", "_conv_stem", "_bn0");
    if (published.starts_with("head.")) return split("head", "_conv_head", "_bn1");
    if (!published.starts_with("blocks.")) return published;
    const std::size_t dot = published.find('.', 7);
    if (dot == std::string::npos) return {};
    const std::string from = published.substr(0, dot), to = "_" + from;
    for (const auto& [part, conv, norm] : {std::array{"expand", "_expand_conv", "_bn0"}, std::array{"depthwise", "_depthwise_conv", "_bn1"},
                                           std::array{"project", "_project_conv", "_bn2"}})
        if (std::string name = split(from + "." + part, to + "." + conv, to + "." + norm); !name.empty()) return name;
    return {};
}

std::string EfficientNet::nameIn(WeightNames names, const std::string& own) const {
    const std::vector<std::string> parts = namePartsOf(own);
    const bool timm = names == WeightNames::Timm;
    if (!timm && names != WeightNames::Torchvision) return own;
    if (parts[0] == "_conv_stem") return (timm ? "conv_stem" : "features.0.0") + tailOf(parts, 1);
    if (parts[0] == "_bn0") return (timm ? "bn1" : "features.0.1") + tailOf(parts, 1);
    if (parts[0] == "_conv_head") return (timm ? "conv_head" : "features.8.0") + tailOf(parts, 1);
    if (parts[0] == "_bn1") return (timm ? "bn2" : "features.8.1") + tailOf(parts, 1);
    if (parts[0] != "_blocks" || parts.size() < 4) return own;
    std::size_t block = m_places.size();
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), block);
    return block < m_places.size() ? blockNameIn(names, m_places[block], parts[2]) + tailOf(parts, 3) : own;
}

std::string EfficientNet::blockNameIn(WeightNames names, const Place& place, const std::string& part) const {
    const std::string at = std::string(".").append(std::to_string(place.index)).append(".");
    if (names == WeightNames::Timm) {
        // A block without expansion is timm's DepthwiseSeparableConv, which counts its batch norms from the next layer on.
        static const std::map<std::string, std::string> kExpanding = {
            {"_expand_conv", "conv_pw"}, {"_bn0", "bn1"}, {"_depthwise_conv", "conv_dw"}, {"_bn1", "bn2"}, {"_se_reduce", "se.conv_reduce"},
            {"_se_expand", "se.conv_expand"}, {"_project_conv", "conv_pwl"}, {"_bn2", "bn3"}};
        static const std::map<std::string, std::string> kSeparable = {
            {"_depthwise_conv", "conv_dw"}, {"_bn1", "bn1"}, {"_se_reduce", "se.conv_reduce"},
            {"_se_expand", "se.conv_expand"}, {"_project_conv", "conv_pw"}, {"_bn2", "bn2"}};
        return "blocks." + std::to_string(place.stage) + at + (place.expands ? kExpanding : kSeparable).at(part);
    }
    const std::string before = "features." + std::to_string(place.stage + 1) + at + "block.";
    const int depthwise = place.expands ? 1 : 0;
    const std::string squeeze = std::to_string(depthwise + 1), project = std::to_string(depthwise + 2);
    const std::map<std::string, std::string> within = {
        {"_expand_conv", "0.0"}, {"_bn0", "0.1"}, {"_depthwise_conv", std::to_string(depthwise) + ".0"},
        {"_bn1", std::to_string(depthwise) + ".1"}, {"_se_reduce", squeeze + ".fc1"}, {"_se_expand", squeeze + ".fc2"},
        {"_project_conv", project + ".0"}, {"_bn2", project + ".1"}};
    return before + within.at(part);
}

}  // namespace bowman
