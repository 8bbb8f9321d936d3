// What the description of a run (describeRun(), JSON) says about how its objects were made. Any thread.
#pragma once

#include <string>

#include "core/detect/detection_cache.h"

namespace bowman {

/// False for imports, and for text that is no description.
bool isDetection(const std::string& run);

/// Puts the settings with which a run made objects of its probabilities into `search`. Nothing changes where the run is none of the model with this
/// SHA-256; a setting that the description lacks stays as it is.
void takeSettings(const std::string& run, const std::string& modelSha256, FinishedSearch& search);

}  // namespace bowman
