// From labels of a file to one edit of a project: what is new is added, what the project knows by its uuid is replaced
// where a person changed it in another program, and a class never overlaps itself. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/edit.h"

namespace bowman {

struct LabelImportRequest {
    const AnnotationSet& current;
    std::vector<Annotation> labels;
    PixelSize slide;                                ///< labels outside of it are left out
    std::string person;                             ///< who imports
    std::string now;                                ///< ISO 8601, UTC
    std::function<AnnotationId()> newId;
    /// Share of the smaller object up to which an overlap is cut off the new one; above, the new one is left out.
    double largestTrim = 0.1;
};

struct LabelImport {
    Edit edit;                          ///< empty where nothing changes
    int added = 0;
    int replaced = 0;                   ///< known by uuid, changed since
    int unchanged = 0;                  ///< known by uuid, the same within QuPath's rounding
    int trimmed = 0;                    ///< of those added or replaced: lost a strip to a neighbour
    int overlapping = 0;                ///< left out
    int outside = 0;                    ///< left out: not on the slide (another frame or another slide?)
    std::vector<std::string> messages;  ///< one for each that was trimmed or left out, with its place
};

/// An imported change of shape of something that a model proposed is a correction.
Result<LabelImport> importLabels(const LabelImportRequest& request);

}  // namespace bowman
