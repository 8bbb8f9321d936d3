// Changes and annotations as blobs of the project file: bytes of annotation_codec.h, sealed with a checksum, because
// SQLite does not notice a flipped bit inside of a blob. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/document/edit.h"

namespace bowman {

/// A prediction that an edit leaves as it was is stored once.
std::string encodeChanges(const std::vector<Change>& changes);
Result<std::vector<Change>> decodeChanges(std::string_view blob);

std::string sealedAnnotation(const Annotation& annotation);
Result<AnnotationPtr> unsealedAnnotation(std::string_view blob);

}  // namespace bowman
