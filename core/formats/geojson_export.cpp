#include <algorithm>

#include "core/base/files.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/formats/geojson.h"

namespace bowman {
namespace {

class GeoJsonExporter : public Exporter {
public:
    std::string_view name() const override { return "geojson"; }
    std::string_view title() const override { return "QuPath GeoJSON"; }
    std::string_view extension() const override { return ".geojson"; }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        const auto slides = selected(request);
        const bool isAny = std::any_of(slides.begin(), slides.end(), [](const SelectedSlide& s) {
            return !s.glomeruli.empty() || !s.regions.empty();
        });
        if (!isAny) return selectedOrError(request).error();
        ExportReport report;
        for (const SelectedSlide& slide : slides) {
            if (control.stop.stop_requested()) return cancelledError();
            if (auto written = writeSlide(request, slide, report); !written) return written.error();
            if (control.progress) control.progress(static_cast<double>(report.slides) / static_cast<double>(slides.size()));
        }
        return report;
    }

private:
    static Result<void> writeSlide(const ExportRequest& request, const SelectedSlide& slide, ExportReport& report) {
        const SlideRecord& record = slide.snapshot->slide;
        if (slide.glomeruli.empty() && slide.regions.empty()) {
            report.warnings.push_back(record.alias + ": nothing qualifies, no file written");
            return {};
        }
        GeoJsonWriteOptions options{record.alias, record.size, {}};
        if (request.frame == ExportFrame::Bounds) {
            const auto opened = openSlideOf(request, record);
            if (!opened) return opened.error();
            const SlideRect bounds = (*opened)->info().bounds;
            options.origin = {bounds.x, bounds.y};
        }
        std::vector<AnnotationPtr> objects = slide.regions;
        objects.insert(objects.end(), slide.glomeruli.begin(), slide.glomeruli.end());
        const auto writable = std::count_if(objects.begin(), objects.end(), [](const AnnotationPtr& a) { return isWritable(a->shape); });
        if (writable != static_cast<std::ptrdiff_t>(objects.size()))
            report.warnings.push_back(record.alias + ": " + std::to_string(static_cast<std::ptrdiff_t>(objects.size()) - writable) +
                                      " object(s) without an outline left out");
        const auto file = fileFor(request, record, ".geojson");
        if (auto made = prepareFolder(file); !made) return made;
        if (auto written = writeFileAtomically(file, toGeoJson(objects, options)); !written) return written;
        report.files.push_back(file);
        report.slides += 1;
        report.objects += slide.glomeruli.size();
        if (!slide.regions.empty()) report.counts["complete regions"] += static_cast<std::int64_t>(slide.regions.size());
        return {};
    }
};

}  // namespace

const Exporter& geoJsonExporter() {
    static const GeoJsonExporter exporter;
    return exporter;
}

}  // namespace bowman
