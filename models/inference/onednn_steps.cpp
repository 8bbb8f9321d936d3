#include "models/inference/onednn_steps.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "models/inference/channels_last_kernels.h"
#include "models/inference/onednn_attributes.h"
#include "models/inference/onednn_weights.h"
#include "models/inference/pointwise_head.h"

namespace bowman {
namespace {

using dnnl::memory;
using kernels::Area;
using kernels::Bf16;

constexpr auto kForward = dnnl::prop_kind::forward_inference;

memory::dims dimsOf(const Pair& pair) { return {pair[0], pair[1]}; }

/// All values lie channels last: so primitives take any number of channels without filling up, and images and rows are whole.
memory::desc channelsLast(const memory::dims& dims, memory::data_type type) { return {dims, type, memory::format_tag::nhwc}; }

std::size_t pixelsOf(const memory::desc& desc) { return static_cast<std::size_t>(desc.data.dims[2] * desc.data.dims[3]); }

Area areaOf(const memory::desc& desc) {
    return {static_cast<std::size_t>(desc.data.dims[0]), pixelsOf(desc), static_cast<std::size_t>(desc.data.dims[1])};
}

struct Value {
    memory::desc desc;
    int buffer = -1;
};

class Builder {
public:
    explicit Builder(const ProgramRequest& request)
        : m_request(request), m_graph(*request.graph), m_engine(request.weights->engine()),
          m_type(request.precision == Precision::Bf16 ? memory::data_type::bf16 : memory::data_type::f32) {
        m_values.resize(static_cast<std::size_t>(m_graph.values));
        m_lastUse.assign(m_values.size(), -1);
        for (std::size_t i = 0; i < m_graph.layers.size(); ++i) noteReads(m_graph.layers[i], static_cast<int>(i));
        m_lastUse[static_cast<std::size_t>(m_graph.output)] = std::numeric_limits<int>::max();
    }

    StepList run() {
        const auto input = channelsLast({m_request.count, 3, m_request.height, m_request.width}, memory::data_type::f32);
        m_list.input = newBuffer(input.get_size());
        m_list.inputFloats = input.get_size() / sizeof(float);
        touch(m_list.input);
        value(m_graph.input) = converted({input, m_list.input}, channelsLast(input.dims(), m_type));
        for (m_layer = 0; m_layer < static_cast<int>(m_graph.layers.size()); ++m_layer) add(m_graph.layers[static_cast<std::size_t>(m_layer)]);
        const Value last = value(m_graph.output);
        const Value result = last.desc.dims()[1] == 1 && last.desc.data.data_type == dnnl_f32
                                 ? last : converted(last, {last.desc.dims(), memory::data_type::f32, memory::format_tag::nchw});
        m_list.output = result.buffer;
        m_list.outputFloats = result.desc.get_size() / sizeof(float);
        m_list.buffers[static_cast<std::size_t>(result.buffer)].last = std::numeric_limits<int>::max();
        return std::move(m_list);
    }

private:
    void noteReads(const Layer& layer, int at) {
        for (const int input : layer.inputs) m_lastUse[static_cast<std::size_t>(input)] = at;
        for (const PostOp& op : layer.postOps)
            if (op.isSum) m_lastUse[static_cast<std::size_t>(op.value)] = at;
        if (layer.inputScale >= 0) m_lastUse[static_cast<std::size_t>(layer.inputScale)] = at;
    }

    Value& value(int number) { return m_values[static_cast<std::size_t>(number)]; }
    bool isLastUse(int number) const { return m_lastUse[static_cast<std::size_t>(number)] == m_layer; }

    int newBuffer(std::size_t bytes) {
        m_list.buffers.push_back({bytes, std::numeric_limits<int>::max(), 0});
        return static_cast<int>(m_list.buffers.size()) - 1;
    }
    Value newValue(const memory::desc& desc) { return {desc, newBuffer(desc.get_size())}; }

    /// The step that comes next needs it.
    void touch(int buffer) {
        Lifetime& life = m_list.buffers[static_cast<std::size_t>(buffer)];
        const int step = static_cast<int>(m_list.steps.size());
        life.first = std::min(life.first, step);
        life.last = std::max(life.last, step);
    }

