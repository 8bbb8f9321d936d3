// Random numbers of stochastic depth for a thread that shares the process with others who draw, too.
#pragma once

#include <cstdint>
#include <optional>

#include <torch/torch.h>

namespace bowman {

/// While it lives, stochastic depth on the processor draws from a generator of the calling thread: the numbers that torch::manual_seed(seed) would give.
class SeededDepth {
public:
    explicit SeededDepth(std::uint64_t seed);
    ~SeededDepth();
    SeededDepth(const SeededDepth&) = delete;
    SeededDepth& operator=(const SeededDepth&) = delete;

    /// Of the calling thread; none = that of the process.
    static const std::optional<torch::Generator>& current();
};

}  // namespace bowman
