// Which tiles of which slides a training set has, and which fold a slide is in: the decisions, apart from files and
// pixels (training_mask.h). Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/formats/format.h"

namespace bowman {

/// What the annotations of one slide say for training.
struct TrainingLabels {
    std::vector<AnnotationPtr> positives;   ///< accepted, corrected, added
    std::vector<AnnotationPtr> rejected;
    std::vector<AnnotationPtr> ignored;     ///< proposed, unsure, every class that is not asked for
    std::vector<AnnotationPtr> regions;     ///< drawn or signed off as complete by a person
    std::vector<AnnotationPtr> excluded;    ///< structures "Ignore" and "Artefact": nothing is learnt there, whatever else lies there
};

/// `classes` empty = all. Each list is ordered by id. Other structures (cortex, tissue …) say nothing about glomeruli.
TrainingLabels trainingLabels(const Snapshot& snapshot, const std::vector<std::string>& classes);

struct TilePlacement {
    double extent = 512;        ///< edge of a tile in level-0 pixels
    double overlap = 0;         ///< least share of the edge that neighbours in a complete region have in common, 0–0.5
    double jitter = 0;          ///< tiles are moved at random by up to this share of their edge, 0–0.5
    std::uint64_t seed = 1;
};

/// Level-0 origins of square tiles: complete regions are covered evenly, and each reviewed object lies whole in some
/// tile (or is covered, where it is larger). Inside of the slide where it is large enough; without doubles, in a
/// fixed order. With jitter, a tile around an object still holds it whole, but between the tiles of a region gaps may open
/// where the overlap is less than twice the jitter.
std::vector<SlidePoint> trainingTiles(const TrainingLabels& labels, PixelSize slide, const TilePlacement& placement);

/// A seed of its own for each slide, so that its tiles do not depend on which other slides there are.
std::uint64_t seedOfSlide(std::uint64_t seed, const std::string& alias);

/// Of each slide, in their order: "patient-<n>" where the patient is known (numbered in this order, so that no name
/// leaves), else the slide's alias.
std::vector<std::string> trainingGroups(const std::vector<const SlideRecord*>& slides);

/// Fold of each slide. Groups are shuffled by the seed and each goes to the fold with the fewest tiles so far.
std::vector<int> trainingFolds(const std::vector<std::string>& groups, const std::vector<std::size_t>& tiles, int folds,
                               std::uint64_t seed);

}  // namespace bowman
