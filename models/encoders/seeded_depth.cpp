#include "models/encoders/seeded_depth.h"

#include <ATen/CPUGeneratorImpl.h>

namespace bowman {
namespace {

std::optional<torch::Generator>& generatorOfThread() {
    static thread_local std::optional<torch::Generator> generator;
    return generator;
}

}  // namespace

SeededDepth::SeededDepth(std::uint64_t seed) { generatorOfThread() = at::detail::createCPUGenerator(seed); }

SeededDepth::~SeededDepth() { generatorOfThread().reset(); }

const std::optional<torch::Generator>& SeededDepth::current() { return generatorOfThread(); }

}  // namespace bowman
