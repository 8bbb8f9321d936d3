// A network on the processor by oneDNN: each image of a batch is one thread's, from its first layer to its last, so that threads never
// wait for each other within a batch, what a layer writes is still in that core's cache when the next reads it, and the result
// is the same to the last bit for any batch and any number of threads. Used by one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/inference/network_graph.h"
#include "models/inference/onednn_program.h"
#include "models/inference/onednn_strips.h"

namespace bowman {

struct OneDnnOptions {
    int threads = 1;
    Precision precision = Precision::F32;
    std::array<double, 3> mean = {}, std = {1, 1, 1};  ///< of RGB/255
};

/// RGB, N×H×W×3; height and width multiples of 32.
struct RgbBatch {
    int count = 0, height = 0, width = 0;
    const std::uint8_t* rgb = nullptr;
};

class OneDnnNetwork {
public:
    /// `logits` as importGraph gives it. Error: something that no layer or primitive can do.
    static Result<std::unique_ptr<OneDnnNetwork>> create(NetworkGraph logits, const OneDnnOptions& options);

    /// Probabilities N×C×H×W into `probabilities`, which must have that size. Blocks. The first batch of a new height and width takes longer: its
    /// programs are made, one a thread, and kept until another comes. Error: out of memory, or what oneDNN says.
    Result<void> predict(const RgbBatch& batch, std::span<float> probabilities);

    Precision precision() const { return m_options.precision; }

    /// The same network strip by strip, for one thread; several may run at once, beside predict(). Error: see OneDnnStrips.
    Result<std::unique_ptr<OneDnnStrips>> createStrips(int width, int rows);

    /// Whether there are any of so many rows.
    bool runsInStrips(int rows) const;

    /// Of one image, as OneDnnProgram::profile.
    Result<std::string> profile(int height, int width);

    /// Of all programs.
    std::size_t memoryBytes() const;

private:
    OneDnnNetwork(NetworkGraph graph, const OneDnnOptions& options);
    Result<void> preparePrograms(std::size_t count, int height, int width);

    std::shared_ptr<const NetworkGraph> m_graph;
    OneDnnOptions m_options;
    std::shared_ptr<WeightStore> m_weights;
    std::vector<std::unique_ptr<OneDnnProgram>> m_programs;  // one for each thread, all of m_height × m_width
    int m_height = 0, m_width = 0;
};

/// Whether this processor multiplies bfloat16 faster than 32-bit numbers (AVX512-BF16 or AMX).
bool hasFastBfloat16();

}  // namespace bowman
