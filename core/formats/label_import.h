// From labels of a file to one edit of a project: what is new is added, what the project knows by its uuid is replaced
// where a person changed it in another program, and a class never overlaps itself. Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/edit.h"
#include "core/formats/label_source.h"

namespace bowman {

/// In which state objects enter. Rejected ones stay rejected, structures have none to speak of.
enum class ImportState {
    AsFileSays,
    Proposed,    ///< all are to be reviewed
    Accepted,    ///< nobody needs to: proposed and unsure ones become accepted
};

/// What happens where a new glomerulus overlaps another one of its class (in the project, or earlier in the file).
enum class OverlapPolicy {
    Trim,       ///< a small overlap is cut off the new one; with a large one it is left out
    Skip,       ///< the new one is left out
    Replace,    ///< a proposal of a model that nobody has touched goes; with anything else as Trim
};

std::string_view toText(ImportState state);                       ///< "file", "proposed", "accepted"
std::string_view toText(OverlapPolicy policy);                    ///< "trim", "skip", "replace"
std::string_view toText(LabelFrame frame);                        ///< "file", "slide", "bounds"
std::optional<ImportState> importStateFromText(std::string_view text);
std::optional<OverlapPolicy> overlapPolicyFromText(std::string_view text);
std::optional<LabelFrame> labelFrameFromText(std::string_view text);

struct LabelImportRequest {
    const AnnotationSet& current;
    std::vector<Annotation> labels;
    PixelSize slide;                                ///< labels outside of it are left out
    std::string person;                             ///< who imports
    std::string now;                                ///< ISO 8601, UTC
    std::string format = {};                        ///< name of the reader, for the provenance of what has none
    ImportState state = ImportState::AsFileSays;
    OverlapPolicy overlap = OverlapPolicy::Trim;
    /// Share of the smaller object up to which an overlap is cut off the new one; above, the new one is left out.
    double largestTrim = 0.1;
    std::function<AnnotationId()> newId;
    std::stop_token stop = {};                      ///< a stop is the error "cancelled"
};

/// Something that a person may want to look at.
struct ImportIssue {
    enum class Kind { Trimmed, LeftOut, Replaced, Outside };
    Kind kind = Kind::LeftOut;
    SlideRect place;               ///< of the label of the file
    MultiPolygon shape;            ///< as the file has it; kept where it was left out
    AnnotationId added = 0;        ///< 0 where it was left out
    AnnotationId other = 0;        ///< that it overlaps; 0 where it lies outside
    std::string message;           ///< with class and place
};

struct LabelImport {
    Edit edit;                          ///< empty where nothing changes
    int added = 0;
    int replaced = 0;                   ///< known by uuid, changed since
    int unchanged = 0;                  ///< known by uuid, the same within QuPath's rounding
    int trimmed = 0;                    ///< of those added or replaced: lost a strip to a neighbour
    int removed = 0;                    ///< untouched proposals of the project that made room
    int overlapping = 0;                ///< left out
    int outside = 0;                    ///< left out: not on the slide (another frame or another slide?)
    std::vector<ImportIssue> issues;    ///< one for each overlap and for each that lies outside
};

/// An imported change of shape of something that a model proposed is a correction.
Result<LabelImport> importLabels(const LabelImportRequest& request);

/// How the objects came in, as JSON for Document::applyBatch: file, format, id, frame with its origin, state, overlap.
std::string describeImport(const LabelSource& source, const LabelImportRequest& request, const SlideInfo& slide);

}  // namespace bowman
