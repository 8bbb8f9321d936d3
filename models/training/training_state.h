// What a training carries from step to step, and its checkpoint on disk. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/trainer.h"
#include "models/segmentation_model.h"
#include "models/training/adamw.h"

namespace bowman {

/// What did best on the held-out fold so far.
struct BestWeights {
    int step = 0;                                ///< 0 = nothing was looked at yet
    double dice = 0;
    double threshold = 0.5;
    int looksSince = 0;                          ///< without a better one
    std::vector<NamedFloats> weights;
};

struct TrainingState {
    ModelCard card;
    std::shared_ptr<SegmentationModel> network;
    std::shared_ptr<SegmentationModel> average;  ///< exponential moving average of the weights: what is saved
    std::unique_ptr<AdamW> optimizer;
    int step = 0;                                ///< finished steps
    BestWeights best;
    bool needsUnfolding = false;                 ///< see EncoderLoad::folded
};

/// New weights, a pretrained encoder or a model to go on from, as the request says. Weights depend on its seed alone.
Result<TrainingState> startTraining(const TrainingRequest& request);

/// Makes `average` equal to `network`.
void startAverage(TrainingState& state);

/// Moves `average` a little towards `network`: the rate falls from fast to 1 − `decay` over the first steps; 0 makes them equal.
void updateAverage(TrainingState& state, double decay);

/// Rates rise over the first tenth (at most 100 steps), then fall along a cosine to a hundredth. Factor in (0,1].
double rateFactor(int step, int steps);

Result<void> writeCheckpoint(const TrainingState& state, const TrainingRequest& request);

/// Does nothing where there is no checkpoint. Error: damaged, or of another training (it says what differs).
Result<void> resumeFromCheckpoint(TrainingState& state, const TrainingRequest& request);

}  // namespace bowman
