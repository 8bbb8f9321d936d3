// How many glomeruli of which class a slide has, and how far and how fast the review goes. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/document/palette.h"

namespace bowman::ui {

struct ClassTally {
    struct Entry {
        PaletteClass paletteClass;
        int count = 0;
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    std::vector<Entry> entries;      ///< classes of the palette in its order, then others by name; only those that are there
    int glomeruli = 0;               ///< of classes that count as one
    int globallySclerosed = 0;
    int undecided = 0;               ///< of these: proposed or unsure
    /// Of the glomeruli, 0…1; empty where there are none.
    std::optional<double> sclerosedShare() const { return glomeruli > 0 ? std::optional(double(globallySclerosed) / glomeruli) : std::nullopt; }
    friend bool operator==(const ClassTally&, const ClassTally&) = default;
};

/// Rejected objects are none.
ClassTally tallyOf(const AnnotationSet& annotations, const Palette& palette);

/// What a person needs for one object: the median over those that the person decided on, with the seconds noted there; empty for fewer than 3.
std::optional<double> medianSecondsOf(const AnnotationSet& annotations, const std::string& person);

}  // namespace bowman::ui
