// The door to the library with the networks (models/), which is loaded at first use because LibTorch takes a second
// and 160 MB to start.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/feature_extractor.h"
#include "core/detect/predictor.h"
#include "core/detect/trainer.h"

namespace bowman {

/// Weights from elsewhere (safetensors with the names of segmentation_models_pytorch, torchvision or timm) to become a model.
struct WeightImport {
    std::filesystem::path file, target;
    ModelCard card;                        ///< its padding, batch-norm eps, mean and std come from the weights' own library
    std::optional<std::string> padding;    ///< instead of the library's
    std::optional<double> batchNormEps;
    bool encoderOnly = false;              ///< the decoder gets random weights: a start for training
};

struct ImportedWeights {
    int loaded = 0;                        ///< tensors
    std::string names;                     ///< whose names the encoder's tensors had
    std::vector<std::string> unmatched;    ///< tensors of the file that the network has no place for
    ModelCard card;
};

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

    /// Writes `target` whole or not at all. Error, naming the tensor: one that the network needs is missing or has another
    /// shape or number type.
    virtual Result<ImportedWeights> importWeights(const WeightImport& request) = 0;

    /// The network as TorchScript: normalised RGB N×3×H×W → logits N×C×H×W; the card is its extra file bowman_card.json.
    /// It is run and compared before it is written.
    virtual Result<void> exportTorchScript(const std::filesystem::path& model, const std::filesystem::path& target) = 0;

    /// Table of every network by name with its number of parameters, for people.
    virtual std::string describeNetworks() = 0;
};

/// Differs where the library was built from other headers than the program: the values that cross the border would not fit.
constexpr std::size_t kNetworkAbi = (sizeof(ModelCard) * 1009 + sizeof(TrainingRequest)) * 1009 + sizeof(TrainingProgress) + sizeof(PatchBatch) + sizeof(FinishedRows);

/// Loads libbowman_models from beside the executable (or ../lib), once per process; the pointer is never null when ok.
/// Blocks for about a second at the first call. Thread-safe.
Result<NetworkLibrary*> loadNetworkLibrary();

/// Folder with the shipped models: BOWMAN_ZOO, or beside the executable, or the source tree's models/zoo.
std::filesystem::path zooFolder();

/// A file as it is, else <zoo>/<name>.safetensors; "" = the default model. Error lists the names there are.
Result<std::filesystem::path> findModel(const std::string& nameOrFile);

}  // namespace bowman
