// What a detection says of an object beside its outline, probability and uncertainty: fields among Annotation::extras. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "core/annotation/annotation.h"

namespace bowman {

/// Name of DetectedObject::disagreement among Annotation::extras.
inline constexpr const char* kDisagreementField = "flip_disagreement";
/// Name of DetectedObject::seamDisagreement there.
inline constexpr const char* kSeamField = "seam_disagreement";

/// The value of a field in [0,1]; empty where there is none, or something else.
std::optional<double> shareField(const Annotation& annotation, const std::string& name);

/// Whether the field is one of these, or that of global sclerosis: not another program's.
bool isDetectedField(const std::string& name);

}  // namespace bowman
