#include "models/inference/onednn_program.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "core/base/platform/platform.h"
#include "models/inference/onednn_steps.h"
#include "models/inference/onednn_weights.h"

namespace bowman {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr int kProfileRuns = 9;

struct Freed {
    void operator()(std::byte* memory) const { std::free(memory); }
};
using Arena = std::unique_ptr<std::byte, Freed>;

Arena newArena(std::size_t bytes) {
    bytes = (bytes + kHugePage - 1) / kHugePage * kHugePage;
    Arena arena(static_cast<std::byte*>(std::aligned_alloc(kHugePage, bytes)));
    if (!arena) throw std::bad_alloc();
    platform::preferHugePages(arena.get(), bytes);
    return arena;
}

/// A step with its memory bound.
struct BoundStep {
    std::string name;
    dnnl::primitive primitive;
    std::vector<dnnl::memory> memories;
    std::vector<dnnl_exec_arg_t> arguments;
    std::function<void(const Places&)> own;
};

class Program : public OneDnnProgram {
public:
    explicit Program(const ProgramRequest& request) : m_weights(request.weights), m_stream(request.weights->engine()) {
        StepList list = stepsOf(request);
        const ArenaPlan plan = planArena(list.buffers);
        m_bytes = plan.bytes;
        m_arena = newArena(plan.bytes);
        m_places = [base = m_arena.get(), offsets = plan.offsets](int buffer) { return base + offsets[static_cast<std::size_t>(buffer)]; };
        m_input = {reinterpret_cast<float*>(m_places(list.input)), list.inputFloats};
        m_output = {reinterpret_cast<float*>(m_places(list.output)), list.outputFloats};
        for (Step& step : list.steps) m_steps.push_back(bound(std::move(step)));
    }

    std::span<float> input() override { return m_input; }
    std::span<const float> output() const override { return m_output; }
    std::size_t memoryBytes() const override { return m_bytes; }

    void run() override {
        for (const BoundStep& step : m_steps) runStep(step);
        m_stream.wait();
    }

    std::string profile() override;

private:
    BoundStep bound(Step step) const {
        BoundStep result{std::move(step.name), std::move(step.primitive), {}, {}, std::move(step.own)};
        for (const StepArgument& a : step.arguments)
            result.memories.push_back(a.buffer < 0 ? a.constant : dnnl::memory(a.desc, m_weights->engine(), m_places(a.buffer) + a.offset));
        for (std::size_t i = 0; i < step.arguments.size(); ++i) result.arguments.push_back({step.arguments[i].index, result.memories[i].get()});
        return result;
    }

    // The C interface: the C++ one makes a map and a list for every call.
    void runStep(const BoundStep& step) const {
        if (step.own) return step.own(m_places);
        dnnl::error::wrap_c_api(dnnl_primitive_execute(step.primitive.get(), m_stream.get(), static_cast<int>(step.arguments.size()), step.arguments.data()),
                                step.name.c_str());
    }

    std::shared_ptr<WeightStore> m_weights;
    dnnl::stream m_stream;
    Arena m_arena;
    std::size_t m_bytes = 0;
    Places m_places;
    std::span<float> m_input;
    std::span<const float> m_output;
    std::vector<BoundStep> m_steps;
};

std::string Program::profile() {
    std::vector<std::vector<double>> seconds(m_steps.size());
    for (int run = 0; run < kProfileRuns; ++run)
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            const double start = platform::processCpuSeconds();
            runStep(m_steps[i]);
            m_stream.wait();
            seconds[i].push_back(platform::processCpuSeconds() - start);
        }
    for (auto& times : seconds) std::nth_element(times.begin(), times.begin() + kProfileRuns / 2, times.end());
    const auto middle = [&](std::size_t i) { return 1000 * seconds[i][kProfileRuns / 2]; };
    std::vector<std::size_t> order(m_steps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return middle(a) > middle(b); });
    std::string text;
    for (const std::size_t i : order) {
        char line[32];
        std::snprintf(line, sizeof line, "%8.3f ms  ", middle(i));
        text += line + m_steps[i].name + "\n";
    }
    return text;
}

}  // namespace

std::shared_ptr<WeightStore> makeWeightStore() { return std::make_shared<WeightStore>(); }

Result<std::unique_ptr<OneDnnProgram>> OneDnnProgram::create(const ProgramRequest& request) {
    try {
        return std::unique_ptr<OneDnnProgram>(std::make_unique<Program>(request));
    } catch (const std::bad_alloc&) {
        return Error{"no program for this network", "", "out of memory"};
    } catch (const std::exception& e) {
        return Error{"no program for this network", "", e.what()};
    }
}

}  // namespace bowman
