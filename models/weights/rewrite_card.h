// A model file again, with another card or a smaller number type. No LibTorch here. Any thread.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/detect/model_card.h"
#include "models/weights/safetensors.h"

namespace bowman {

/// Writes the tensors of `model` with `card` to `target`, whole or not at all; the other metadata are kept.
Result<void> rewriteCard(const std::filesystem::path& model, const std::filesystem::path& target, const ModelCard& card,
                         StoredPrecision precision);

}  // namespace bowman
