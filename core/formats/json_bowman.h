// What Bowman says of a slide and of an object inside JSON files of other tools, in a member that they skip: one form for
// COCO, DSA and GeoJSON's header. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/annotation/annotation.h"
#include "core/document/slide_record.h"
#include "core/formats/json_place.h"
#include "core/formats/labels.h"

namespace bowman {

struct SlideHeader {
    std::string alias = {};              ///< empty = not said
    PixelSize size = {};                 ///< level-0 pixels; 0 = not said
    SlidePoint origin = {};              ///< level-0 place of the file's (0,0)
    std::string quickhash = {};
    std::optional<double> umPerPx = {};
};

SlideHeader headerOf(const SlideRecord& record, SlidePoint origin);

/// {"version":1,"slide":…,"width":…,"height":…,"origin":[x,y],"quickhash":…,"umPerPx":…}
std::string slideHeaderJson(const SlideHeader& header);

/// Alias, size, quickhash and µm/px go into `labels`; returns the origin, (0,0) where not said. Throws JsonProblem.
SlidePoint readSlideHeader(const nlohmann::json& header, const JsonPlace& at, Labels& labels);

/// {"uuid":…,"kind":…,"state":…,"class":…(of regions), "note", "probability", "uncertainty", "source", "model",
/// "modelSha256", "threshold", "createdBy", "createdAt", "reviewedBy", "reviewedAt", "secondsSpent"}: what is empty or 0
/// is left out. `more` is put in before the closing brace.
std::string objectJson(const Annotation& a, const std::string& more = {});

/// The reverse; the uuid is not taken over. Throws JsonProblem.
void readObjectJson(const nlohmann::json& value, const JsonPlace& at, Annotation& a);

}  // namespace bowman
