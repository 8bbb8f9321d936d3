#include "core/document/detected_fields.h"

#include "core/document/sclerosis.h"

namespace bowman {

std::optional<double> shareField(const Annotation& annotation, const std::string& name) {
    const auto found = annotation.extras.find(name);
    if (found == annotation.extras.end()) return {};
    const double* share = std::get_if<double>(&found->second);
    return share && *share >= 0 && *share <= 1 ? std::optional(*share) : std::nullopt;
}

bool isDetectedField(const std::string& name) { return name == kDisagreementField || name == kSeamField || name == kSclerosisField; }

}  // namespace bowman
