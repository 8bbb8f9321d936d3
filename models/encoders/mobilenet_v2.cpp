#include "models/encoders/mobilenet_v2.h"

#include <array>
#include <charconv>

#include "models/encoders/name_parts.h"

namespace bowman {

/// expand 1×1 → depthwise 3×3 → project 1×1, with the input added when shapes match.
class MobileNetV2::Block : public torch::nn::Module {
public:
    struct Shape {
        std::int64_t in, out, stride, expansion;
        bool expands;
    };

    Block(const Shape& s, const EncoderSpec& spec) : m_residual(s.stride == 1 && s.in == s.out) {
        const std::int64_t wide = s.in * s.expansion;
        const auto conv = register_module("conv", std::make_shared<torch::nn::Module>());
        int index = 0;
        const auto add = [&](auto child) { return conv->register_module(std::to_string(index++), std::move(child)); };
        if (s.expands)
            m_expand = add(std::make_shared<ConvUnit>(ConvShape{.in = s.in, .out = wide}, spec.batchNormEps, Activation::Relu6));
        m_depthwise = add(std::make_shared<ConvUnit>(
            ConvShape{.in = wide, .out = wide, .kernel = 3, .stride = s.stride, .groups = wide, .padding = spec.padding},
            spec.batchNormEps, Activation::Relu6));
        m_project = add(std::make_shared<PaddedConv2d>(ConvShape{.in = wide, .out = s.out}));
        m_norm = add(std::make_shared<BatchNorm>(s.out, spec.batchNormEps));
    }

    torch::Tensor forward(const torch::Tensor& x) {
        torch::Tensor y = m_depthwise->forward(m_expand ? m_expand->forward(x) : x);
        y = m_norm->forward(m_project->forward(y));
        return m_residual ? x + y : y;
    }

private:
    bool m_residual;
    std::shared_ptr<ConvUnit> m_expand;  // may be null
    std::shared_ptr<ConvUnit> m_depthwise;
    std::shared_ptr<PaddedConv2d> m_project;
    std::shared_ptr<BatchNorm> m_norm;
};

MobileNetV2::MobileNetV2(const EncoderSpec& spec) : m_expandsFirst(spec.name == "mobilenet_v2_onnx") {
    const auto parts = register_module("features", std::make_shared<torch::nn::Module>());
    m_stem = parts->register_module("0", std::make_shared<ConvUnit>(
        ConvShape{.in = 3, .out = 32, .kernel = 3, .stride = 2, .padding = spec.padding}, spec.batchNormEps, Activation::Relu6));
    struct Stage { std::int64_t expansion, out, repeats, stride; };
    constexpr Stage kStages[] = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};
    std::int64_t in = 32, at = -1;
    for (const Stage& stage : kStages) {
        ++at;
        for (std::int64_t i = 0; i < stage.repeats; ++i) {
            const Block::Shape shape{in, stage.out, i == 0 ? stage.stride : 1, stage.expansion, stage.expansion != 1 || m_expandsFirst};
            m_blocks.push_back(parts->register_module(std::to_string(m_blocks.size() + 1), std::make_shared<Block>(shape, spec)));
            m_places.push_back({at, i, shape.expands});
            in = stage.out;
        }
    }
    m_head = parts->register_module("18", std::make_shared<ConvUnit>(ConvShape{.in = in, .out = 1280}, spec.batchNormEps, Activation::Relu6));
}

std::vector<torch::Tensor> MobileNetV2::features(const torch::Tensor& x) {
    std::vector<torch::Tensor> result;
    torch::Tensor y = m_stem->forward(x);
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        y = m_blocks[i]->forward(y);
        if (i == 0 || i == 2 || i == 5 || i == 12) result.push_back(y);  // the last block before each stride doubles
    }
    result.push_back(m_head->forward(y));
    return result;
}

std::string MobileNetV2::nameOf(const std::string& published) const {
    const auto rest = [&](std::size_t from) { return published.substr(from); };
    const auto unit = [&](const std::string& name, const std::string& from) -> std::string {  // X.conv.*, X.bn.* → X.0.*, X.1.*
        if (published.starts_with(from + ".conv.")) return name + ".0." + rest(from.size() + 6);
        if (published.starts_with(from + ".bn.")) return name + ".1." + rest(from.size() + 4);
        return {};
    };
    if (published.starts_with("stem.")) return unit("features.0", "stem");
    if (published.starts_with("head.")) return unit("features.18", "head");
    if (!published.starts_with("blocks.")) return published;
    int block = -1;
    const auto [end, error] = std::from_chars(published.data() + 7, published.data() + published.size(), block);
    if (error != std::errc() || block < 0 || block > 16) return {};
    const std::string from = published.substr(0, static_cast<std::size_t>(end - published.data()));
    const std::string to = "features." + std::to_string(block + 1) + ".conv.";
    const int first = block == 0 && !m_expandsFirst ? -1 : 0;  // index of the expansion; −1 = there is none
    if (published.starts_with(from + ".expand.")) return first < 0 ? "" : unit(to + "0", from + ".expand");
    if (published.starts_with(from + ".depthwise.")) return unit(to + std::to_string(first + 1), from + ".depthwise");
    if (published.starts_with(from + ".project.conv.")) return to + std::to_string(first + 2) + "." + rest(from.size() + 14);
    if (published.starts_with(from + ".project.bn.")) return to + std::to_string(first + 3) + "." + rest(from.size() + 12);
    return {};
}

std::string MobileNetV2::nameIn(WeightNames names, const std::string& own) const {
    const std::vector<std::string> parts = namePartsOf(own);
    if (names != WeightNames::Timm || parts.size() < 4 || parts[0] != "features") return own;
    std::size_t unit = 0;
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), unit);
    if (unit == 0) return (parts[2] == "0" ? "conv_stem" : "bn1") + tailOf(parts, 3);
    if (unit > m_places.size()) return (parts[2] == "0" ? "conv_head" : "bn2") + tailOf(parts, 3);
    const Place& place = m_places[unit - 1];
    // The layers of features.N.conv in their order: units of convolution and batch norm, then the projection and its batch norm.
    static constexpr std::array<const char*, 6> kExpanding = {"conv_pw", "bn1", "conv_dw", "bn2", "conv_pwl", "bn3"};
    static constexpr std::array<const char*, 4> kSeparable = {"conv_dw", "bn1", "conv_pw", "bn2"};
    const std::size_t units = place.expands ? 2 : 1, child = static_cast<std::size_t>(parts[3][0] - '0');
    const bool inUnit = child < units && parts.size() > 5;
    const std::size_t layer = inUnit ? 2 * child + static_cast<std::size_t>(parts[4] == "1") : 2 * units + (child - units);
    return "blocks." + std::to_string(place.stage) + "." + std::to_string(place.index) + "." +
           (place.expands ? kExpanding.at(layer) : kSeparable.at(layer)) + tailOf(parts, inUnit ? 5 : 4);
}

}  // namespace bowman
