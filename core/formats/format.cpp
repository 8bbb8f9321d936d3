#include "core/formats/format.h"

#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"

namespace bowman {

std::vector<std::filesystem::path> Exporter::files(const ExportRequest& request) const {
    if (extension().empty()) return {request.path};
    std::vector<std::filesystem::path> files;
    for (const SelectedSlide& slide : selected(request))
        if (!slide.glomeruli.empty() || !slide.regions.empty()) files.push_back(fileFor(request, slide.snapshot->slide, extension()));
    return files;
}

const std::vector<const Exporter*>& exporters() {
    static const std::vector<const Exporter*> all = {
        &geoJsonExporter(),
        &asapExporter(),
        &imageScopeExporter(),
        &ndpaExporter(),
        &hubmapRleExporter(),
        &hubmapSubmissionExporter(),
        &hubmapJsonExporter(),
        &cocoExporter(),
        &cocoRleExporter(),
        &labelMeExporter(),
        &dsaExporter(),
        &maskTiffExporter(),
        &maskPngExporter(),
        &measurementCsvExporter(),
        &trainingSetExporter(),
    };
    return all;
}

const Exporter* findExporter(std::string_view name) {
    for (const Exporter* exporter : exporters())
        if (exporter->name() == name) return exporter;
    return nullptr;
}

}  // namespace bowman
