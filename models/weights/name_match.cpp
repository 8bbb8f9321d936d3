#include "models/weights/name_match.h"

#include <algorithm>
#include <set>

namespace bowman {
namespace {

constexpr const char* kPrefixes[] = {"encoder.", ""};

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const std::int64_t n : shape) text += (text.empty() ? "" : "×") + std::to_string(n);
    return text.empty() ? "scalar" : text;
}

NameMatch matchBy(WeightNames names, const std::string& prefix, const SafetensorsFile& file, const Encoder& encoder) {
    NameMatch match{names, {}, {}};
    for (const NamedTensor& item : stateOf(encoder))
        if (const std::string stored = prefix + encoder.nameIn(names, item.name); file.contains(stored)) match.stored[item.name] = stored;
    return match;
}

NameMatch matchPublished(const SafetensorsFile& file, const Encoder& encoder, std::string& misfit) {
    NameMatch match{WeightNames::Published, {}, {}};
    std::set<std::string> own;
    for (const NamedTensor& item : stateOf(encoder)) own.insert(item.name);
    for (const auto& [name, tensor] : file.header().tensors) {
        const std::string mine = encoder.nameOf(name);
        if (own.contains(mine)) match.stored[mine] = name;
        else if (mine.empty() && misfit.empty()) misfit = name;
    }
    return match;
}

void listUnmatched(NameMatch& match, const SafetensorsFile& file) {
    std::set<std::string> used;
    for (const auto& [own, stored] : match.stored) used.insert(stored);
    for (const auto& [name, tensor] : file.header().tensors)
        if (!used.contains(name) && !name.ends_with("num_batches_tracked")) match.unmatched.push_back(name);
}

NameMatch bestByNames(const SafetensorsFile& file, const Encoder& encoder) {
    NameMatch best;
    for (const WeightNames names : {WeightNames::Bowman, WeightNames::Torchvision, WeightNames::Timm})
        for (const char* prefix : kPrefixes)
            if (NameMatch match = matchBy(names, prefix, file, encoder); match.stored.size() > best.stored.size()) best = std::move(match);
    return best;
}

}  // namespace

Result<NameMatch> matchEncoder(const SafetensorsFile& file, const Encoder& encoder) {
    NameMatch best = bestByNames(file, encoder);
    std::string misfit;
    if (NameMatch match = matchPublished(file, encoder, misfit); match.stored.size() > best.stored.size()) {
        if (!misfit.empty()) return Error{"encoder weights do not fit", file.file(), "tensor " + misfit + " has no place in this encoder"};
        best = std::move(match);
    }
    listUnmatched(best, file);
    return best;
}

NameMatch matchNetwork(const SafetensorsFile& file, const torch::nn::Module& network, const Encoder& encoder) {
    const NameMatch inEncoder = bestByNames(file, encoder);
    NameMatch match{inEncoder.names, {}, {}};
    for (const auto& [own, stored] : inEncoder.stored) match.stored["encoder." + own] = stored;
    for (const NamedTensor& item : stateOf(network))
        if (!item.name.starts_with("encoder.") && file.contains(item.name)) match.stored[item.name] = item.name;
    listUnmatched(match, file);
    return match;
}

std::string describe(WeightNames names) {
    switch (names) {
        case WeightNames::Bowman: return "segmentation_models_pytorch";
        case WeightNames::Torchvision: return "torchvision";
        case WeightNames::Timm: return "timm";
        case WeightNames::Published: break;
    }
    return "published";
}

bool isClassifierHead(const std::string& name) {
    const std::string bare = name.starts_with("encoder.") ? name.substr(8) : name;
    constexpr const char* kHeads[] = {"fc.", "_fc.", "classifier.", "head.", "pre_logits."};
    return std::any_of(std::begin(kHeads), std::end(kHeads), [&](const char* head) { return bare.starts_with(head); });
}

Result<void> fillFrom(const SafetensorsFile& file, const std::string& stored, NamedTensor& tensor) {
    const auto& shape = file.header().tensors.at(stored).shape;
    if (shape != tensor.tensor.sizes().vec())
        return Error{"weights do not fit", file.file(), "tensor " + stored + " has another shape than " + tensor.name + ": " + shapeText(shape) +
                     " instead of " + shapeText(tensor.tensor.sizes().vec())};
    const auto values = file.floats(stored);
    if (!values) return values.error();
    torch::NoGradGuard guard;
    tensor.tensor.copy_(torch::from_blob(const_cast<float*>(values->data()), tensor.tensor.sizes(), torch::kFloat32));
    return {};
}

}  // namespace bowman
