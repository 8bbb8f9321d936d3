#include "models/encoders/seeded_draws.h"

#include <ATen/CPUGeneratorImpl.h>

namespace bowman {
namespace {

c10::optional<torch::Generator>& generatorOfThread() {
    static thread_local c10::optional<torch::Generator> generator;
    return generator;
}

}  // namespace

SeededDraws::SeededDraws(std::uint64_t seed) { generatorOfThread() = at::detail::createCPUGenerator(seed); }

SeededDraws::~SeededDraws() { generatorOfThread().reset(); }

c10::optional<torch::Generator> SeededDraws::generatorFor(const torch::Tensor& like) {
    return like.is_cpu() ? generatorOfThread() : c10::optional<torch::Generator>();
}

torch::Tensor seededDropout(const torch::Tensor& x, double probability, bool isTraining) {
    const auto generator = SeededDraws::generatorFor(x);
    if (!isTraining || !generator) return torch::dropout(x, probability, isTraining);
    return x * torch::empty_like(x).bernoulli_(1 - probability, generator).div_(1 - probability);
}

}  // namespace bowman
