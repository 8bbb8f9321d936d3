// Whose names the tensors of a file have, and which tensor of a network each one is. Any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "models/encoders/encoder.h"
#include "models/weights/safetensors.h"
#include "models/weights/state.h"

namespace bowman {

struct NameMatch {
    WeightNames names = WeightNames::Bowman;
    std::map<std::string, std::string> stored;  ///< name in the file by the name in the network
    std::vector<std::string> unmatched;         ///< of the file, in order; batch counters apart, which no network uses
};

/// Tries every kind of names, with and without "encoder." in front, and keeps the one that finds most of the encoder.
/// Error, for published names only: a tensor of another variant of the encoder.
Result<NameMatch> matchEncoder(const SafetensorsFile& file, const Encoder& encoder);

/// The same for a whole network, whose other tensors have the names of segmentation_models_pytorch.
/// `encoder` is the network's child "encoder".
NameMatch matchNetwork(const SafetensorsFile& file, const torch::nn::Module& network, const Encoder& encoder);

/// "segmentation_models_pytorch", "torchvision", "timm", "published".
std::string describe(WeightNames names);

/// Of a classifier, which a network for segmentation has no use for: fc, classifier, _fc, head.
bool isClassifierHead(const std::string& name);

/// Fills `tensor` from `stored`. Error: another shape, or numbers that are not F32 or F16.
Result<void> fillFrom(const SafetensorsFile& file, const std::string& stored, NamedTensor& tensor);

}  // namespace bowman
