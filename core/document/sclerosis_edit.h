// What a classifier says of glomeruli, as an edit: its probability is kept with each, and what it calls globally sclerotic gets that class where nobody
// has given one. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/document/edit.h"
#include "core/document/palette.h"

namespace bowman {

/// Name of the probability among Annotation::extras.
inline constexpr const char* kSclerosisField = "sclerosis_probability";

std::optional<double> sclerosisOf(const Annotation& annotation);

/// A glomerulus that was not rejected, of which no classifier has said anything.
bool wantsSclerosis(const Annotation& annotation);

/// Keeps the probability; a proposal of a model whose class nobody has chosen becomes the palette's globally sclerotic class from `threshold` on.
void tellSclerosis(Annotation& annotation, double probability, double threshold, const Palette& palette);

struct SclerosisAnswer {
    AnnotationId id = 0;
    double probability = 0;
};
/// Objects that went, or were told of, meanwhile are left out.
Edit sclerosisEdit(const AnnotationSet& current, const std::vector<SclerosisAnswer>& answers, double threshold, const Palette& palette);

}  // namespace bowman
