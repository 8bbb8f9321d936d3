// A network for one shape of input as a list of oneDNN primitives over one piece of memory. Everything is created, and memory
// is asked for, once; run() allocates nothing. Used by one thread at a time; several programs may share their weights.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/inference/network_graph.h"

namespace bowman {

enum class Precision { F32, Bf16 };

/// The weights of a network in the orders that its primitives want. Shared by programs; filled while they are created, by one
/// thread at a time.
class WeightStore;
std::shared_ptr<WeightStore> makeWeightStore();

struct ProgramRequest {
    std::shared_ptr<const NetworkGraph> graph;  ///< fused
    std::shared_ptr<WeightStore> weights;
    int count = 1, height = 0, width = 0;       ///< of the input; height and width multiples of 32
    Precision precision = Precision::F32;       ///< what activations and weights are stored in; sums are in 32 bit
};

class OneDnnProgram {
public:
    /// For as many threads as OpenMP gives the calling thread; run() may use fewer. Error: something that oneDNN cannot do.
    static Result<std::unique_ptr<OneDnnProgram>> create(const ProgramRequest& request);
    virtual ~OneDnnProgram() = default;

    /// N×H×W×3, normalised; to be filled before each run().
    virtual std::span<float> input() = 0;

    /// Blocks. Throws what oneDNN throws.
    virtual void run() = 0;

    /// N×C×H×W, until the next run().
    virtual std::span<const float> output() const = 0;

    virtual std::size_t memoryBytes() const = 0;

    /// One line a step with the processor seconds of one run, the slowest first.
    virtual std::string profile() = 0;
};

}  // namespace bowman
