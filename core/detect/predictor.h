// What a network is to the rest of the program: RGB patches in, probabilities out. No tensors, no shared memory
// assumed, so that an implementation may live in another library, process or machine.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/detect/model_card.h"

namespace bowman {

/// `count` patches of size×size pixels at the card's µm/px, N×H×W×3, RGB, 8 bit.
struct PatchBatch {
    int count = 0;
    int size = 0;
    std::span<const std::uint8_t> rgb;
};

/// `what` of an error that fewer patches at a time may avoid.
inline constexpr const char* kOutOfMemory = "out of memory";

/// Used by one thread at a time.
class Predictor {
public:
    virtual ~Predictor() = default;

    virtual const ModelCard& card() const = 0;

    /// For people: "CPU (fused, 2 threads)", "NVIDIA H200 (fp16)".
    virtual std::string deviceName() const = 0;

    /// What the last bits of its answers depend on beside the model: two predictors of one model that say the same give the same answers.
    virtual std::string arithmetic() const { return deviceName(); }

    /// Batch size that the device likes best.
    virtual int preferredBatch() const = 0;

    /// Writes N×C×H×W probabilities in [0,1] (C = card().classes.size()) to `probabilities`, whose size must match.
    /// Blocks. Throws never; an error says why (wrong size, NaN; kOutOfMemory where
    /// the caller may try again with fewer patches).
    virtual Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) = 0;
};

}  // namespace bowman
