#include "core/formats/slide_file_exporter.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/formats/geojson.h"
#include "core/formats/provenance_file.h"

namespace bowman {
namespace {

std::size_t dropUnwritable(std::vector<AnnotationPtr>& objects) {
    return std::erase_if(objects, [](const AnnotationPtr& a) { return !isWritable(a->shape); });
}

Result<SlidePoint> originOf(const ExportRequest& request, const SlideRecord& record) {
    if (request.frame == ExportFrame::Slide) return SlidePoint{};
    const auto opened = openSlideOf(request, record);
    if (!opened) return opened.error();
    const SlideRect bounds = (*opened)->info().bounds;
    return SlidePoint{bounds.x, bounds.y};
}

std::size_t withExtras(const SelectedSlide& slide) {
    std::size_t count = 0;
    for (const auto* list : {&slide.regions, &slide.glomeruli})
        count += static_cast<std::size_t>(std::count_if(list->begin(), list->end(), [](const AnnotationPtr& a) { return !a->extras.empty(); }));
    return count;
}

Result<void> writeWhole(const std::filesystem::path& file, const std::string& text, ExportReport& report) {
    if (auto made = prepareFolder(file); !made) return made;
    if (auto written = writeFileAtomically(file, text); !written) return written;
    report.files.push_back(file);
    return {};
}

}  // namespace

std::vector<std::filesystem::path> SlideFileExporter::files(const ExportRequest& request) const {
    auto all = Exporter::files(request);
    if (!needsProvenanceFile()) return all;
    const std::size_t labelFiles = all.size();
    for (std::size_t i = 0; i < labelFiles; ++i) all.push_back(provenanceFileOf(all[i]));
    return all;
}

Result<ExportReport> SlideFileExporter::write(const ExportRequest& request, const ExportControl& control) const {
    auto slides = selected(request);
    const bool isAny = std::any_of(slides.begin(), slides.end(), [](const SelectedSlide& s) { return !s.glomeruli.empty() || !s.regions.empty(); });
    if (!isAny) return selectedOrError(request).error();
    ExportReport report;
    std::size_t done = 0;
    for (SelectedSlide& slide : slides) {
        if (control.stop.stop_requested()) return cancelledError();
        const SlideRecord& record = slide.snapshot->slide;
        if (const auto dropped = dropUnwritable(slide.glomeruli) + dropUnwritable(slide.regions); dropped > 0)
            report.warnings.push_back(record.alias + ": " + std::to_string(dropped) + " object(s) without an outline left out");
        if (slide.glomeruli.empty() && slide.regions.empty()) {
            report.warnings.push_back(record.alias + ": nothing qualifies, no file written");
        } else {
            const auto origin = originOf(request, record);
            if (!origin) return origin.error();
            auto text = textOf(slide, *origin, request, report);
            if (!text) return text.error();
            const auto file = fileFor(request, record, extension());
            if (auto written = writeWhole(file, *text, report); !written) return written.error();
            *text = std::string();   // may be hundreds of megabytes
            if (needsProvenanceFile())
                if (auto written = writeProvenanceFile(file, {slide}, *origin, report); !written) return written.error();
            if (const auto with = withExtras(slide); with > 0 && !carriesExtras())
                report.warnings.push_back(record.alias + ": " + std::to_string(with) + " object(s) have fields of other programs, which are in the side-car file only");
            report.slides += 1;
            report.objects += slide.glomeruli.size();
            if (!slide.regions.empty()) report.counts["regions"] += static_cast<std::int64_t>(slide.regions.size());
        }
        if (control.progress) control.progress(static_cast<double>(++done) / static_cast<double>(slides.size()));
    }
    return report;
}

}  // namespace bowman
