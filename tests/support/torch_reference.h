// Outputs of other programs' networks, stored in tests/reference, and the rule that gave those networks their weights:
// see tests/reference/make_torchvision_outputs.py.
#pragma once

#include <torch/torch.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "models/encoders/encoder.h"
#include "models/weights/state.h"

namespace bowman::test {

/// In [−1, 1), from FNV-1a of the name and SplitMix64 of that plus the index.
inline std::vector<double> uniform(const std::string& name, std::int64_t count) {
    std::uint64_t seed = 0xcbf29ce484222325u;
    for (const char c : name) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    std::vector<double> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint64_t x = seed + i + 0x9e3779b97f4a7c15u;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
        x ^= x >> 31;
        values[i] = double(x >> 40) / 0x1p23 - 1.0;
    }
    return values;
}

inline void fillByRule(torch::Tensor tensor, const std::string& name, double gain) {
    torch::NoGradGuard guard;
    std::vector<double> values = uniform(name, tensor.numel());
    double offset = 0, scale = 0.1;
    if (tensor.dim() == 4) scale = std::sqrt(gain / double(tensor.numel() / tensor.size(0)));
    else if (name.ends_with("running_var")) offset = 1, scale = 0.5;
    else if (name.ends_with(".weight")) offset = 1, scale = 0.2;
    for (double& value : values) value = offset + scale * value;
    tensor.copy_(torch::tensor(values, torch::kFloat64).to(torch::kFloat32).view(tensor.sizes()));
}

/// Under the names that the tensors have in torchvision.
inline void fillByRule(Encoder& encoder, double gain) {
    for (NamedTensor& item : stateOf(encoder)) fillByRule(item.tensor, encoder.nameIn(WeightNames::Torchvision, item.name), gain);
}

struct ReferenceFeature {
    std::vector<std::int64_t> shape;
    double largest = 0;
    std::vector<double> values;  ///< of the flat places (7919·i) mod size
};

struct Reference {
    double gain = 0;
    std::vector<ReferenceFeature> features;
};

/// Empty where the file is missing.
inline Reference readReference(const QString& network) {
    QFile file(QStringLiteral(BOWMAN_SOURCE_DIR "/tests/reference/torchvision_%1.json").arg(network));
    Reference reference;
    if (!file.open(QIODevice::ReadOnly)) return reference;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    reference.gain = json["gain"].toDouble();
    for (const auto& item : json["features"].toArray()) {
        const QJsonObject stored = item.toObject();
        ReferenceFeature& feature = reference.features.emplace_back();
        feature.largest = stored["largest"].toDouble();
        for (const auto& n : stored["shape"].toArray()) feature.shape.push_back(n.toInt());
        for (const auto& v : stored["values"].toArray()) feature.values.push_back(v.toDouble());
    }
    return reference;
}

/// Largest difference of the stored values, relative to the largest absolute value of the feature.
inline double relativeDifference(const torch::Tensor& feature, const ReferenceFeature& reference) {
    if (feature.sizes().vec() != reference.shape || reference.values.empty()) return INFINITY;
    const torch::Tensor flat = feature.contiguous().flatten();
    double largest = std::abs(flat.abs().max().item<double>() - reference.largest);
    for (std::size_t i = 0; i < reference.values.size(); ++i)
        largest = std::max(largest, std::abs(flat[std::int64_t(i) * 7919 % flat.numel()].item<double>() - reference.values[i]));
    return largest / reference.largest;
}

}  // namespace bowman::test
