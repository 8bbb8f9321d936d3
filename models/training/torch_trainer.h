// The trainer behind core/detect/trainer.h. One training at a time per object; blocks its thread.
#pragma once

#include "core/detect/trainer.h"

namespace bowman {

/// On the CPU the result depends on the request alone (with the same number of threads); a run that is resumed from its
/// checkpoint equals one that was not interrupted.
class TorchTrainer : public Trainer {
public:
    Result<ModelCard> train(const TrainingRequest& request, const std::function<void(const TrainingProgress&)>& onProgress,
                            std::stop_token stop) override;
};

}  // namespace bowman
