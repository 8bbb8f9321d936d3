// The predictor behind core/detect/predictor.h: on the processor a graph of oneDNN primitives, or a network traced, frozen and fused
// by LibTorch where that is faster or the only way. Used by one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/detect/predictor.h"

namespace bowman {

/// How the processor runs a network.
enum class CpuEngine {
    Fastest,   ///< of those in 32 bit, by a measurement when the model is loaded
    Native,    ///< the modules as they are, to compare with
    Fused,     ///< traced, frozen and fused by LibTorch
    Graph,     ///< oneDNN in 32 bit
    GraphBf16  ///< oneDNN in bfloat16
};

struct PredictorOptions {
    std::string device = "auto";  ///< see chooseDevice; also "cpu-native", "cpu-fused", "cpu-f32" and "cpu-bf16", which say the engine
    int threads = 0;              ///< of the CPU; 0 = all cores
    CpuEngine engine = CpuEngine::Fastest;
};

/// Blocks for a second or two. What is run was compared with the native modules on a random patch: the graph within 1e-4, what LibTorch
/// fused within 1e-3. Where neither agrees the native modules are run. deviceName() says which it is.
Result<std::unique_ptr<Predictor>> createTorchPredictor(const std::filesystem::path& model, const PredictorOptions& options);

}  // namespace bowman