    static StepArgument argument(int index, const Value& of, std::size_t offset = 0) { return {index, of.desc, of.buffer, offset, {}}; }
    static StepArgument constant(int index, const memory& of) { return {index, of.get_desc(), -1, 0, of}; }

    template <typename Descriptor>
    void pushPrimitive(const Descriptor& descriptor, const dnnl::primitive& primitive, std::vector<StepArgument> arguments, const std::string& what) {
        if (const std::size_t bytes = descriptor.scratchpad_desc().get_size(); bytes > 0)
            arguments.push_back({DNNL_ARG_SCRATCHPAD, descriptor.scratchpad_desc(), newBuffer(bytes), 0, {}});
        for (const StepArgument& a : arguments)
            if (a.buffer >= 0) touch(a.buffer);
        m_list.steps.push_back({what + " " + descriptor.impl_info_str(), primitive, std::move(arguments), {}});
    }
    void pushOwn(const std::string& what, std::initializer_list<int> buffers, std::function<void(const Places&)> own) {
        for (const int buffer : buffers) touch(buffer);
        m_list.steps.push_back({what, {}, {}, std::move(own)});
    }

    Value converted(const Value& from, const memory::desc& wanted) {
        if (from.desc == wanted) return from;
        const Value to = newValue(wanted);
        const dnnl::reorder::primitive_desc descriptor(m_engine, from.desc, m_engine, wanted, attributesOf({}));
        pushPrimitive(descriptor, dnnl::reorder(descriptor), {argument(DNNL_ARG_FROM, from), argument(DNNL_ARG_TO, to)}, "reorder");
        return to;
    }

    void add(const Layer& layer);
    memory::dims outputDims(const Layer& layer, const memory::dims& in) const;
    void convolution(const Layer& layer);
    void convolve(const Layer& layer, const Value& in, const Value& out, std::span<const PostOp> ops);
    void convolveScaled(const Layer& layer, const Value& in, const Value& out, std::span<const PostOp> ops);
    void sum(const Value& a, const Value& b, const Value& out, std::span<const PostOp> ops);
    void binary(const Layer& layer);
    void eltwise(const Layer& layer);
    void pool(const Layer& layer);
    void concat(const Layer& layer);
    void upsample(const Layer& layer, dnnl::algorithm algorithm);
    void mean(const Layer& layer);
    void shuffle(const Layer& layer);
    void pointwiseHead(const Layer& layer);
    Value scaled(const Value& in, const Value& factors, bool inPlace);

