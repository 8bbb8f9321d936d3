// The door to the library with the networks (models/), which is loaded at first use because LibTorch takes a second
// and 160 MB to start.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/detect/feature_extractor.h"
#include "core/detect/predictor.h"
#include "core/detect/trainer.h"

namespace bowman {

/// Thread-safe; what it creates is for one thread each.
class NetworkLibrary {
public:
    virtual ~NetworkLibrary() = default;

    /// Reads only the header of the file.
    virtual Result<ModelCard> readCard(const std::filesystem::path& model) = 0;

    /// `device`: "auto", "cpu", "cuda" or "cuda:N"; `threads` 0 = all cores. Blocks for a second or two (fusing).
    virtual Result<std::unique_ptr<Predictor>> createPredictor(const std::filesystem::path& model,
                                                               const std::string& device, int threads) = 0;

    virtual Result<std::unique_ptr<FeatureExtractor>> createFeatureExtractor(const std::filesystem::path& model, const std::string& device) = 0;

    virtual std::unique_ptr<Trainer> createTrainer() = 0;

    /// The model again in `target`, with another card; `half` stores its weights in 16 bit.
    virtual Result<void> writeWithCard(const std::filesystem::path& model, const std::filesystem::path& target, const ModelCard& card,
                                       bool half) = 0;

    /// Table of every network by name with its number of parameters, for people.
    virtual std::string describeNetworks() = 0;
};

/// Loads libbowman_models from beside the executable (or ../lib), once per process; the pointer is never null when ok.
/// Blocks for about a second at the first call. Thread-safe.
Result<NetworkLibrary*> loadNetworkLibrary();

/// Folder with the shipped models: BOWMAN_ZOO, or beside the executable, or the source tree's models/zoo.
std::filesystem::path zooFolder();

/// A file as it is, else <zoo>/<name>.safetensors; "" = the default model. Error lists the names there are.
Result<std::filesystem::path> findModel(const std::string& nameOrFile);

}  // namespace bowman
