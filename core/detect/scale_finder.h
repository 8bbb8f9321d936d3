// Finds the µm/px of a picture that does not say: the network is tried at several scales, and glomeruli, whose size is known,
// say which one is right. Blocking; one thread (it uses the predictor).
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/result.h"
#include "core/detect/predictor.h"
#include "core/slide/slide.h"

namespace bowman {

struct ScaleSearch {
    SlidePtr slide;
    std::optional<SlideRect> region = {};   ///< whole slide when empty
    double finest = 0.25;                   ///< µm/px of level 0, the first that is tried
    double coarsest = 4.5;                  ///< coarser ones show by the size of what is found at the last
    double factor = 1.6;                    ///< from one to the next
    double diameterUm = 190;                ///< of a glomerulus in section: the median that scales were estimated from
    double largestMegapixels = 1.2;         ///< of the model's scale per trial: the middle of the region stands for a larger one
    int readers = 1;
};

/// What the network found when the picture was taken to have this scale.
struct ScaleTrial {
    double umPerPx = 0;
    int objects = 0;                ///< confident ones
    double medianDiameterUm = 0;    ///< as if the scale were right; 0 where there are no objects
    double meanScore = 0;           ///< probability inside
    double score = 0;               ///< share of the picture that objects of a likely size cover, each as far as it is certain
};

struct FoundScale {
    double umPerPx = 0;             ///< 0: no glomerulus was found at any scale
    double spread = 1;              ///< factor between the estimates that the trials beside the best one give; 1 = they agree
    std::vector<ScaleTrial> trials;
};

/// Each trial's objects are weighted by how certain they are and how near their diameter is to `diameterUm`; the best trial
/// is refined by its median diameter. Good to about ±30 %, which is what the size of glomeruli varies by. Errors: of the
/// network, a slide of which nothing can be read, "stopped".
Result<FoundScale> findScale(const ScaleSearch& search, Predictor& predictor, std::stop_token stop);

/// The decision alone: from the trials to the scale.
FoundScale scaleFromTrials(std::vector<ScaleTrial> trials, const ScaleSearch& search);

}  // namespace bowman
