#include "core/formats/export_selection.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>

namespace bowman {
namespace {

bool isOfState(const ExportRequest& request, ReviewState state) {
    return std::find(request.states.begin(), request.states.end(), state) != request.states.end();
}

bool isOfClass(const ExportRequest& request, const std::string& className) {
    return request.classes.empty() ||
           std::find(request.classes.begin(), request.classes.end(), className) != request.classes.end();
}

std::map<ReviewState, std::size_t> objectsByState(const ExportRequest& request) {
    std::map<ReviewState, std::size_t> counts;
    for (const Snapshot& snapshot : request.slides)
        for (const AnnotationPtr& a : snapshot.annotations)
            if (a->kind == AnnotationKind::Glomerulus && isOfClass(request, a->className)) ++counts[a->state];
    return counts;
}

Error nothingQualifies(const ExportRequest& request) {
    std::string present, wanted;
    for (const auto& [state, count] : objectsByState(request)) {
        if (!present.empty()) present += ", ";
        present += std::to_string(count) + " " + std::string(toText(state));
    }
    for (const ReviewState state : request.states) {
        if (!wanted.empty()) wanted += ", ";
        wanted += toText(state);
    }
    if (present.empty()) return {"nothing to export", "", "there are no glomeruli of the chosen slides and classes"};
    return {"nothing to export", "", "there are " + present + "; asked for are " + wanted};
}

}  // namespace

SelectedSlide glomeruliOf(const SelectedSlide& slide) { return {slide.snapshot, slide.glomeruli, {}}; }

std::vector<SelectedSlide> selected(const ExportRequest& request) {
    std::vector<SelectedSlide> slides;
    for (const Snapshot& snapshot : request.slides) {
        SelectedSlide slide;
        slide.snapshot = &snapshot;
        for (const AnnotationPtr& a : snapshot.annotations) {
            if (!isOfState(request, a->state)) continue;
            if (a->kind == AnnotationKind::CompleteRegion) slide.regions.push_back(a);
            else if (!isOfClass(request, a->className)) continue;
            else (a->kind == AnnotationKind::Structure ? slide.regions : slide.glomeruli).push_back(a);
        }
        for (auto* list : {&slide.glomeruli, &slide.regions})
            std::sort(list->begin(), list->end(), [](const auto& a, const auto& b) { return a->id < b->id; });
        slides.push_back(std::move(slide));
    }
    std::sort(slides.begin(), slides.end(), [](const SelectedSlide& a, const SelectedSlide& b) {
        const SlideRecord &s = a.snapshot->slide, &t = b.snapshot->slide;
        return std::tie(s.alias, s.id) < std::tie(t.alias, t.id);
    });
    return slides;
}

Result<std::vector<SelectedSlide>> selectedOrError(const ExportRequest& request) {
    auto slides = selected(request);
    for (const SelectedSlide& slide : slides)
        if (!slide.glomeruli.empty()) return slides;
    return nothingQualifies(request);
}

std::vector<ReviewState> statesLeftOut(const ExportRequest& request) {
    std::vector<ReviewState> states;
    for (const auto& [state, count] : objectsByState(request))
        if (!isOfState(request, state)) states.push_back(state);
    return states;
}

std::string fileStem(const SlideRecord& slide) {
    std::string stem;
    for (const char c : slide.alias) {
        const bool isPlain = std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || (c == '.' && !stem.empty());
        stem += isPlain ? c : '_';
    }
    return stem.empty() ? std::string("slide-").append(std::to_string(slide.id)) : stem;
}

std::filesystem::path fileFor(const ExportRequest& request, const SlideRecord& slide, std::string_view extension) {
    namespace fs = std::filesystem;
    std::error_code status;
    const bool isFolder = fs::is_directory(request.path, status) || request.path.filename().empty();
    if (request.slides.size() == 1 && !isFolder) return request.path;
    std::string stem = fileStem(slide);
    for (const Snapshot& other : request.slides)
        if (other.slide.id != slide.id && fileStem(other.slide) == fileStem(slide)) {
            stem.append("-").append(std::to_string(slide.id));
            break;
        }
    if (isFolder || !request.path.has_extension()) return request.path / (stem + std::string(extension));
    return request.path.parent_path() / (request.path.stem().string() + "-" + stem + request.path.extension().string());
}

Result<void> prepareFolder(const std::filesystem::path& file) {
    const std::filesystem::path folder = file.parent_path();
    if (folder.empty()) return {};
    std::error_code status;
    std::filesystem::create_directories(folder, status);
    if (status) return Error{"cannot make the folder", folder.string(), status.message()};
    return {};
}

Result<SlidePtr> openSlideOf(const ExportRequest& request, const SlideRecord& slide) {
    return request.openSlide ? request.openSlide(slide) : openSlide(slide.path);
}

}  // namespace bowman
