// What the window needs of the networks, handed in by the program: the window itself knows no LibTorch, and tests give it
// networks of their own.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/object_classifier.h"
#include "core/detect/predictor.h"

namespace bowman::ui {

struct Networks {
    /// Files of the models there are, the usual one first. Quick; GUI thread.
    std::function<std::vector<std::filesystem::path>()> models;
    /// Blocks (the first call loads the network library); any thread.
    std::function<Result<ModelCard>(const std::filesystem::path& model)> readCard;
    /// `device`: "auto", "cpu" or "cuda". Blocks; any thread; the predictor belongs to the thread that made it.
    std::function<Result<std::unique_ptr<Predictor>>(const std::filesystem::path& model, const std::string& device)> createPredictor;
    /// Tells what kind of glomerulus was found. Blocks; any thread; the classifier belongs to the thread that made it. Empty: there is none.
    std::function<Result<std::unique_ptr<ObjectClassifier>>(const std::string& device)> createClassifier = {};
};

}  // namespace bowman::ui
