#include "models/inference/onednn_network.h"

#include <algorithm>
#include <exception>
#include <mutex>

#include <oneapi/dnnl/dnnl.hpp>
#include <omp.h>

#include "models/inference/channels_last_kernels.h"
#include "models/inference/graph_deconvolution.h"
#include "models/inference/graph_fusion.h"
#include "models/inference/graph_head.h"
#include "models/inference/single_threaded.h"

namespace bowman {
OneDnnNetwork::OneDnnNetwork(NetworkGraph graph, const OneDnnOptions& options)
    : m_graph(std::make_shared<const NetworkGraph>(std::move(graph))), m_options(options), m_weights(makeWeightStore()) {}

Result<std::unique_ptr<OneDnnNetwork>> OneDnnNetwork::create(NetworkGraph logits, const OneDnnOptions& options) {
    auto graph = fused(withSigmoid(std::move(logits)));
    if (!graph) return graph.error();
    std::unique_ptr<OneDnnNetwork> network(new OneDnnNetwork(withPointwiseHead(withoutDeconvolutions(std::move(*graph))), options));
    // Shows whether there is a primitive for everything.
    if (auto made = network->preparePrograms(1, 64, 64); !made) return made.error();
    return network;
}

Result<void> OneDnnNetwork::preparePrograms(std::size_t count, int height, int width) {
    if (height != m_height || width != m_width) m_programs.clear();
    m_height = height;
    m_width = width;
    const SingleThreaded scope;
    while (m_programs.size() < count) {
        auto program = OneDnnProgram::create({m_graph, m_weights, 1, height, width, m_options.precision});
        if (!program) return program.error();
        m_programs.push_back(std::move(*program));
    }
    return {};
}

Result<void> OneDnnNetwork::predict(const RgbBatch& batch, std::span<float> probabilities) {
    if (batch.count <= 0) return {};
    const int threads = std::min(m_options.threads, batch.count);
    if (auto made = preparePrograms(static_cast<std::size_t>(threads), batch.height, batch.width); !made) return made;
    const std::size_t inputs = m_programs.front()->input().size(), outputs = m_programs.front()->output().size();
    if (probabilities.size() != outputs * static_cast<std::size_t>(batch.count)) return Error{"cannot predict", "", "the space for probabilities has the wrong size"};
    const kernels::Normalisation normalisation = kernels::normalisationOf(m_options.mean, m_options.std);
    std::mutex mutex;  // guards failure
    std::string failure;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (int i = 0; i < batch.count; ++i) {
        try {
            OneDnnProgram& program = *m_programs[static_cast<std::size_t>(omp_get_thread_num())];
            kernels::normalise(batch.rgb + static_cast<std::size_t>(i) * inputs, inputs / 3, normalisation, program.input().data());
            program.run();
            std::copy_n(program.output().data(), outputs, probabilities.data() + static_cast<std::size_t>(i) * outputs);
        } catch (const std::exception& e) {
            const std::lock_guard lock(mutex);
            failure = e.what();
        }
    }
    if (!failure.empty()) return Error{"cannot predict", "", "oneDNN: " + failure};
    return {};
}

Result<std::unique_ptr<OneDnnStrips>> OneDnnNetwork::createStrips(int width, int rows) {
    return OneDnnStrips::create({m_graph, m_weights, width, rows, m_options.precision, m_options.mean, m_options.std});
}

bool OneDnnNetwork::runsInStrips(int rows) const {
    const auto plan = planStrips(*m_graph, rows, 256);
    return plan && plan->values[static_cast<std::size_t>(m_graph->output)].channels == 1;
}

Result<std::string> OneDnnNetwork::profile(int height, int width) {
    if (auto made = preparePrograms(1, height, width); !made) return made.error();
    const SingleThreaded scope;
    return m_programs.front()->profile();
}

std::size_t OneDnnNetwork::memoryBytes() const {
    std::size_t bytes = 0;
    for (const auto& program : m_programs) bytes += program->memoryBytes();
    return bytes;
}

bool hasFastBfloat16() {
    switch (dnnl::get_effective_cpu_isa()) {
        case dnnl::cpu_isa::avx512_core_bf16:
        case dnnl::cpu_isa::avx512_core_amx:
        case dnnl::cpu_isa::all: return __builtin_cpu_supports("avx512bf16");
        default: return false;
    }
}

}  // namespace bowman
