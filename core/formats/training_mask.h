// What each pixel of a tile teaches: the masks of a training set. Immutable after it is made; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/annotation/scanline.h"
#include "core/base/image.h"
#include "core/formats/object_grid.h"
#include "core/formats/training_plan.h"

namespace bowman {

/// Values in the masks of a training set; what trains is said in ARCHITECTURE.
constexpr std::uint8_t kTrainBackground = 0;
constexpr std::uint8_t kTrainGlomerulus = 1;   ///< every class in binary masks, else the first
constexpr std::uint8_t kTrainIgnore = 255;

struct TrainingMaskOptions {
    std::map<std::string, int> classNumbers = {};   ///< 1–254; empty: every class is 1
    double smallestPart = 0;                        ///< see TrainingSetOptions
};

class TrainingMasks {
public:
    /// `labels` must live as long as this.
    TrainingMasks(const TrainingLabels& labels, PixelSize slide, TrainingMaskOptions options = {});

    /// Later rules win: 255; 0 in complete regions and rejected objects; 255 in ignored ones, and in what is cut by the
    /// border of the grid with less than the smallest part left; the class in positives (where classes overlap the
    /// higher number); 255 in excluded structures and outside of the slide.
    Image draw(const RasterGrid& grid) const;

private:
    enum class Rule { Below, Positive, Above };
    struct Object {
        const Annotation* annotation = nullptr;
        std::uint8_t value = 0;
        Rule rule = Rule::Below;
    };
    static std::vector<SlideRect> boundsOfAll(const std::vector<Object>& objects);

    PixelSize m_slide;
    TrainingMaskOptions m_options;
    std::vector<Object> m_objects;   ///< in the order in which they are drawn
    ObjectGrid m_places;
};

/// Share of the shape's pixels that lie in the grid, counted on the grid's own lattice; what is beyond the slide does not
/// count. 1 where the shape has no pixel at all.
double visibleShare(const MultiPolygon& shape, const RasterGrid& grid, PixelSize slide);

}  // namespace bowman
