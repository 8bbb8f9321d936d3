// Random numbers of layers (stochastic depth, dropout) for a thread that shares the process with others who draw, too.
#pragma once

#include <cstdint>
#include <optional>

#include <torch/torch.h>

namespace bowman {

/// While it lives, layers on the processor draw from a generator of the calling thread instead of that of the process.
class SeededDraws {
public:
    explicit SeededDraws(std::uint64_t seed);
    ~SeededDraws();
    SeededDraws(const SeededDraws&) = delete;
    SeededDraws& operator=(const SeededDraws&) = delete;

    /// For tensors like `like`: that of the calling thread; none = that of the process.
    static c10::optional<torch::Generator> generatorFor(const torch::Tensor& like);
};

/// Dropout (Srivastava et al. 2014): each value is 0 with this probability, the others grow so that the mean stays. The tensor itself where not training.
torch::Tensor seededDropout(const torch::Tensor& x, double probability, bool isTraining);

}  // namespace bowman
