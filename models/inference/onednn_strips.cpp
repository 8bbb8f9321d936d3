#include "models/inference/onednn_strips.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <stdexcept>

#include <oneapi/dnnl/dnnl.hpp>
#include <omp.h>

#include "core/base/platform/platform.h"
#include "models/inference/arena_plan.h"
#include "models/inference/channels_last_kernels.h"
#include "models/inference/onednn_attributes.h"
#include "models/inference/onednn_weights.h"
#include "models/inference/pointwise_head.h"
#include "models/inference/single_threaded.h"

namespace bowman {
namespace {

using dnnl::memory;

constexpr auto kForward = dnnl::prop_kind::forward_inference;
constexpr std::size_t kHugePage = std::size_t{2} << 20;

struct Freed {
    void operator()(std::byte* memory) const { std::free(memory); }
};

/// One layer, ready to run.
struct StripStep {
    int output = 0;
    dnnl::primitive primitive = {};
    std::vector<memory> memories = {};
    std::vector<dnnl_exec_arg_t> arguments = {};
    std::function<void()> own = {};
    int summand = -1;                     ///< of a sum in place: copied to where the result goes before
};

/// Where a map lies: the kept rows, then the new ones. The kept ones are set aside until the next step, since the place is shared.
struct Place {
    std::byte* rows = nullptr;
    std::byte* aside = nullptr;
    std::byte* ring = nullptr;            ///< rows that wait to be added later, by their number
    int ringRows = 0;
    std::size_t rowBytes = 0, keptBytes = 0, newBytes = 0;
    std::byte* fresh() const { return rows + keptBytes; }
};

class Strips : public OneDnnStrips {
public:
    Strips(const StripRequest& request, StripPlan plan)
        : m_graph(request.graph), m_weights(request.weights), m_plan(std::move(plan)), m_engine(m_weights->engine()), m_stream(m_engine),
          m_type(request.precision == Precision::Bf16 ? memory::data_type::bf16 : memory::data_type::f32),
          m_normalisation(kernels::normalisationOf(request.mean, request.std)) {
        layOut();
        for (const Layer& layer : m_graph->layers) add(layer);
        if (m_type == memory::data_type::bf16) addInputConversion();
        const std::size_t scratch = (m_scratchBytes + kHugePage - 1) / kHugePage * kHugePage;
        if (scratch > 0) {
            m_scratch.reset(static_cast<std::byte*>(std::aligned_alloc(kHugePage, scratch)));
            if (!m_scratch) throw std::bad_alloc();
            for (memory& m : m_scratchMemories) m.set_data_handle(m_scratch.get());
        }
    }

    int begin(int height, int firstWanted) override {
        m_height = height;
        m_firstWanted = firstWanted;
        m_end = -1;
        std::memset(m_aside.get(), 0, m_asideBytes);
        const std::vector<RowRange> needed = rowsNeeded(*m_graph, m_plan, {firstWanted, firstWanted + 1});
        m_step = std::max(0, needed[static_cast<std::size_t>(m_graph->input)].first) / m_plan.rows;
        return m_step * m_plan.rows;
    }

    RowRange run(const std::uint8_t* rgb, int end) override;
    const float* result() const override { return reinterpret_cast<const float*>(m_places[static_cast<std::size_t>(m_graph->output)].fresh()) + m_resultOffset; }
    std::size_t memoryBytes() const override { return m_arenaBytes + m_asideBytes + m_scratchBytes; }

private:
    const StripValue& shape(int value) const { return m_plan.values[static_cast<std::size_t>(value)]; }
    const Place& place(int value) const { return m_places[static_cast<std::size_t>(value)]; }
    memory::data_type typeOf(int value) const { return value == m_graph->output ? memory::data_type::f32 : m_type; }
    static std::size_t bytesOf(memory::data_type type) { return type == memory::data_type::bf16 ? 2 : 4; }
    int heightOf(int value) const { return static_cast<int>(static_cast<std::int64_t>(m_height) * shape(value).rows / m_plan.rows); }

    void layOut();
    void add(const Layer& layer);
    void convolution(const Layer& layer, StripStep& step);
    void sumOfTwo(const Layer& layer, StripStep& step);
    void addInputConversion();
    void bindPrimitive(StripStep& step, const dnnl::primitive& primitive, std::vector<std::pair<int, memory>> arguments, const memory::desc& scratchpad);

