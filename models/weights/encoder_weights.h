// Weights of encoders that were trained elsewhere, under whatever names they come. One thread at a time per module.
#pragma once

#include <string>
#include <vector>

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
    WeightNames names = WeightNames::Bowman;
    std::vector<std::string> unmatched;  ///< tensors of the file that this encoder has no place for: a classifier's head
};

/// Names as in Bowman (segmentation_models_pytorch), torchvision or timm, with or without "encoder." in front, or as the
/// encoder's nameOf says. Every parameter must be there, and nothing of a variant with more layers, except those of a
/// classifier's head that no feature passes through.
Result<EncoderLoad> loadEncoderWeights(const SafetensorsFile& file, Encoder& encoder);

/// Padding, eps, mean and deviation that the weights in this file were trained with, by whose names they have.
EncoderConvention conventionOf(const std::string& encoder, const SafetensorsFile& file);

/// Tensors of an encoder that no feature passes through, so that they may be missing: EfficientNet's last convolution.
bool isUnusedByFeatures(const std::string& name);

/// Makes the next pass of every batch norm take its statistics (see BatchNorm).
void unfoldAtNextPass(torch::nn::Module& module);

}  // namespace bowman
