// What training is to the rest of the program. Implemented in models; declared here so that the window and the
// command line need no LibTorch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/model_card.h"

namespace bowman {

struct TrainingRequest {
    /// Either an index.csv (schema of the labelled-images index) or a training-set folder with manifest.json;
    /// several may be given, separated as list entries.
    std::vector<std::filesystem::path> data;
    std::vector<double> dataWeights;              ///< share of tiles drawn from each entry of data; empty = equal
    std::string part = "training";                ///< rows of an index that are used
    std::string architecture = "linknet-smp";
    std::string encoder = "mobilenet_v2";
    std::filesystem::path encoderWeights;         ///< safetensors of a pretrained encoder; empty = random weights
    std::filesystem::path startFrom;              ///< a Bowman model to go on from; empty = new
    std::filesystem::path output;                 ///< model file to write (safetensors)
    std::filesystem::path checkpoint;             ///< resumes from it where it exists; empty = none is kept
    std::string name = "model";
    double umPerPx = 2.0;
    int tileSize = 256;
    int batchSize = 8;
    int steps = 1400;                             ///< of the whole training; 0 = as many as the epochs take
    int frozenEpochs = 0;                         ///< first, with the encoder left as it is
    int epochs = 0;                               ///< then, of the whole network; with `steps` given they only say the proportion
    int tilesPerEpoch = 0;                        ///< 0 = as many as cover the images once
    int accumulate = 1;                           ///< batches whose gradients make one step
    std::string augmentation = "basic";           ///< basic, thesis, strong or stains
    bool balanceGroups = false;                   ///< patients or slides of a stain are drawn alike, however many images they have
    double averageDecay = 0.998;                  ///< of the moving average of the weights, which is what is saved; 0 = the last ones
    bool mixedPrecision = true;                   ///< on CUDA; a CPU always has full precision
    int folds = 0;                                ///< grouped cross-validation within `part`; 0 = learn from all of it
    int fold = 0;                                 ///< the one that is held out, 0 … folds−1
    int validateEvery = 0;                        ///< steps between looks at the held-out fold, the best of which is saved; 0 = none
    int patience = 0;                             ///< looks without a better Dice after which the training ends; 0 = never
    double encoderRate = 3e-4;                    ///< AdamW learning rates at the top of the warm-up
    double decoderRate = 2e-3;
    std::string loss = "bce+dice";
    std::uint64_t seed = 1;
    int threads = 0;                              ///< of the network; 0 = all cores
    int loaders = 1;
    std::string device = "auto";
    int checkpointEvery = 200;                    ///< steps
    std::vector<std::string> ignoreRects;         ///< "dataset:x,y,w,h", fractions of each image: burnt-in text, mini-maps
    std::vector<std::string> datasetShares;       ///< "dataset=share" of the tiles of its entry of data; the rest is balanced
    std::filesystem::path hardExamples;           ///< objects that a network found wrongly or missed (evaluate --objects); empty = none
    double hardShare = 0.25;                      ///< of the tiles of a dataset and stain that has some
    std::filesystem::path preview;                ///< PNG of the first tiles with the outlines of their masks; empty = none
};

struct TrainingProgress {
    int step = 0;
    int steps = 0;
    double loss = 0;
    double learningRate = 0;
    double tilesPerSecond = 0;
    double loaderWaitShare = 0;                   ///< share of wall time spent waiting for tiles
    double loaderWaitSeconds = 0;                 ///< of this step
    std::optional<double> heldOutDice = {};       ///< after this step, where it was looked at: pooled, at the best threshold
    double heldOutThreshold = 0;
};

class Trainer {
public:
    virtual ~Trainer() = default;
    /// Blocks until done or stopped (then the checkpoint is kept and an Error "stopped" returned).
    /// `onProgress` is called on this thread.
    virtual Result<ModelCard> train(const TrainingRequest& request,
                                    const std::function<void(const TrainingProgress&)>& onProgress,
                                    std::stop_token stop) = 0;
};

}  // namespace bowman
