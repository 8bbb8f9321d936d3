#include "core/document/sclerosis_edit.h"

#include <algorithm>
#include <string>

#include "core/annotation/polygon_ops.h"

namespace bowman {

std::optional<double> sclerosisOf(const Annotation& annotation) {
    const auto found = annotation.extras.find(kSclerosisField);
    if (found == annotation.extras.end()) return {};
    const double* probability = std::get_if<double>(&found->second);
    return probability && *probability >= 0 && *probability <= 1 ? std::optional(*probability) : std::nullopt;
}

bool wantsSclerosis(const Annotation& annotation) {
    return annotation.kind == AnnotationKind::Glomerulus && annotation.state != ReviewState::Rejected && !annotation.extras.contains(kSclerosisField);
}

void tellSclerosis(Annotation& annotation, double probability, double threshold, const Palette& palette) {
    annotation.extras[kSclerosisField] = probability;
    const bool isOpen = annotation.state == ReviewState::Proposed && annotation.provenance.source == "model" && annotation.className == Annotation().className;
    if (!isOpen || probability < threshold) return;
    const auto& classes = palette.classes();
    const auto sclerotic = std::find_if(classes.begin(), classes.end(), [](const PaletteClass& c) { return c.isGloballySclerosed; });
    if (sclerotic != classes.end()) annotation.className = sclerotic->name;
}

namespace {

/// Objects of one class do not overlap: a proposal may lie across an object of a class that it had not so far.
bool overlapsItsClass(const Annotation& annotation, const AnnotationSet& current) {
    for (const AnnotationPtr& other : current.intersecting(boundsOf(annotation.shape))) {
        if (other->id == annotation.id || other->kind != AnnotationKind::Glomerulus || other->className != annotation.className) continue;
        const auto shared = overlapArea(annotation.shape, other->shape);
        if (!shared || *shared > 0) return true;
    }
    return false;
}

}  // namespace

Edit sclerosisEdit(const AnnotationSet& current, const std::vector<SclerosisAnswer>& answers, double threshold, const Palette& palette) {
    Edit edit;
    int sclerotic = 0;
    for (const SclerosisAnswer& answer : answers) {
        const AnnotationPtr before = current.find(answer.id);
        if (!before || !wantsSclerosis(*before)) continue;
        auto after = std::make_shared<Annotation>(*before);
        tellSclerosis(*after, answer.probability, threshold, palette);
        if (after->className != before->className && overlapsItsClass(*after, current)) after->className = before->className;
        sclerotic += answer.probability >= threshold;
        edit.changes.push_back({before, std::move(after)});
    }
    edit.label = "tell sclerosis: " + std::to_string(sclerotic) + " of " + std::to_string(edit.changes.size());
    return edit;
}

}  // namespace bowman
