// The moving parts of a detection: readers → network → blending, each on its own threads with queues of limited length in
// between. Knows patches and pixels; what they are for is the job's business. See detection_job.h.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/patch_blender.h"
#include "core/detect/patch_order.h"
#include "core/detect/patch_plan.h"
#include "core/detect/predictor.h"
#include "core/slide/slide.h"

namespace bowman {

class PatchStore;

struct PipelineRequest {
    const Slide& slide;
    const PatchPlan& plan;
    const MapGrid& grid;
    int readers = 1;
    PatchStore* kept = nullptr;           ///< patches that are in it are not computed again, finished ones go into it; may be null
    std::shared_ptr<const VisibleRegion> visible = {};   ///< what is on the screen is done first; may be null
    int top = 0;                          ///< of bands: where the pictures of their columns begin, in map pixels from the slide's corner
};

struct PipelineReport {
    bool cancelled = false;
    int patchesDone = 0;                  ///< those that failed included
    int patchesFailed = 0;
    std::vector<std::string> failures;    ///< of the first hundred
    double secondsReading = 0;            ///< sum over readers
    double secondsNetwork = 0;
    double secondsBlending = 0;
    int patchesRestored = 0;              ///< of those done: from `kept`
    int batch = 0;                        ///< patches at a time, in the end
    int queueCapacity = 0;                ///< patches that may wait for the network
    double meanQueue = 0;                 ///< that waited when the network asked for the next one
    int starved = 0;                      ///< times that it asked and none was there, but for the first
    std::vector<std::string> notes;       ///< for people: what went otherwise than planned and was mended
};

struct PipelineState {
    int patchesDone = 0;
    int patchesRestored = 0;
    int queueDepth = 0;                   ///< patches that wait for the network
    int queueCapacity = 0;
    double secondsNetwork = 0;
};

/// Called after each patch on the blending thread; `changed` is empty for a patch that could not be read.
using PatchDone = std::function<void(const PipelineState& state, const MapRect& changed)>;

/// Runs all patches of the plan; the network runs on the calling thread. Blocks until every thread has ended. What was
/// finished before a stop is in the blender. A network that is out of memory gets half as many patches at a
/// time from then on. Errors: of the network, or an exception in a thread.
Result<PipelineReport> runPipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender,
                                   const PatchDone& onPatch, std::stop_token stop);

}  // namespace bowman