    memory::desc view(int value, int rows) const {
        return {{1, shape(value).channels, rows, shape(value).width}, typeOf(value), memory::format_tag::nhwc};
    }
    /// Where a layer begins to read an input.
    std::byte* readFrom(const Layer& layer, int which) const {
        const Place& at = place(layer.inputs[static_cast<std::size_t>(which)]);
        return at.fresh() + static_cast<std::ptrdiff_t>(firstRowRead(layer, m_plan, which)) * static_cast<std::ptrdiff_t>(at.rowBytes);
    }
    void copyRing(const Place& at, int row, int count, std::byte* map, bool isRead) const;
    void finish(int value, RowRange rows) const;
    void readInput(const std::uint8_t* rgb);

    std::shared_ptr<const NetworkGraph> m_graph;
    std::shared_ptr<WeightStore> m_weights;
    StripPlan m_plan;
    const dnnl::engine& m_engine;
    dnnl::stream m_stream;
    memory::data_type m_type;
    kernels::Normalisation m_normalisation;
    std::unique_ptr<std::byte, Freed> m_arena, m_aside, m_scratch;
    std::vector<std::vector<std::byte>> m_rings;
    std::size_t m_arenaBytes = 0, m_asideBytes = 0, m_scratchBytes = 0, m_resultOffset = 0;
    std::vector<memory> m_scratchMemories;
    std::vector<Place> m_places;
    std::vector<StripStep> m_steps;
    std::vector<float> m_inputFloats;      ///< where the picture is not used in 32 bit
    StripStep m_inputConversion;
    int m_height = 0, m_firstWanted = 0, m_step = 0, m_end = -1;
    std::vector<RowRange> m_needed;
};

void Strips::layOut() {
    const std::size_t values = m_plan.values.size();
    m_places.resize(values);
    std::vector<Lifetime> lives(values);
    const auto touch = [&](int value, int turn) {
        Lifetime& life = lives[static_cast<std::size_t>(value)];
        life.first = life.bytes > 0 ? std::min(life.first, turn) : life.first;
        life.last = std::max(life.last, turn);
    };
    m_rings.resize(values);
    for (std::size_t v = 0; v < values; ++v) {
        const StripValue& s = m_plan.values[v];
        if (s.rows == 0) continue;
        Place& p = m_places[v];
        p.rowBytes = static_cast<std::size_t>(s.width) * static_cast<std::size_t>(s.channels) * bytesOf(typeOf(static_cast<int>(v)));
        p.keptBytes = p.rowBytes * static_cast<std::size_t>(s.kept);
        p.newBytes = p.rowBytes * static_cast<std::size_t>(s.rows);
        p.ringRows = s.delayed;
        m_rings[v].resize(p.rowBytes * static_cast<std::size_t>(s.delayed));
        p.ring = m_rings[v].data();
        lives[v] = {p.keptBytes + p.newBytes, std::numeric_limits<int>::max(), 0};
    }
    lives[static_cast<std::size_t>(m_graph->input)].first = 0;
    for (std::size_t i = 0; i < m_graph->layers.size(); ++i) {
        const Layer& layer = m_graph->layers[i];
        touch(layer.output, static_cast<int>(i) + 1);
        for (const int input : layer.inputs) touch(input, static_cast<int>(i) + 1);
    }
    lives[static_cast<std::size_t>(m_graph->output)].last = std::numeric_limits<int>::max();
    const ArenaPlan arena = planArena(lives);
    m_arenaBytes = (arena.bytes + kHugePage - 1) / kHugePage * kHugePage;
    m_arena.reset(static_cast<std::byte*>(std::aligned_alloc(kHugePage, m_arenaBytes)));
    for (const Place& p : m_places) m_asideBytes += (p.keptBytes + 63) / 64 * 64;
    m_asideBytes = (m_asideBytes + kHugePage - 1) / kHugePage * kHugePage;
    if (m_asideBytes > 0) m_aside.reset(static_cast<std::byte*>(std::aligned_alloc(kHugePage, m_asideBytes)));
    if (!m_arena || (m_asideBytes > 0 && !m_aside)) throw std::bad_alloc();
    platform::preferHugePages(m_arena.get(), m_arenaBytes);
    std::size_t aside = 0;
    for (std::size_t v = 0; v < values; ++v) {
        Place& p = m_places[v];
        p.rows = m_arena.get() + arena.offsets[v];
        p.aside = m_aside.get() + aside;
        aside += (p.keptBytes + 63) / 64 * 64;
    }
}

void Strips::bindPrimitive(StripStep& step, const dnnl::primitive& primitive, std::vector<std::pair<int, memory>> arguments, const memory::desc& scratchpad) {
    step.primitive = primitive;
    if (const std::size_t bytes = scratchpad.get_size(); bytes > 0) {
        m_scratchBytes = std::max(m_scratchBytes, bytes);
        m_scratchMemories.emplace_back(scratchpad, m_engine, nullptr);
        arguments.emplace_back(DNNL_ARG_SCRATCHPAD, m_scratchMemories.back());
    }
    for (auto& [index, of] : arguments) {
        step.memories.push_back(of);
        step.arguments.push_back({index, step.memories.back().get()});
    }
}

void Strips::convolution(const Layer& layer, StripStep& step) {
    const StripValue& out = shape(layer.output);
    const int extent = static_cast<int>((layer.kernel[0] - 1) * layer.dilation[0] + 1), rows = out.rows;
    const memory::desc in = view(layer.inputs[0], (rows - 1) * static_cast<int>(layer.stride[0]) + extent), target = view(layer.output, rows);
    const memory::desc weights(WeightStore::dimsOf(layer), m_type, memory::format_tag::any);
    const memory bias = m_weights->bias(layer);
    const auto summands = std::count_if(layer.postOps.begin(), layer.postOps.end(), [](const PostOp& op) { return op.isSum; });
    if (summands > 1) throw std::invalid_argument("more than one sum");
    for (const PostOp& op : layer.postOps) {
        if (!op.isSum) continue;
        const StripValue& s = shape(op.value);
        if (s.width != out.width || s.channels != out.channels || s.rows != out.rows || typeOf(op.value) != typeOf(layer.output)) throw std::invalid_argument("a sum of different shapes");
        step.summand = op.value;
    }
    const dnnl::convolution_forward::primitive_desc descriptor(
        {kForward, dnnl::algorithm::convolution_direct, in, weights, bias.get_desc(), target, {layer.stride[0], layer.stride[1]},
         {layer.dilation[0] - 1, layer.dilation[1] - 1}, {0, layer.before[1]}, {0, layer.after[1]}}, attributesOf(layer.postOps), m_engine);
    bindPrimitive(step, dnnl::convolution_forward(descriptor),
                  {{DNNL_ARG_SRC, memory(in, m_engine, readFrom(layer, 0))}, {DNNL_ARG_WEIGHTS, m_weights->weights(layer, descriptor.weights_desc())},
                   {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST, memory(target, m_engine, place(layer.output).fresh())}}, descriptor.scratchpad_desc());
}

void Strips::sumOfTwo(const Layer& layer, StripStep& step) {
    const int count = shape(layer.output).rows;
    const memory::desc rows = view(layer.output, count);
    if (view(layer.inputs[0], count) != rows || view(layer.inputs[1], count) != rows) throw std::invalid_argument("a sum of different shapes");
    const dnnl::binary::primitive_desc descriptor({dnnl::algorithm::binary_add, rows, rows, rows}, attributesOf(layer.postOps), m_engine);
    bindPrimitive(step, dnnl::binary(descriptor),
                  {{DNNL_ARG_SRC_0, memory(rows, m_engine, readFrom(layer, 0))}, {DNNL_ARG_SRC_1, memory(rows, m_engine, readFrom(layer, 1))},
                   {DNNL_ARG_DST, memory(rows, m_engine, place(layer.output).fresh())}}, descriptor.scratchpad_desc());
}

void Strips::add(const Layer& layer) {
    StripStep step{.output = layer.output};
    const StripValue& out = shape(layer.output);
    const int rows = out.rows;
    const bool half = m_type == memory::data_type::bf16;
    std::byte* const to = place(layer.output).fresh();
    switch (layer.kind) {
        case LayerKind::Convolution: convolution(layer, step); break;
        case LayerKind::Add: sumOfTwo(layer, step); break;
        case LayerKind::Eltwise: {
            const memory::desc in = view(layer.inputs[0], rows), target = view(layer.output, rows);
            if (in != target) throw std::invalid_argument("a function between types of numbers");
            const dnnl::eltwise_forward::primitive_desc descriptor({kForward, algorithmOf(layer.eltwise.kind), in, alphaOf(layer.eltwise), layer.eltwise.beta},
                                                                   attributesOf({}), m_engine);
            bindPrimitive(step, dnnl::eltwise_forward(descriptor), {{DNNL_ARG_SRC, memory(in, m_engine, readFrom(layer, 0))}, {DNNL_ARG_DST, memory(target, m_engine, to)}},
                          descriptor.scratchpad_desc());
            break;
        }
        case LayerKind::Concat: {
            std::vector<memory::desc> parts;
            std::vector<std::pair<int, memory>> arguments;
            for (std::size_t i = 0; i < layer.inputs.size(); ++i) {
                parts.push_back(view(layer.inputs[i], rows));
                arguments.emplace_back(DNNL_ARG_MULTIPLE_SRC + static_cast<int>(i), memory(parts.back(), m_engine, readFrom(layer, static_cast<int>(i))));
            }
            const memory::desc target = view(layer.output, rows);
            const dnnl::concat::primitive_desc descriptor(target, 1, parts, m_engine, attributesOf({}));
            arguments.emplace_back(DNNL_ARG_DST, memory(target, m_engine, to));
            bindPrimitive(step, dnnl::concat(descriptor), std::move(arguments), descriptor.scratchpad_desc());
            break;
        }
        case LayerKind::UpsampleNearest: {
            const memory::desc in = view(layer.inputs[0], rows / static_cast<int>(layer.factor[0])), target = view(layer.output, rows);
            const dnnl::resampling_forward::primitive_desc descriptor({kForward, dnnl::algorithm::resampling_nearest, in, target}, attributesOf({}), m_engine);
            bindPrimitive(step, dnnl::resampling_forward(descriptor), {{DNNL_ARG_SRC, memory(in, m_engine, readFrom(layer, 0))}, {DNNL_ARG_DST, memory(target, m_engine, to)}},
                          descriptor.scratchpad_desc());
            break;
        }
        case LayerKind::PixelShuffle: {
            const bool together = layer.inputs.size() == 1;
            kernels::Shuffle of;
            of.rows = static_cast<std::size_t>(rows) / 2;
            of.width = static_cast<std::size_t>(out.width) / 2;
            of.stride = place(layer.inputs[0]).rowBytes / of.width;
            of.channelBytes = together ? of.stride / 4 : of.stride;
            for (int i = 0; i < 4; ++i)
                of.parts[static_cast<std::size_t>(i)] = together ? readFrom(layer, 0) + static_cast<std::size_t>(i) * of.channelBytes : readFrom(layer, i);
            step.own = [of, to] { kernels::shufflePixels(of, to); };
            break;
        }
        case LayerKind::PointwiseHead: {
            kernels::PointwiseHead head{static_cast<std::size_t>(layer.in), static_cast<std::size_t>(layer.out), layer.weight, layer.bias};
            head.phases = static_cast<std::size_t>(layer.factor[0]);
            head.rows = static_cast<std::size_t>(rows) / head.phases;
            head.width = static_cast<std::size_t>(out.width) / head.phases;
            const std::byte* from = readFrom(layer, 0);
            step.own = [head, from, to, half] {
                if (half) kernels::pointwiseHead(head, reinterpret_cast<const kernels::Bf16*>(from), reinterpret_cast<float*>(to));
                else kernels::pointwiseHead(head, reinterpret_cast<const float*>(from), reinterpret_cast<float*>(to));
            };
            break;
        }
        default: throw std::invalid_argument("a layer that does not run strip by strip");
    }
    m_steps.push_back(std::move(step));
}

void Strips::addInputConversion() {
    const StripValue& in = shape(m_graph->input);
    const memory::desc wide({1, 3, in.rows, in.width}, memory::data_type::f32, memory::format_tag::nhwc), target = view(m_graph->input, in.rows);
    m_inputFloats.resize(wide.get_size() / sizeof(float));
    const dnnl::reorder::primitive_desc descriptor(m_engine, wide, m_engine, target, attributesOf({}));
    bindPrimitive(m_inputConversion, dnnl::reorder(descriptor),
                  {{DNNL_ARG_FROM, memory(wide, m_engine, m_inputFloats.data())}, {DNNL_ARG_TO, memory(target, m_engine, place(m_graph->input).fresh())}}, descriptor.scratchpad_desc());
}

void execute(const StripStep& step, dnnl::stream& stream) {
    if (step.own) return step.own();
    dnnl::error::wrap_c_api(dnnl_primitive_execute(step.primitive.get(), stream.get(), static_cast<int>(step.arguments.size()), step.arguments.data()), "a strip");
}

/// `row`: number of the first, counted from the first that a step ever computed; those before it, outside of the picture, may be anything.
void Strips::copyRing(const Place& at, int row, int count, std::byte* map, bool isRead) const {
    for (int done = 0; done < count;) {
        const int place = ((row + done) % at.ringRows + at.ringRows) % at.ringRows, some = std::min(count - done, at.ringRows - place);
        std::byte* const ring = at.ring + static_cast<std::size_t>(place) * at.rowBytes;
        std::byte* const rows = map + static_cast<std::size_t>(done) * at.rowBytes;
        std::memcpy(isRead ? rows : ring, isRead ? ring : rows, static_cast<std::size_t>(some) * at.rowBytes);
        done += some;
    }
}

/// Rows outside of the picture are 0, and the last ones are set aside for the next step.
void Strips::finish(int value, RowRange rows) const {
    const Place& p = place(value);
    const int height = heightOf(value), count = rows.end - rows.first;
    std::byte* const fresh = p.fresh();
    if (rows.first < 0) std::memset(fresh, 0, p.rowBytes * static_cast<std::size_t>(std::min(-rows.first, count)));
    if (rows.end > height) {
        const int outside = std::min(rows.end - height, count);
        std::memset(fresh + p.rowBytes * static_cast<std::size_t>(count - outside), 0, p.rowBytes * static_cast<std::size_t>(outside));
    }
    if (p.ringRows > 0) copyRing(p, rows.first + shape(value).lag, count, fresh, false);
    if (p.keptBytes > 0) std::memcpy(p.aside, p.rows + p.newBytes, p.keptBytes);
}

void Strips::readInput(const std::uint8_t* rgb) {
    const Place& p = place(m_graph->input);
    const StripValue& in = shape(m_graph->input);
    const std::size_t pixels = static_cast<std::size_t>(in.rows) * static_cast<std::size_t>(in.width);
    if (p.keptBytes > 0) std::memcpy(p.rows, p.aside, p.keptBytes);
    if (m_type == memory::data_type::bf16) {
        kernels::normalise(rgb, pixels, m_normalisation, m_inputFloats.data());
        execute(m_inputConversion, m_stream);
    } else {
        kernels::normalise(rgb, pixels, m_normalisation, reinterpret_cast<float*>(p.fresh()));
    }
    finish(m_graph->input, m_plan.computed(m_graph->input, m_step));
}

RowRange Strips::run(const std::uint8_t* rgb, int end) {
    const SingleThreaded scope;
    if (end != m_end) m_needed = rowsNeeded(*m_graph, m_plan, {m_firstWanted, m_end = end});
    readInput(rgb);
    for (const StripStep& step : m_steps) {
        const Place& p = place(step.output);
        const RowRange rows = m_plan.computed(step.output, m_step), needed = m_needed[static_cast<std::size_t>(step.output)];
        if (p.keptBytes > 0) std::memcpy(p.rows, p.aside, p.keptBytes);
        if (std::max({rows.first, needed.first, 0}) < std::min({rows.end, needed.end, heightOf(step.output)})) {
            if (step.summand >= 0) copyRing(place(step.summand), rows.first + shape(step.summand).lag, rows.end - rows.first, p.fresh(), true);
            execute(step, m_stream);
        }
        finish(step.output, rows);
    }
    m_stream.wait();
    const RowRange all = m_plan.computed(m_graph->output, m_step++);
    const int first = std::max(all.first, m_firstWanted);
    m_resultOffset = static_cast<std::size_t>(first - all.first) * static_cast<std::size_t>(shape(m_graph->output).width);
    return {first, std::max(first, std::min({all.end, end, m_height}))};
}

}  // namespace

Result<std::unique_ptr<OneDnnStrips>> OneDnnStrips::create(const StripRequest& request) {
    auto plan = planStrips(*request.graph, request.rows, request.width);
    if (!plan) return plan.error();
    if (plan->values[static_cast<std::size_t>(request.graph->output)].channels != 1) return Error{"the network does not run strip by strip", "", "it has several classes"};
    try {
        const SingleThreaded scope;
        return std::unique_ptr<OneDnnStrips>(std::make_unique<Strips>(request, std::move(*plan)));
    } catch (const std::bad_alloc&) {
        return Error{"no strips of this network", "", "out of memory"};
    } catch (const std::exception& e) {
        return Error{"no strips of this network", "", e.what()};
    }
}

}  // namespace bowman
