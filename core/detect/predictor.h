// What a network is to the rest of the program: RGB patches in, probabilities out. No tensors, no shared memory
// assumed, so that an implementation may live in another library, process or machine.
#pragma once

#include <cstdint>
#include <memory>
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

/// Finished rows [first, end) of a picture, row-major, until the next strip.
struct FinishedRows {
    int first = 0;
    int end = 0;
    std::span<const float> probabilities;
};

/// A network over a picture as high as one likes, strip by strip from top to bottom, where nothing is computed twice. The first class of the card. The same
/// bits wherever a run over the picture begins and ends. Used by one thread at a time, while others use others.
class StripPredictor {
public:
    virtual ~StripPredictor() = default;

    /// Of a strip.
    virtual int rows() const = 0;

    /// Begins anew at what row `firstWanted` of a picture of `height` rows (a multiple of 32) depends on. Returns the first row that push() wants, a
    /// multiple of rows().
    virtual int begin(int height, int firstWanted) = 0;

    /// Takes the next rows() × width pixels (RGB; those below the picture do not matter) and returns the rows that are finished now; those from `end` on
    /// are not wanted. Throws never; errors as of Predictor::predict.
    virtual Result<FinishedRows> push(std::span<const std::uint8_t> rgb, int end) = 0;
};

/// Used by one thread at a time.
class Predictor {
public:
    virtual ~Predictor() = default;

    virtual const ModelCard& card() const = 0;

    /// For people: "CPU (fused, 2 threads)", "NVIDIA H200 (fp16)".
    virtual std::string deviceName() const = 0;

    /// Which graphics card stands idle, and why; empty where none does.
    virtual std::string idleCard() const { return {}; }

    /// What the last bits of its answers depend on beside the model: two predictors of one model that say the same give the same answers.
    virtual std::string arithmetic() const { return deviceName(); }

    /// Batch size that the device likes best.
    virtual int preferredBatch() const = 0;

    /// Writes N×C×H×W probabilities in [0,1] (C = card().classes.size()) to `probabilities`, whose size must match.
    /// Blocks. Throws never; an error says why (wrong size, NaN; kOutOfMemory where
    /// the caller may try again with fewer patches).
    virtual Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) = 0;

    /// Rows of a strip; 0 where this network or device cannot work strip by strip: it needs whole patches.
    virtual int stripRows() const { return 0; }

    /// For pictures of this width, a multiple of 32. Error: kOutOfMemory, or what oneDNN says. To be called by one thread at a time; what it gives
    /// works beside the others, and not longer than the predictor.
    virtual Result<std::unique_ptr<StripPredictor>> createStrips(int width) {
        return Error{"cannot predict", "", "the network does not run strip by strip, " + std::to_string(width) + " pixels wide or otherwise"};
    }

    /// How many of them make full use of the device.
    virtual int stripLanes() const { return 1; }
};

}  // namespace bowman
