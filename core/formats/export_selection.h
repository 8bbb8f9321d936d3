// What of a request leaves the program, and under which names: the same for every format. Pure except for
// prepareFolder(); any thread.
#pragma once

#include <string>
#include <vector>

#include "core/formats/format.h"

namespace bowman {

struct SelectedSlide {
    const Snapshot* snapshot = nullptr;      ///< of the request
    std::vector<AnnotationPtr> glomeruli;    ///< of the request's states and classes, by id
    std::vector<AnnotationPtr> regions;      ///< complete regions and structures of the request's states, by id
};

/// The slide without its regions, for formats that have no place for them.
SelectedSlide glomeruliOf(const SelectedSlide& slide);

/// One element per slide of the request, in the order of their aliases.
std::vector<SelectedSlide> selected(const ExportRequest& request);

/// The error says how many objects there are of which state, when no slide has any that qualifies.
Result<std::vector<SelectedSlide>> selectedOrError(const ExportRequest& request);

/// States that objects of the request's classes have and that the request leaves out.
std::vector<ReviewState> statesLeftOut(const ExportRequest& request);

/// The alias as a part of a file name: letters, digits, '.', '-' and '_' only; unique by the slide's id where the alias is empty.
std::string fileStem(const SlideRecord& slide);

/// "path", "path/alias.ext" or "stem-alias.ext": see ExportRequest::path.
std::filesystem::path fileFor(const ExportRequest& request, const SlideRecord& slide, std::string_view extension);

/// Makes the folder that the file goes to.
Result<void> prepareFolder(const std::filesystem::path& file);

/// By the request's opener, else by the record's path.
Result<SlidePtr> openSlideOf(const ExportRequest& request, const SlideRecord& slide);

inline Error cancelledError() { return {"cancelled", "", ""}; }

}  // namespace bowman
