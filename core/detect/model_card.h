// What a model file says of itself: how its input must look and what its numbers mean. A value; any thread.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/result.h"

namespace bowman {

/// The JSON text in a safetensors file's __metadata__["bowman"]; schema in ARCHITECTURE.md.
struct ModelCard {
    int schemaVersion = 1;
    std::string name;
    std::string architecture = "linknet-smp";   ///< decoder family, see models/segmentation_model.h
    std::string encoder = "mobilenet_v2";
    std::string padding = "symmetric";          ///< "symmetric" (PyTorch) or "same" (TensorFlow)
    double batchNormEps = 1e-5;
    std::vector<std::string> classes = {"glomerulus"};  ///< one probability channel each
    double umPerPx = 2.0;                       ///< scale at which the network sees tissue
    std::string resampling = "area";
    int tileSize = 256;                         ///< edge of a patch in pixels of the model's scale, multiple of 32
    int margin = 32;                            ///< pixels at each edge of a patch that are not trusted
    /// Network input = (RGB/255 − mean) / std.
    std::array<double, 3> mean = {0.485, 0.456, 0.406};
    std::array<double, 3> std = {0.229, 0.224, 0.225};
    double threshold = 0.5;
    double smallestAreaUm2 = 2000;              ///< objects below are dropped
    double smallestConfidence = 0;              ///< so are objects with less, see confidenceOf() in detection_job.h
    std::string trainingData;
    std::string split;
    std::vector<std::string> heldOut;           ///< patients or slides of a fold that the training left out, by name
    std::string metrics;                        ///< measured figures, one line each
    std::string intendedUse;
    std::string failureModes;                   ///< what it is known to get wrong, one line each
    std::string sources;                        ///< where the training images come from and what licence each states, one line each
    std::string licence;
    std::string date;
    std::string sha256;                         ///< of the file; filled when loaded, not stored
};

nlohmann::json toJson(const ModelCard& card);

/// Missing optional fields keep their defaults; impossible values are errors that name the field.
Result<ModelCard> modelCardFromJson(const nlohmann::json& json, const std::string& file);

}  // namespace bowman
