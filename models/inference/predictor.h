// The predictor behind core/detect/predictor.h: a network traced, frozen and fused. Used by one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/detect/predictor.h"

namespace bowman {

struct PredictorOptions {
    std::string device = "auto";  ///< see chooseDevice
    int threads = 0;              ///< of the CPU; 0 = all cores
    bool fused = true;            ///< false: run the native modules as they are (to compare with)
};

/// Blocks for a second or two (fusing, and one check that fused and native agree within 1e-3; where they don't, the
/// native modules are run and deviceName() says so).
Result<std::unique_ptr<Predictor>> createTorchPredictor(const std::filesystem::path& model, const PredictorOptions& options);

}  // namespace bowman
