#include "core/document/sclerosis.h"

#include <algorithm>

#include "core/document/detected_fields.h"

namespace bowman {

std::optional<double> sclerosisOf(const Annotation& annotation) {
    return shareField(annotation, kSclerosisField);
}

std::optional<std::string> classForSclerosis(double probability, double threshold, const Palette& palette) {
    if (probability < threshold) return {};
    const auto& classes = palette.classes();
    const auto sclerotic = std::find_if(classes.begin(), classes.end(), [](const PaletteClass& c) { return c.isGloballySclerosed; });
    return sclerotic == classes.end() ? std::nullopt : std::optional(sclerotic->name);
}

}  // namespace bowman