    const ProgramRequest& m_request;
    const NetworkGraph& m_graph;
    const dnnl::engine& m_engine;
    memory::data_type m_type;
    std::vector<Value> m_values;
    std::vector<int> m_lastUse;  // number of the layer
    int m_layer = 0;
    StepList m_list;
};

memory::dims Builder::outputDims(const Layer& layer, const memory::dims& in) const {
    memory::dims out = {in[0], layer.out, in[2], in[3]};
    for (std::size_t d = 0; d < 2; ++d) {
        const std::int64_t extent = (layer.kernel[d] - 1) * layer.dilation[d] + 1, pads = layer.before[d] + layer.after[d];
        out[2 + d] = layer.transposed ? (in[2 + d] - 1) * layer.stride[d] + extent - pads : (in[2 + d] + pads - extent) / layer.stride[d] + 1;
    }
    return out;
}

std::string described(const Layer& layer, const memory::dims& in) {
    return (layer.transposed ? "deconvolution " : "convolution ") + std::to_string(layer.in) + "→" + std::to_string(layer.out) + " " +
           std::to_string(layer.kernel[0]) + "×" + std::to_string(layer.kernel[1]) + " /" + std::to_string(layer.stride[0]) +
           (layer.groups > 1 ? " groups " + std::to_string(layer.groups) : "") + " at " + std::to_string(in[2]) + "×" + std::to_string(in[3]);
}

void Builder::convolve(const Layer& layer, const Value& in, const Value& out, std::span<const PostOp> ops) {
    const memory::desc weights(WeightStore::dimsOf(layer), m_type, memory::format_tag::any);
    const memory bias = m_request.weights->bias(layer);
    const memory::dims dilation = {layer.dilation[0] - 1, layer.dilation[1] - 1};
    const auto push = [&](const auto& descriptor, const dnnl::primitive& primitive) {
        pushPrimitive(descriptor, primitive,
                      {argument(DNNL_ARG_SRC, in), constant(DNNL_ARG_WEIGHTS, m_request.weights->weights(layer, descriptor.weights_desc())),
                       constant(DNNL_ARG_BIAS, bias), argument(DNNL_ARG_DST, out)}, described(layer, in.desc.dims()));
    };
    if (layer.transposed) {
        const dnnl::deconvolution_forward::primitive_desc descriptor(
            {kForward, dnnl::algorithm::deconvolution_direct, in.desc, weights, bias.get_desc(), out.desc, dimsOf(layer.stride), dilation,
             dimsOf(layer.before), dimsOf(layer.after)}, attributesOf(ops), m_engine);
        push(descriptor, dnnl::deconvolution_forward(descriptor));
    } else {
        const dnnl::convolution_forward::primitive_desc descriptor(
            {kForward, dnnl::algorithm::convolution_direct, in.desc, weights, bias.get_desc(), out.desc, dimsOf(layer.stride), dilation,
             dimsOf(layer.before), dimsOf(layer.after)}, attributesOf(ops), m_engine);
        push(descriptor, dnnl::convolution_forward(descriptor));
    }
}

/// W·(s⊙y) = (W·diag(s))·y: instead of multiplying the feature map, which is large, the weights are, anew for each image.
void Builder::convolveScaled(const Layer& layer, const Value& in, const Value& out, std::span<const PostOp> ops) {
    const Value factors = value(layer.inputScale);
    const auto ofOne = [](const memory::desc& desc) {
        memory::dims dims = desc.dims();
        dims[0] = 1;
        return channelsLast(dims, static_cast<memory::data_type>(desc.data.data_type));
    };
    const memory::desc source = ofOne(in.desc), target = ofOne(out.desc);
    const memory bias = m_request.weights->bias(layer);
    const memory::desc weights(WeightStore::dimsOf(layer), m_type, memory::format_tag::any);
    const dnnl::convolution_forward::primitive_desc descriptor(
        {kForward, dnnl::algorithm::convolution_direct, source, weights, bias.get_desc(), target, {1, 1}, {0, 0}, {0, 0}, {0, 0}}, attributesOf(ops), m_engine);
    const dnnl::convolution_forward primitive(descriptor);
    const WeightStore::Scalable& scalable = m_request.weights->scalable(layer, descriptor.weights_desc());
    const kernels::ScaledWeights of{scalable.weights.data(), scalable.channel.data(), scalable.weights.size()};
    const bool half = m_type == memory::data_type::bf16;
    for (std::size_t n = 0; n < static_cast<std::size_t>(m_request.count); ++n) {
        const Value product = newValue(descriptor.weights_desc());
        const std::size_t first = n * static_cast<std::size_t>(layer.in);
        pushOwn("scaled weights", {factors.buffer, product.buffer}, [of, factors, product, first, half](const Places& at) {
            if (half) kernels::scaleWeights(of, reinterpret_cast<const Bf16*>(at(factors.buffer)) + first, reinterpret_cast<Bf16*>(at(product.buffer)));
            else kernels::scaleWeights(of, reinterpret_cast<const float*>(at(factors.buffer)) + first, reinterpret_cast<float*>(at(product.buffer)));
        });
        pushPrimitive(descriptor, primitive,
                      {argument(DNNL_ARG_SRC, {source, in.buffer}, n * source.get_size()), argument(DNNL_ARG_WEIGHTS, product), constant(DNNL_ARG_BIAS, bias),
                       argument(DNNL_ARG_DST, {target, out.buffer}, n * target.get_size())}, described(layer, source.dims()));
    }
}

Value Builder::scaled(const Value& in, const Value& factors, bool inPlace) {
    const Value out = inPlace ? in : newValue(in.desc);
    const Area area = areaOf(in.desc);
    const bool half = m_type == memory::data_type::bf16;
    pushOwn("scaled channels " + std::to_string(area.channels) + " at " + std::to_string(in.desc.data.dims[2]), {in.buffer, factors.buffer, out.buffer}, [in, factors, out, area, half](const Places& at) {
        if (half)
            kernels::scaleChannels(reinterpret_cast<const Bf16*>(at(in.buffer)), area, reinterpret_cast<const Bf16*>(at(factors.buffer)), reinterpret_cast<Bf16*>(at(out.buffer)));
        else
            kernels::scaleChannels(reinterpret_cast<const float*>(at(in.buffer)), area, reinterpret_cast<const float*>(at(factors.buffer)), reinterpret_cast<float*>(at(out.buffer)));
    });
    return out;
}

void Builder::convolution(const Layer& layer) {
    Value in = value(layer.inputs[0]);
    const bool isResult = layer.output == m_graph.output;
    const memory::desc outDesc = channelsLast(outputDims(layer, in.desc.dims()), isResult ? memory::data_type::f32 : m_type);
    // A sum is made in place, in the memory of what is added: only where nobody reads that afterwards.
    const auto summand = std::find_if(layer.postOps.begin(), layer.postOps.end(), [](const PostOp& op) { return op.isSum; });
    const bool sums = summand != layer.postOps.end();
    if (sums && value(summand->value).desc.dims() != outDesc.dims()) throw std::invalid_argument("a sum of different shapes");
    const bool inPlace = sums && isLastUse(summand->value) && value(summand->value).desc == outDesc && summand->value != layer.inputs[0] &&
                         std::count_if(layer.postOps.begin(), layer.postOps.end(), [](const PostOp& op) { return op.isSum; }) == 1;
    const std::span<const PostOp> all(layer.postOps);
    const auto inside = sums && !inPlace ? all.first(static_cast<std::size_t>(summand - layer.postOps.begin())) : all;
    Value out = inPlace ? Value{outDesc, value(summand->value).buffer} : newValue(outDesc);
    if (layer.inputScale >= 0) {
        // Two numbers of the map for one of the weights is where both cost the same.
        if (pixelsOf(in.desc) >= 2 * static_cast<std::size_t>(layer.out)) {
            convolveScaled(layer, in, out, inside);
        } else {
            in = scaled(in, value(layer.inputScale), isLastUse(layer.inputs[0]));
            convolve(layer, in, out, inside);
        }
    } else {
        convolve(layer, in, out, inside);
    }
    for (std::size_t done = inside.size(); done < all.size();) {
        std::size_t next = done + 1;
        while (next < all.size() && !all[next].isSum) ++next;
        sum(out, value(all[done].value), out, all.subspan(done + 1, next - done - 1));
        done = next;
    }
    value(layer.output) = out;
}

void Builder::sum(const Value& a, const Value& b, const Value& out, std::span<const PostOp> ops) {
    const dnnl::binary::primitive_desc descriptor({dnnl::algorithm::binary_add, a.desc, b.desc, out.desc}, attributesOf(ops), m_engine);
    pushPrimitive(descriptor, dnnl::binary(descriptor), {argument(DNNL_ARG_SRC_0, a), argument(DNNL_ARG_SRC_1, b), argument(DNNL_ARG_DST, out)}, "sum");
}

void Builder::binary(const Layer& layer) {
    const Value a = value(layer.inputs[0]), b = value(layer.inputs[1]);
    if (layer.kind == LayerKind::Multiply) {
        const bool firstIsFactor = pixelsOf(a.desc) == 1;
        if (!firstIsFactor && pixelsOf(b.desc) != 1) throw std::invalid_argument("a product of these shapes");
        const int map = layer.inputs[firstIsFactor ? 1 : 0];
        value(layer.output) = scaled(value(map), firstIsFactor ? a : b, isLastUse(map));
        return;
    }
    if (a.desc != b.desc) throw std::invalid_argument("a sum of different shapes");
    const Value out = isLastUse(layer.inputs[0]) ? a : newValue(a.desc);
    sum(a, b, out, layer.postOps);
    value(layer.output) = out;
}

void Builder::eltwise(const Layer& layer) {
    Value in = value(layer.inputs[0]);
    const bool isResult = layer.output == m_graph.output;
    if (isResult) in = converted(in, channelsLast(in.desc.dims(), memory::data_type::f32));
    const Value out = isLastUse(layer.inputs[0]) ? in : newValue(in.desc);
    const dnnl::eltwise_forward::primitive_desc descriptor({kForward, algorithmOf(layer.eltwise.kind), in.desc, alphaOf(layer.eltwise), layer.eltwise.beta},
                                                           attributesOf({}), m_engine);
    pushPrimitive(descriptor, dnnl::eltwise_forward(descriptor), {argument(DNNL_ARG_SRC, in), argument(DNNL_ARG_DST, out)}, "eltwise");
    value(layer.output) = out;
}

void Builder::pool(const Layer& layer) {
    const Value in = value(layer.inputs[0]);
    memory::dims dims = outputDims(layer, in.desc.dims());
    dims[1] = in.desc.dims()[1];
    const Value out = newValue(channelsLast(dims, m_type));
    const dnnl::pooling_forward::primitive_desc descriptor({kForward, dnnl::algorithm::pooling_max, in.desc, out.desc, dimsOf(layer.stride), dimsOf(layer.kernel),
                                                            dimsOf(layer.before), dimsOf(layer.after)}, attributesOf({}), m_engine);
    pushPrimitive(descriptor, dnnl::pooling_forward(descriptor), {argument(DNNL_ARG_SRC, in), argument(DNNL_ARG_DST, out)}, "max pool");
    value(layer.output) = out;
}

void Builder::concat(const Layer& layer) {
    memory::dims dims = value(layer.inputs[0]).desc.dims();
    dims[1] = 0;
    std::vector<memory::desc> parts;
    std::vector<StepArgument> arguments;
    for (const int input : layer.inputs) {
        const Value part = value(input);
        if (part.desc.dims()[2] != dims[2] || part.desc.dims()[3] != dims[3]) throw std::invalid_argument("a concatenation of different shapes");
        dims[1] += part.desc.dims()[1];
        arguments.push_back(argument(DNNL_ARG_MULTIPLE_SRC + static_cast<int>(parts.size()), part));
        parts.push_back(part.desc);
    }
    const Value out = newValue(channelsLast(dims, m_type));
    const dnnl::concat::primitive_desc descriptor(out.desc, 1, parts, m_engine, attributesOf({}));
    arguments.push_back(argument(DNNL_ARG_DST, out));
    pushPrimitive(descriptor, dnnl::concat(descriptor), std::move(arguments), "concatenation");
    value(layer.output) = out;
}

void Builder::upsample(const Layer& layer, dnnl::algorithm algorithm) {
    const Value in = value(layer.inputs[0]);
    memory::dims dims = in.desc.dims();
    dims[2] *= layer.factor[0];
    dims[3] *= layer.factor[1];
    const Value out = newValue(channelsLast(dims, m_type));
    const dnnl::resampling_forward::primitive_desc descriptor({kForward, algorithm, in.desc, out.desc}, attributesOf({}), m_engine);
    pushPrimitive(descriptor, dnnl::resampling_forward(descriptor), {argument(DNNL_ARG_SRC, in), argument(DNNL_ARG_DST, out)}, "upsampling");
    value(layer.output) = out;
}

void Builder::mean(const Layer& layer) {
    const Value in = value(layer.inputs[0]);
    const Value out = newValue(channelsLast({in.desc.dims()[0], in.desc.dims()[1], 1, 1}, m_type));
    const Area area = areaOf(in.desc);
    const bool half = m_type == memory::data_type::bf16;
    pushOwn("mean " + std::to_string(area.channels) + " at " + std::to_string(in.desc.data.dims[2]), {in.buffer, out.buffer}, [in, out, area, half](const Places& at) {
        if (half) kernels::mean(reinterpret_cast<const Bf16*>(at(in.buffer)), area, reinterpret_cast<Bf16*>(at(out.buffer)));
        else kernels::mean(reinterpret_cast<const float*>(at(in.buffer)), area, reinterpret_cast<float*>(at(out.buffer)));
    });
    value(layer.output) = out;
}

void Builder::shuffle(const Layer& layer) {
    const Value first = value(layer.inputs[0]);
    memory::dims dims = first.desc.dims();
    const bool together = layer.inputs.size() == 1;
    kernels::Shuffle of;
    of.rows = static_cast<std::size_t>(dims[0] * dims[2]);
    of.width = static_cast<std::size_t>(dims[3]);
    of.stride = first.desc.get_size() / of.rows / of.width;
    of.channelBytes = together ? of.stride / 4 : of.stride;
    dims = {dims[0], layer.out, 2 * dims[2], 2 * dims[3]};
    const Value out = newValue(channelsLast(dims, m_type));
    std::array<int, 4> buffers = {};
    for (std::size_t i = 0; i < buffers.size(); ++i) buffers[i] = value(layer.inputs[together ? 0 : i]).buffer;
    pushOwn("shuffled pixels " + std::to_string(layer.out) + " to " + std::to_string(dims[2]), {buffers[0], buffers[1], buffers[2], buffers[3], out.buffer},
            [of, buffers, together, out](const Places& at) mutable {
                for (std::size_t i = 0; i < buffers.size(); ++i) of.parts[i] = at(buffers[i]) + (together ? i * of.channelBytes : 0);
                kernels::shufflePixels(of, at(out.buffer));
            });
    value(layer.output) = out;
}

void Builder::pointwiseHead(const Layer& layer) {
    const Value in = value(layer.inputs[0]);
    memory::dims dims = in.desc.dims();
    kernels::PointwiseHead head{static_cast<std::size_t>(layer.in), static_cast<std::size_t>(layer.out), layer.weight, layer.bias};
    head.rows = static_cast<std::size_t>(dims[0] * dims[2]);
    head.width = static_cast<std::size_t>(dims[3]);
    head.phases = static_cast<std::size_t>(layer.factor[0]);
    const Value out = newValue(channelsLast({dims[0], 1, dims[2] * layer.factor[0], dims[3] * layer.factor[1]}, memory::data_type::f32));
    const bool half = m_type == memory::data_type::bf16;
    pushOwn("pointwise head " + std::to_string(layer.in) + "→" + std::to_string(layer.out) + "→1", {in.buffer, out.buffer}, [head, in, out, half](const Places& at) {
        if (half) kernels::pointwiseHead(head, reinterpret_cast<const Bf16*>(at(in.buffer)), reinterpret_cast<float*>(at(out.buffer)));
        else kernels::pointwiseHead(head, reinterpret_cast<const float*>(at(in.buffer)), reinterpret_cast<float*>(at(out.buffer)));
    });
    value(layer.output) = out;
}

void Builder::add(const Layer& layer) {
    switch (layer.kind) {
        case LayerKind::Convolution: return convolution(layer);
        case LayerKind::Eltwise: return eltwise(layer);
        case LayerKind::Add:
        case LayerKind::Multiply: return binary(layer);
        case LayerKind::Mean: return mean(layer);
        case LayerKind::MaxPool: return pool(layer);
        case LayerKind::Concat: return concat(layer);
        case LayerKind::PixelShuffle: return shuffle(layer);
        case LayerKind::PointwiseHead: return pointwiseHead(layer);
        case LayerKind::UpsampleNearest: return upsample(layer, dnnl::algorithm::resampling_nearest);
        case LayerKind::UpsampleLinear: return upsample(layer, dnnl::algorithm::resampling_linear);
        case LayerKind::BatchNorm:
        case LayerKind::Pad: break;
    }
    throw std::invalid_argument("the graph is not fused");
}

}  // namespace

StepList stepsOf(const ProgramRequest& request) { return Builder(request).run(); }

}  // namespace bowman
