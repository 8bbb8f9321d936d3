#include "models/training/gradient_lanes.h"

#include <algorithm>
#include <exception>
#include <thread>

#include <ATen/Parallel.h>
#include <omp.h>

#include "models/encoders/layers.h"
#include "models/encoders/seeded_draws.h"

// Of OpenBLAS, where LibTorch is linked to it.
extern "C" {
__attribute__((weak)) void openblas_set_num_threads(int threads);
__attribute__((weak)) int openblas_get_num_threads();
}

namespace bowman {
namespace {

/// OpenBLAS computes in the thread that asks, while it lives: with threads of its own, it lets one lane in at a time. Its variant on OpenMP sets the
/// caller's threads along.
class BlasInCaller {
public:
    BlasInCaller() : m_threads(omp_get_max_threads()) {
        if (!openblas_set_num_threads || !openblas_get_num_threads) return;
        m_before = openblas_get_num_threads();
        openblas_set_num_threads(1);
    }
    ~BlasInCaller() {
        if (m_before > 0) openblas_set_num_threads(m_before);
        omp_set_num_threads(m_threads);
    }
    BlasInCaller(const BlasInCaller&) = delete;
    BlasInCaller& operator=(const BlasInCaller&) = delete;

private:
    const int m_threads;
    int m_before = 0;
};

/// Threads of OpenMP that the calling thread may use, while it lives.
class ThreadShare {
public:
    explicit ThreadShare(int threads) {
        at::get_num_threads();   // a thread's first question sets it to all of them
        m_before = omp_get_max_threads();
        omp_set_num_threads(threads);
    }
    ~ThreadShare() { omp_set_num_threads(m_before); }
    ThreadShare(const ThreadShare&) = delete;
    ThreadShare& operator=(const ThreadShare&) = delete;

private:
    int m_before = 1;
};

std::vector<torch::Tensor> statisticsOf(const SegmentationModel& network) { return network.buffers(); }

}  // namespace

Result<GradientLanes> GradientLanes::create(std::shared_ptr<SegmentationModel> network, const ModelCard& card, int lanes) {
    GradientLanes result;
    result.m_networks.push_back(std::move(network));
    const auto weights = result.m_networks.front()->parameters();
    for (int i = 1; i < lanes; ++i) {
        auto copy = buildModel(card);
        if (!copy) return copy.error();
        const auto own = (*copy)->parameters();
        TORCH_CHECK(own.size() == weights.size(), "the card builds another network");
        for (std::size_t k = 0; k < weights.size(); ++k) torch::Tensor(own[k]).set_data(weights[k].detach());   // the same memory
        result.m_networks.push_back(std::move(*copy));
    }
    return result;
}

double GradientLanes::addGradients(std::span<const Batch> batches, const Loss& loss, double share, int threads) {
    TORCH_CHECK(!batches.empty() && batches.size() <= m_networks.size(), "as many batches as lanes at most");
    const int lanes = static_cast<int>(batches.size());
    const auto statistics = statisticsOf(*m_networks.front());
    std::vector<torch::Tensor> before;
    {
        torch::NoGradGuard guard;
        for (const torch::Tensor& value : statistics) before.push_back(value.clone());
        for (std::size_t lane = 1; lane < batches.size(); ++lane) {
            const auto own = statisticsOf(*m_networks[lane]);
            for (std::size_t i = 0; i < own.size(); ++i) torch::Tensor(own[i]).copy_(before[i]);
        }
    }
    std::vector<double> losses(batches.size());
    std::vector<std::exception_ptr> failures(batches.size());
    const auto run = [&](std::size_t lane) {
        try {
            const ThreadShare mine(std::max(1, threads / lanes + (static_cast<int>(lane) < threads % lanes ? 1 : 0)));
            const SeededDraws seeded(batches[lane].seed);
            losses[lane] = bowman::addGradients(*m_networks[lane], loss, batches[lane].input, batches[lane].targets, share);
        } catch (...) {   // thrown again below
            failures[lane] = std::current_exception();
        }
    };
    {
        const BlasInCaller blas;
        std::vector<std::jthread> others;
        for (std::size_t lane = 1; lane < batches.size(); ++lane) others.emplace_back(run, lane);
        run(0);
    }
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);

    torch::NoGradGuard guard;
    const auto weights = m_networks.front()->parameters();
    double sum = losses.front();
    for (std::size_t lane = 1; lane < batches.size(); ++lane) {
        sum += losses[lane];
        const auto own = m_networks[lane]->parameters();
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const torch::Tensor& gradient = own[i].grad();
            if (!gradient.defined()) continue;
            torch::Tensor& whole = torch::Tensor(weights[i]).mutable_grad();
            if (whole.defined()) whole.add_(gradient);
            else whole = gradient.clone();
            gradient.zero_();
        }
        // As if this batch had come after those before it: r ← (1 − m) r + m b, where (1 − m) r₀ + m b is what its lane has.
        const auto after = statisticsOf(*m_networks[lane]);
        for (std::size_t i = 0; i < statistics.size(); ++i)
            torch::Tensor(statistics[i]).add_(after[i] - before[i] - BatchNorm::kMomentum * (statistics[i] - before[i]));
    }
    return sum;
}

}  // namespace bowman
