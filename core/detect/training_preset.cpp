#include "core/detect/training_preset.h"

namespace bowman {

std::vector<std::string> trainingPresetNames() { return {"default", "quick", "thesis"}; }

Result<TrainingRequest> trainingPreset(const std::string& name) {
    TrainingRequest r;
    if (name == "default") return r;
    if (name == "quick") {
        r.steps = 300;
        r.balanceGroups = true;
        r.checkpointEvery = 100;
        return r;
    }
    if (name == "thesis") {
        r.encoder = "efficientnet-b5";
        r.umPerPx = 2.0;    // 1024-pixel tiles at 0.5 µm/px, reduced four times
        r.tileSize = 256;
        r.batchSize = 16;   // 64, 32 and 16 were tried
        r.loaders = 4;
        r.loss = "lovasz";
        r.augmentation = "thesis";
        r.balanceGroups = true;
        r.folds = 4;
        r.frozenEpochs = 6;
        r.epochs = 32;
        r.steps = 0;
        return r;
    }
    std::string known;
    for (const std::string& one : trainingPresetNames()) known += (known.empty() ? "" : ", ") + one;
    return Error{"unknown preset", "", "\"" + name + "\"; there are " + known};
}

}  // namespace bowman
