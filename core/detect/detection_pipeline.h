// The moving parts of a detection: readers → network → blending, each on its own threads with queues of limited length in
// between. Knows patches and pixels; what they are for is the job's business. See detection_job.h.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/patch_blender.h"
#include "core/detect/patch_plan.h"
#include "core/detect/predictor.h"
#include "core/slide/slide.h"

namespace bowman {

struct PipelineRequest {
    const Slide& slide;
    const PatchPlan& plan;
    const MapGrid& grid;
    int readers = 1;
};

struct PipelineReport {
    bool cancelled = false;
    int patchesDone = 0;                  ///< those that failed included
    int patchesFailed = 0;
    std::vector<std::string> failures;    ///< of the first hundred
    double secondsReading = 0;            ///< sum over readers
    double secondsNetwork = 0;
    double secondsBlending = 0;
};

/// Called after each patch on the blending thread; `changed` is empty for a patch that could not be read.
using PatchDone = std::function<void(int patchesDone, const MapRect& changed)>;

/// Runs all patches of the plan; the network runs on the calling thread. Blocks until every thread has ended. What was
/// finished before a stop is in the blender. Errors: of the network, or an exception in a thread.
Result<PipelineReport> runPipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender,
                                   const PatchDone& onPatch, std::stop_token stop);

}  // namespace bowman
