// AdamW with a rate per group of parameters and moments that can be saved. One thread at a time.
// Method: Loshchilov & Hutter 2019, arXiv 1711.05101. Own code because LibTorch's keys its state differently in every version.
#pragma once

#include <torch/torch.h>

#include <string>
#include <vector>

#include "models/weights/state.h"

namespace bowman {

class AdamW {
public:
    struct Options {
        double beta1 = 0.9;
        double beta2 = 0.999;
        double eps = 1e-8;
        double weightDecay = 1e-2;  ///< of tensors with more than one dimension: not of biases and batch norms
        double largestGradient = 5;  ///< norm over all parameters; larger ones are scaled down to it
    };

    AdamW(const torch::nn::Module& module, const Options& options);

    struct Step {
        std::int64_t number = 1;            ///< from 1
        double encoderRate = 0;
        double otherRate = 0;
        std::int64_t encoderNumber = 1;     ///< the encoder's own count, where it began to learn later
    };
    /// One update from the gradients, which are cleared; what has none stays. Returns the gradient's norm.
    double step(const Step& now);

    /// First and second moments as "moment1.<parameter>", "moment2.<parameter>".
    std::vector<NamedTensor> moments() const;

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter, moment1, moment2;
        bool ofEncoder = false;
    };
    Options m_options;
    std::vector<Slot> m_slots;
};

}  // namespace bowman
