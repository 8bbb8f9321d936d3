// What a slide has of glomeruli, in figures: how many of which class and state, how dense, how many globally sclerosed. Pure; any thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/palette.h"

namespace bowman {

/// The area on which glomeruli are counted.
struct CountedArea {
    double mm2 = 0;
    std::size_t glomeruli = 0;                      ///< that lie on it (a point inside each), of those that count
    std::optional<double> perMm2() const { return mm2 > 0 ? std::optional(static_cast<double>(glomeruli) / mm2) : std::nullopt; }
};

struct SlideFigures {
    /// Glomeruli by class and state, the rejected ones too.
    std::map<std::string, std::map<ReviewState, std::size_t>> byClass;
    std::set<std::string> notCounted;               ///< of these classes: no glomeruli by the palette
    std::size_t counted = 0;                        ///< all but the rejected ones and classes that are no glomeruli: what every figure below is about
    std::size_t unreviewed = 0;                     ///< of these: proposed by a model, seen by nobody
    std::size_t unsure = 0;
    std::size_t rejected = 0;
    std::size_t globallySclerosed = 0;
    std::size_t segmentallySclerosed = 0;
    std::optional<CountedArea> tissue;              ///< empty where the scale or the tissue is unknown
    bool isTissueOutlined = false;                  ///< by regions "Tissue" alone: the picture is not there
    bool isTissueCorrected = false;                 ///< found on the picture, and corrected by regions "Tissue", "Artefact", "Ignore"
    std::optional<CountedArea> cortex;              ///< empty without a region "Cortex", or where the scale is unknown
    std::optional<double> globallySclerosedShare() const { return share(globallySclerosed); }
    std::optional<double> segmentallySclerosedShare() const { return share(segmentallySclerosed); }
    std::size_t inState(ReviewState state) const;

private:
    std::optional<double> share(std::size_t n) const {
        return counted > 0 ? std::optional(static_cast<double>(n) / static_cast<double>(counted)) : std::nullopt;
    }
};

/// What figures are made with, beside the objects.
struct FigureFrame {
    std::optional<double> umPerPx;
    std::optional<double> foundTissueMm2;           ///< of the tissue mask as people corrected it (TissueCorrection), where it is known
    Palette palette = {};                           ///< which classes are glomeruli, and which globally sclerosed
};

/// Glomeruli in what people took from the tissue are not on it. Where no tissue was found regions "Tissue" count instead; overlapping regions count once.
/// The error is that of a region whose outline cannot be united with the others.
Result<SlideFigures> figuresOf(const std::vector<AnnotationPtr>& objects, const FigureFrame& frame);

/// Several slides together. An area that is unknown for one of them is unknown for all: a density over a part would mislead.
SlideFigures sumOf(const std::vector<SlideFigures>& slides);

/// By the name of the class, in the spellings in use: "Segmentally sclerotic", "Segmental sclerosis".
bool isSegmentallySclerosed(const std::string& className);

}  // namespace bowman
