// What a classifier says of a glomerulus, where a project keeps it. Pure; any thread.
#pragma once

#include <optional>

#include "core/annotation/annotation.h"
#include "core/document/palette.h"

namespace bowman {

/// Name of the probability of global sclerosis among Annotation::extras.
inline constexpr const char* kSclerosisField = "sclerosis_probability";

/// Empty where nothing was told.
std::optional<double> sclerosisOf(const Annotation& annotation);

/// The palette's first globally sclerotic class where the probability is `threshold` or more; empty for less, or where there is no such class.
std::optional<std::string> classForSclerosis(double probability, double threshold, const Palette& palette);

}  // namespace bowman
