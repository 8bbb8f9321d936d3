// A whole segmentation network: encoder, decoder, head, built by name from a card. Torch module: one thread at a time.
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/model_card.h"
#include "models/encoders/encoder.h"
#include "models/weights/safetensors.h"

namespace bowman {

/// Parameters are named as in segmentation_models_pytorch: encoder.…, decoder.…, segmentation_head.0.…; DoubleU-Net has
/// names of its own beside encoder.….
class SegmentationModel : public torch::nn::Module {
public:
    /// N×3×H×W normalised RGB, H and W multiples of 32 → N×C×H×W logits.
    virtual torch::Tensor forward(const torch::Tensor& x) = 0;

    virtual Encoder& encoder() = 0;
};

/// Random weights. Errors: encoder or architecture that there is not (they list those there are), or that do not go together.
Result<std::shared_ptr<SegmentationModel>> buildModel(const ModelCard& card);

/// Those of decoderNames(), which take any encoder, and "double-unet", which takes vgg19 or vgg19_bn.
std::vector<std::string> architectureNames();

struct LoadedModel {
    ModelCard card;
    std::shared_ptr<SegmentationModel> network;  ///< in eval mode, on the CPU
};

/// Reads a model file; `card.sha256` is filled.
Result<LoadedModel> loadModel(const std::filesystem::path& path);

/// Weights and card, whole or not at all.
Result<void> saveModel(const std::filesystem::path& path, const ModelCard& card, std::vector<NamedFloats> state);

}  // namespace bowman
