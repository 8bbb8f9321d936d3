// Grouped k-fold cross-validation: which patients or slides are held out. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/training/labelled_images.h"

namespace bowman {

/// Fold of each image, 0 … folds−1. A group is never divided; folds are as even as possible, first by dataset and stain, then
/// by images, and depend on the images alone. Errors: fewer than 2 folds, fewer groups than folds (it says how many).
Result<std::vector<int>> assignFolds(const std::vector<LabelledImage>& images, int folds);

}  // namespace bowman
