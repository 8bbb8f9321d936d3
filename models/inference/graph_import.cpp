#include "models/inference/graph_import.h"

#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

#include "models/torch_error.h"
#include "models/weights/torchscript.h"

namespace bowman {
namespace {

using torch::jit::Node;
using JitValue = torch::jit::Value;

std::vector<float> floatsOf(const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

[[noreturn]] void unknown(const Node& node) { throw std::invalid_argument(std::string("no layer for ") + node.kind().toQualString()); }

/// Constants that a trace keeps in lists are put together again.
c10::IValue constantOf(const JitValue& value) {
    if (const auto constant = torch::jit::toIValue(&value)) return *constant;
    const Node& node = *value.node();
    if (node.kind() != c10::prim::ListConstruct) unknown(node);
    if (value.type()->cast<c10::ListType>()->getElementType()->kind() == c10::TypeKind::FloatType) {
        c10::List<double> list;
        for (const JitValue* item : node.inputs()) list.push_back(constantOf(*item).toDouble());
        return list;
    }
    c10::List<std::int64_t> list;
    for (const JitValue* item : node.inputs()) list.push_back(constantOf(*item).toInt());
    return list;
}

Pair pairOf(const JitValue& value) {
    const auto list = constantOf(value).toIntVector();
    if (list.size() != 1 && list.size() != 2) throw std::invalid_argument("only two dimensions are known");
    return {list[0], list.back()};
}

class Importer {
public:
    explicit Importer(const torch::jit::Graph& graph) : m_source(graph) {}

    NetworkGraph run() {
        const JitValue* input = m_source.inputs().back();  // the first is the module itself
        m_graph.input = fresh(input);
        for (const Node* node : m_source.nodes()) add(*node);
        if (m_source.outputs().size() != 1) throw std::invalid_argument("a network with several outputs");
        m_graph.output = valueOf(m_source.outputs()[0]);
        return std::move(m_graph);
    }

private:
    int fresh(const JitValue* value) { return m_values[value] = m_graph.values++; }
    int valueOf(const JitValue* value) const {
        const auto found = m_values.find(value);
        if (found == m_values.end()) unknown(*value->node());
        return found->second;
    }

    void push(const Node& node, Layer layer, std::size_t inputs = 1) {
        for (std::size_t i = 0; i < inputs; ++i) layer.inputs.push_back(valueOf(node.input(i)));
        layer.output = fresh(node.output());
        m_graph.layers.push_back(std::move(layer));
    }
    void eltwise(const Node& node, Eltwise function) {
        Layer layer{.kind = LayerKind::Eltwise};
        layer.eltwise = function;
        push(node, std::move(layer));
    }

    void add(const Node& node);
    void convolution(const Node& node, bool general);
    void batchNorm(const Node& node);
    void pad(const Node& node);
    void maxPool(const Node& node);
    void concat(const Node& node);
    void upsample(const Node& node, LayerKind kind);
    void arithmetic(const Node& node, LayerKind kind);

    const torch::jit::Graph& m_source;
    std::map<const JitValue*, int> m_values;
    NetworkGraph m_graph;
};

/// aten::conv2d(input, weight, bias, stride, padding, dilation, groups); aten::convolution and aten::_convolution have
/// transposed and output_padding before the groups.
void Importer::convolution(const Node& node, bool general) {
    Layer layer{.kind = LayerKind::Convolution};
    const torch::Tensor weight = constantOf(*node.input(1)).toTensor();
    if (weight.dim() != 4) unknown(node);
    layer.weight = floatsOf(weight);
    layer.stride = pairOf(*node.input(3));
    layer.before = layer.after = pairOf(*node.input(4));
    layer.dilation = pairOf(*node.input(5));
    layer.transposed = general && constantOf(*node.input(6)).toBool();
    layer.groups = constantOf(*node.input(general ? 8 : 6)).toInt();
    layer.kernel = {weight.size(2), weight.size(3)};
    layer.in = layer.transposed ? weight.size(0) : weight.size(1) * layer.groups;
    layer.out = layer.transposed ? weight.size(1) * layer.groups : weight.size(0);
    if (layer.transposed) {
        const Pair extra = pairOf(*node.input(7));
        for (int i = 0; i < 2; ++i) layer.after[i] -= extra[i];
    }
    const c10::IValue bias = constantOf(*node.input(2));
    layer.bias = bias.isNone() ? std::vector<float>(static_cast<std::size_t>(layer.out)) : floatsOf(bias.toTensor());
    push(node, std::move(layer));
}

void Importer::batchNorm(const Node& node) {
    if (constantOf(*node.input(5)).toBool()) unknown(node);  // in training
    const auto tensor = [&](int i) { return constantOf(*node.input(static_cast<std::size_t>(i))).toTensor().to(torch::kFloat64); };
    const torch::Tensor factor = tensor(1) / (tensor(4) + constantOf(*node.input(7)).toDouble()).sqrt();
    Layer layer{.kind = LayerKind::BatchNorm};
    layer.weight = floatsOf(factor);
    layer.bias = floatsOf(tensor(2) - tensor(3) * factor);
    layer.in = layer.out = factor.numel();
    push(node, std::move(layer));
}

/// aten::constant_pad_nd(input, {left, right, top, bottom}, value)
void Importer::pad(const Node& node) {
    const auto pads = constantOf(*node.input(1)).toIntVector();
    if (pads.size() != 4) unknown(node);
    Layer layer{.kind = LayerKind::Pad};
    layer.before = {pads[2], pads[0]};
    layer.after = {pads[3], pads[1]};
    layer.padValue = static_cast<float>(constantOf(*node.input(2)).toScalar().toDouble());
    push(node, std::move(layer));
}

/// aten::max_pool2d(input, kernel, stride, padding, dilation, ceil_mode)
void Importer::maxPool(const Node& node) {
    Layer layer{.kind = LayerKind::MaxPool};
    layer.kernel = pairOf(*node.input(1));
    layer.stride = constantOf(*node.input(2)).toIntVector().empty() ? layer.kernel : pairOf(*node.input(2));
    layer.before = layer.after = pairOf(*node.input(3));
    if (pairOf(*node.input(4)) != Pair{1, 1} || constantOf(*node.input(5)).toBool()) unknown(node);
    push(node, std::move(layer));
}

void Importer::concat(const Node& node) {
    if (node.input(0)->node()->kind() != c10::prim::ListConstruct || constantOf(*node.input(1)).toInt() != 1) unknown(node);
    Layer layer{.kind = LayerKind::Concat};
    for (const JitValue* part : node.input(0)->node()->inputs()) layer.inputs.push_back(valueOf(part));
    push(node, std::move(layer), 0);
}

/// By whole factors: nearest(input, size, factors), bilinear(input, size, align_corners, factors)
void Importer::upsample(const Node& node, LayerKind kind) {
    const std::size_t last = node.inputs().size() - 1;
    if (!constantOf(*node.input(1)).isNone()) unknown(node);
    if (kind == LayerKind::UpsampleLinear && constantOf(*node.input(2)).toBool()) unknown(node);
    const auto factors = constantOf(*node.input(last)).toDoubleVector();
    Layer layer{.kind = kind};
    for (std::size_t i = 0; i < 2; ++i) {
        layer.factor[i] = std::llround(factors.at(i));
        if (factors[i] != double(layer.factor[i])) unknown(node);
    }
    push(node, std::move(layer));
}

/// Of two values, or of one and a constant.
void Importer::arithmetic(const Node& node, LayerKind kind) {
    if (const auto constant = torch::jit::toIValue(node.input(1))) {
        if (!constant->isScalar() && !(constant->isTensor() && constant->toTensor().numel() == 1)) unknown(node);
        const auto number = static_cast<float>(constant->isTensor() ? constant->toTensor().item<double>() : constant->toScalar().toDouble());
        return eltwise(node, kind == LayerKind::Add ? Eltwise{Eltwise::Kind::Linear, 1, number} : Eltwise{Eltwise::Kind::Linear, number, 0});
    }
    if (kind == LayerKind::Add && constantOf(*node.input(2)).toScalar().toDouble() != 1) unknown(node);
    push(node, {.kind = kind}, 2);
}

void Importer::add(const Node& node) {
    using Kind = Eltwise::Kind;
    const std::string name = node.kind().toQualString();
    if (name.starts_with("prim::")) {
        if (name != "prim::Constant" && name != "prim::ListConstruct") unknown(node);
    } else if (name == "aten::_convolution" || name == "aten::convolution") {
        convolution(node, true);
    } else if (name == "aten::conv2d") {
        convolution(node, false);
    } else if (name == "aten::batch_norm") {
        batchNorm(node);
    } else if (name == "aten::relu" || name == "aten::relu_") {
        eltwise(node, {Kind::Relu});
    } else if (name == "aten::hardtanh" || name == "aten::hardtanh_") {
        const auto bound = [&](std::size_t i) { return static_cast<float>(constantOf(*node.input(i)).toScalar().toDouble()); };
        eltwise(node, {Kind::Clip, bound(1), bound(2)});
    } else if (name == "aten::silu" || name == "aten::silu_") {
        eltwise(node, {Kind::Swish});
    } else if (name == "aten::sigmoid") {
        eltwise(node, {Kind::Sigmoid});
    } else if (name == "aten::add" || name == "aten::add_") {
        arithmetic(node, LayerKind::Add);
    } else if (name == "aten::mul" || name == "aten::mul_") {
        arithmetic(node, LayerKind::Multiply);
    } else if (name == "aten::adaptive_avg_pool2d") {
        if (pairOf(*node.input(1)) != Pair{1, 1}) unknown(node);
        push(node, {.kind = LayerKind::Mean});
    } else if (name == "aten::max_pool2d") {
        maxPool(node);
    } else if (name == "aten::cat") {
        concat(node);
    } else if (name == "aten::upsample_nearest2d") {
        upsample(node, LayerKind::UpsampleNearest);
    } else if (name == "aten::upsample_bilinear2d") {
        upsample(node, LayerKind::UpsampleLinear);
    } else if (name == "aten::constant_pad_nd") {
        pad(node);
    } else if (name == "aten::dropout" && !constantOf(*node.input(2)).toBool()) {
        m_values[node.output()] = valueOf(node.input(0));
    } else {
        unknown(node);
    }
}

}  // namespace

Result<NetworkGraph> importGraph(SegmentationModel& network, const torch::Tensor& example) {
    try {
        torch::NoGradGuard guard;
        const torch::jit::Module frozen = torch::jit::freeze(traceOf(network, example), c10::nullopt, false);
        const auto graph = frozen.get_method("forward").graph();
        return Importer(*graph).run();
    } catch (const std::exception& e) {
        return Error{"no graph of this network", "", messageOf(e)};
    }
}

}  // namespace bowman
