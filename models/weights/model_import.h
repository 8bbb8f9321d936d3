// Weights of segmentation networks that were trained elsewhere become a model file of Bowman. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/detect/network_library.h"

namespace bowman {

/// As NetworkLibrary::importWeights.
Result<ImportedWeights> importWeights(const WeightImport& request);

}  // namespace bowman
