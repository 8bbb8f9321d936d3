// Published weights of encoders, under whatever names they come. One thread at a time per module.
#pragma once

#include <string>

#include "core/base/result.h"
#include "models/encoders/encoder.h"
#include "models/weights/safetensors.h"

namespace bowman {

/// The variant of an encoder that this file is of: its first block tells the two forms of MobileNetV2 apart.
std::string encoderVariant(const std::string& encoder, const SafetensorsFile& file);

struct EncoderLoad {
    int loaded = 0;
    /// The file had its batch norms folded: pass real tiles through once (Encoder::features in eval mode) to get
    /// them back before training.
    bool folded = false;
};

/// Names as in Bowman, with "encoder." in front (segmentation_models_pytorch), or as the encoder's nameOf says.
/// Every parameter must be there, and nothing of a variant with more layers, except those of a classifier's head that no feature passes through.
Result<EncoderLoad> loadEncoderWeights(const SafetensorsFile& file, Encoder& encoder);

/// Makes the next pass of every batch norm take its statistics (see BatchNorm).
void unfoldAtNextPass(torch::nn::Module& module);

}  // namespace bowman
