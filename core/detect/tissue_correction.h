// What people drew about where the tissue is: regions "Tissue" are looked at as well, regions "Artefact" and "Ignore" are not, whatever
// lies there. A value; pure; any thread.
#pragma once

#include <memory>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/tissue/tissue_mask.h"

namespace bowman {

enum class TissuePart { None, Added, Removed };

/// By the kind and class of the object; rejected ones say nothing.
TissuePart tissuePartOf(const Annotation& annotation);

struct TissueCorrection {
    std::vector<MultiPolygon> added;
    std::vector<MultiPolygon> removed;

    bool isEmpty() const { return added.empty() && removed.empty(); }
    /// Pixels of the mask whose centre lies in an added region, and in no removed one, become tissue, and are no ink; those in a removed one are no tissue.
    void applyTo(TissueMask& tissue) const;
    /// More than half of the shape's area is removed.
    bool removes(const MultiPolygon& shape) const;
    friend bool operator==(const TissueCorrection&, const TissueCorrection&) = default;
};

TissueCorrection tissueCorrectionOf(const std::vector<std::shared_ptr<const Annotation>>& objects);

}  // namespace bowman
