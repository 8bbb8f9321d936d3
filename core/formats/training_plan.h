// Which tiles of which slides a training set has, what each pixel of them teaches, and which fold a slide is in: the
// decisions, apart from files. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/annotation/scanline.h"
#include "core/base/image.h"
#include "core/formats/format.h"

namespace bowman {

/// Values in the masks of a training set; what trains is said in ARCHITECTURE.
constexpr std::uint8_t kTrainBackground = 0;
constexpr std::uint8_t kTrainGlomerulus = 1;
constexpr std::uint8_t kTrainIgnore = 255;

/// What the annotations of one slide say for training.
struct TrainingLabels {
    std::vector<AnnotationPtr> positives;   ///< accepted, corrected, added
    std::vector<AnnotationPtr> rejected;
    std::vector<AnnotationPtr> ignored;     ///< proposed, unsure, and every class that is not asked for
    std::vector<AnnotationPtr> regions;     ///< drawn or signed off as complete by a person
};

/// `classes` empty = all. Each list is ordered by id.
TrainingLabels trainingLabels(const Snapshot& snapshot, const std::vector<std::string>& classes);

/// Level-0 origins of square tiles whose edge is `extent` level-0 pixels: complete regions are covered evenly, and each
/// reviewed object lies whole in some tile (or is covered, where it is larger). Inside of the slide where it is
/// large enough; without doubles, in a fixed order.
std::vector<SlidePoint> trainingTiles(const TrainingLabels& labels, PixelSize slide, double extent);

/// 1, 0 and 255 of the grid's pixels. Later rules win: 255; 0 in complete regions and rejected objects; 255 in ignored
/// ones; 1 in positives; 255 outside of the slide.
Image trainingMask(const TrainingLabels& labels, PixelSize slide, const RasterGrid& grid);

/// Of each slide, in their order: "patient-<n>" where the patient is known (numbered in this order, so that no name
/// leaves), else the slide's alias.
std::vector<std::string> trainingGroups(const std::vector<const SlideRecord*>& slides);

/// Fold of each slide. Groups are shuffled by the seed and each goes to the fold with the fewest tiles so far.
std::vector<int> trainingFolds(const std::vector<std::string>& groups, const std::vector<std::size_t>& tiles, int folds,
                               std::uint64_t seed);

}  // namespace bowman
