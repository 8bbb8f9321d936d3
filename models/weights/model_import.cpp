#include "models/weights/model_import.h"

#include <algorithm>

#include <torch/torch.h>

#include "models/segmentation_model.h"
#include "models/torch_error.h"
#include "models/weights/encoder_weights.h"
#include "models/weights/name_match.h"
#include "models/weights/state.h"

namespace bowman {
namespace {

constexpr const char* kWhat = "cannot import";

bool isOfEncoder(const std::string& name) { return name.starts_with("encoder."); }

/// "12 (a, b, c, …)".
std::string someOf(const std::vector<std::string>& names) {
    std::string text = std::to_string(names.size()) + " (";
    for (std::size_t i = 0; i < std::min<std::size_t>(5, names.size()); ++i) text += (i ? ", " : "") + names[i];
    return text + (names.size() > 5 ? ", …)" : ")");
}

/// The tensors that the file lacks, as the file would name them.
std::vector<std::string> missingOf(SegmentationModel& network, const NameMatch& match, bool encoderOnly) {
    std::vector<std::string> missing;
    for (const NamedTensor& item : stateOf(network)) {
        if (match.stored.contains(item.name)) continue;
        if (!isOfEncoder(item.name)) {
            if (!encoderOnly) missing.push_back(item.name);
        } else if (const std::string own = item.name.substr(8); !isUnusedByFeatures(own)) {
            missing.push_back(network.encoder().nameIn(match.names, own));
        }
    }
    return missing;
}

Result<ImportedWeights> import(const WeightImport& request) {
    const auto file = SafetensorsFile::read(request.file);
    if (!file) return file.error();
    ImportedWeights result;
    result.card = request.card;
    const auto network = buildModel(result.card);  // names and shapes do not depend on padding and eps
    if (!network) return network.error();
    const NameMatch match = matchNetwork(*file, **network, (*network)->encoder());
    if (const auto missing = missingOf(**network, match, request.encoderOnly); !missing.empty())
        return Error{kWhat, request.file.string(), "it lacks " + someOf(missing) + " of what " + result.card.architecture + " with " +
                     result.card.encoder + " needs" + (match.unmatched.empty() ? "" : "; no place is known for " + someOf(match.unmatched))};
    for (NamedTensor& item : stateOf(**network)) {
        const auto found = match.stored.find(item.name);
        if (found == match.stored.end() || (request.encoderOnly && !isOfEncoder(item.name))) continue;
        if (auto filled = fillFrom(*file, found->second, item); !filled) return filled.error();
        ++result.loaded;
    }
    const EncoderConvention convention = conventionOf(result.card.encoder, match.names);
    result.card.padding = request.padding.value_or(convention.padding);
    result.card.batchNormEps = request.batchNormEps.value_or(convention.batchNormEps);
    result.card.mean = convention.mean;
    result.card.std = convention.std;
    result.names = describe(match.names);
    result.unmatched = match.unmatched;
    if (auto saved = saveModel(request.target, result.card, toFloats(stateOf(**network))); !saved) return saved.error();
    return result;
}

}  // namespace

Result<ImportedWeights> importWeights(const WeightImport& request) {
    try {
        torch::manual_seed(1);  // what the file does not fill is the same each time
        return import(request);
    } catch (const std::exception& e) {
        return Error{kWhat, request.file.string(), messageOf(e)};
    }
}

}  // namespace bowman
