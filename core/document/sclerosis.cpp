#include "core/document/sclerosis.h"

#include <algorithm>

namespace bowman {

std::optional<double> sclerosisOf(const Annotation& annotation) {
    const auto found = annotation.extras.find(kSclerosisField);
    if (found == annotation.extras.end()) return {};
    const double* probability = std::get_if<double>(&found->second);
    return probability && *probability >= 0 && *probability <= 1 ? std::optional(*probability) : std::nullopt;
}

std::optional<std::string> classForSclerosis(double probability, double threshold, const Palette& palette) {
    if (probability < threshold) return {};
    const auto& classes = palette.classes();
    const auto sclerotic = std::find_if(classes.begin(), classes.end(), [](const PaletteClass& c) { return c.isGloballySclerosed; });
    return sclerotic == classes.end() ? std::nullopt : std::optional(sclerotic->name);
}

}  // namespace bowman
