// Finds the glomeruli of one slide: tissue → patches at the model's scale → readers → network → probability map →
// polygons. The function blocks; the window runs it on a thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"
#include "core/detect/detection_cache.h"
#include "core/detect/patch_order.h"
#include "core/detect/predictor.h"
#include "core/detect/probability_map.h"
#include "core/detect/tissue_correction.h"
#include "core/slide/slide.h"

namespace bowman {

struct DetectionRequest {
    SlidePtr slide;
    double umPerPx = 0;                       ///< of level 0; must be known (file, or the user's)
    std::optional<SlideRect> region = {};     ///< whole slide when empty
    std::optional<double> threshold = {};     ///< the card's when empty
    std::optional<double> smallestAreaUm2 = {}; ///< the card's when empty
    std::optional<double> smallestConfidence = {}; ///< the card's when empty
    std::optional<double> smoothingUm = {};   ///< see PolygoniseOptions; none when empty
    std::shared_ptr<const VisibleRegion> visible = {}; ///< what is on the screen, now: it is searched first; may be null
    SlidePoint gridShift = {};                ///< in map pixels; to prove that the grid does not matter
    bool tissueOnly = true;
    TissueCorrection tissue = {};             ///< what people drew about where it is; nothing is proposed in what they took away
    int readers = 0;                          ///< threads; 0 = by the number of cores
    int patchSize = 0;                        ///< edge of whole patches in map pixels, multiple of 32; 0 = bands where the network runs strip by strip, else 768
    DetectionCache cache = {};                ///< finished patches are taken from and kept here; without folders nothing is
};

struct DetectionProgress {
    int patchesDone = 0;
    int patchesTotal = 0;
    double seconds = 0;
    double secondsLeft = 0;
    int patchesRestored = 0;                  ///< of those done: finished by an earlier run
    int queueDepth = 0;                       ///< patches that were read and wait for the network
    int queueCapacity = 0;
    double networkBusy = 0;                   ///< share of the time that the network runs, 0…1
    double coresBusy = 0;                     ///< share of all cores that this process used, 0…1
};

struct DetectedObject {
    MultiPolygon shape;
    double score = 0;                         ///< mean probability inside
    double uncertainty = 0;                   ///< mean normalised entropy inside, 0…1
    std::optional<double> sclerosis = {};     ///< probability that it is globally sclerotic, where a classifier was asked (classify_objects.h)
    std::optional<double> seamDisagreement = {};  ///< of neighbouring patches, 0…1, where the object lies on a seam (uncertainty.h)
    std::optional<double> disagreement = {};  ///< of the network with itself about mirror images, 0…0.5, where it was asked (flips.h)
};

enum class JobEnd { Done, Cancelled, Failed };

/// How a run ended, and what it cost.
struct JobReport {
    JobEnd end = JobEnd::Done;
    std::string why;                          ///< empty when done
    int patchesDone = 0;
    int patchesTotal = 0;
    int patchesFailed = 0;                    ///< could not be read; listed in `failures`
    std::vector<std::string> failures;
    double secondsTissue = 0;
    double secondsReading = 0;                ///< sum over reader threads
    double secondsNetwork = 0;
    double secondsBlending = 0;
    double secondsPolygons = 0;
    double secondsTotal = 0;
    double tissueMm2 = 0;
    std::string device;
    std::string idleCard;                     ///< as Predictor::idleCard()
    int patchesRestored = 0;                  ///< of those done: finished by an earlier run that was cut off, or with other thresholds
    int batch = 0;                            ///< patches at a time, in the end
    int queueCapacity = 0;
    double meanQueue = 0;                     ///< patches that waited for the network when it asked for one
    int starved = 0;                          ///< times that it found none
    double networkBusy = 0;                   ///< shares of the time that patches took, as in DetectionProgress
    double coresBusy = 0;
    std::vector<std::string> notes;           ///< what went otherwise than planned without harm: less memory, damaged pieces of the cache
};

struct DetectionResult {
    JobReport report;
    std::shared_ptr<const ProbabilityMap> map;
    std::vector<DetectedObject> objects;
};

/// Called on a thread of the job, one call at a time, after each patch: the tile first, then the progress.
struct DetectionCallbacks {
    std::function<void(const DetectionProgress&)> onProgress;
    std::function<void(const ProbabilityTile&)> onTile;
};

/// Looks for the first class of the model's card. A run that was stopped returns what it has, with end = Cancelled; patches
/// that can't be read are counted, listed and left 0. Errors: a slide of which nothing can be read, unknown µm/px, empty region, a network that fails.
Result<DetectionResult> detectGlomeruli(const DetectionRequest& request, Predictor& predictor,
                                        const DetectionCallbacks& callbacks, std::stop_token stop);

struct PolygoniseOptions {
    double threshold = 0.5;
    double smallestAreaUm2 = 2000;
    double smallestConfidence = 0;            ///< objects with less are dropped, see confidenceOf()
    double umPerPx = 1;                       ///< of level 0
    double simplifyPx = 0.25;                 ///< tolerance in map pixels
    double smallestHoleUm2 = 500;             ///< smaller ones are filled
    double smoothingUm = 0;                   ///< spikes and notches narrower than this go; 0 = the outline as it is
    bool splitTouching = true;                ///< glomeruli that touch become objects of their own (split_touching.h)
    TissueCorrection tissue = {};             ///< objects that it removes are left out
    std::optional<SlideRect> clip = {};       ///< outlines stay inside: the slide, where the last map pixel reaches beyond
};

/// How far the mean probability inside of an object lies above the threshold, as a share of what is above it: 0 … 1.
inline double confidenceOf(double meanProbability, double threshold) { return (meanProbability - threshold) / (1 - threshold); }

/// Outlines by sub-pixel marching squares, in level-0 pixels; ordered by position.
std::vector<DetectedObject> polygonise(const ProbabilityMap& map, const PolygoniseOptions& options);

}  // namespace bowman
