// The detection of a network that works strip by strip: each lane goes down a column of bands with a reader of its own ahead of it, so that
// nothing is computed twice but where columns meet, and where a lane begins in the middle of one. See detection_pipeline.h for whole patches.
#pragma once

#include <stop_token>

#include "core/detect/detection_pipeline.h"

namespace bowman {

/// The plan's patches are bands, whose height is a multiple of StripPredictor::rows(). `top`: where the columns' pictures begin, in map pixels from the slide's corner.
/// Like runPipeline() else; a lane that gets no memory leaves its work to the others.
Result<PipelineReport> runBands(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender, const PatchDone& onPatch, std::stop_token stop);

}  // namespace bowman
