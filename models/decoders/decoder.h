// What a decoder is: features at five scales back to the size of the image. Torch module: one thread at a time.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace bowman {

class Decoder : public torch::nn::Module {
public:
    /// The last convolution of the network, from the decoder's channels to classes.
    struct Head { std::int64_t channels, kernel; };

    /// Features at strides 2, 4, 8, 16, 32 → N×C×H×W at stride 1; C = the head's channels, or the classes without a head.
    virtual torch::Tensor forward(const std::vector<torch::Tensor>& features) = 0;

    /// None: forward gives logits.
    virtual std::optional<Head> head() const = 0;
};

struct DecoderSpec {
    std::string name;
    std::vector<std::int64_t> channels;  ///< of the encoder, at strides 2, 4, 8, 16, 32
    std::int64_t classes = 1;
    bool endsInPooling = false;          ///< see Encoder::endsInPooling
};

/// Random weights. Error where no decoder has this name; it lists those there are.
Result<std::shared_ptr<Decoder>> createDecoder(const DecoderSpec& spec);

/// "linknet-smp", "linknet-paper", "unet", "fcn32", "fcn16", "fcn8".
std::vector<std::string> decoderNames();

}  // namespace bowman
