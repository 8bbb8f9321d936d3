#include "core/base/files.h"
#include "core/base/translatable.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/formats/hubmap_csv.h"
#include "core/formats/provenance_file.h"
#include "core/formats/rle.h"

namespace bowman {
namespace {

class HubmapRleExporter : public Exporter {
public:
    explicit HubmapRleExporter(HubmapTable table) : m_table(table) {}

    std::string_view name() const override { return m_table == HubmapTable::Labels ? "hubmap-rle" : "hubmap-submission"; }
    std::string_view title() const override { return m_table == HubmapTable::Labels ? translatable("Formats", "HuBMAP run lengths (CSV)") : translatable("Formats", "HuBMAP submission (CSV)"); }
    std::string_view extension() const override { return ".csv"; }

    std::string_view losses() const override { return translatable("Formats", "one mask of the slide: touching objects melt together; class, state, people and numbers are in the side-car file only"); }
    std::vector<std::filesystem::path> files(const ExportRequest& request) const override {
        std::error_code status;
        const bool isFolder = std::filesystem::is_directory(request.path, status) || request.path.filename().empty();
        const auto file = isFolder ? request.path / (m_table == HubmapTable::Labels ? "labels.csv" : "submission.csv") : request.path;
        return {file, provenanceFileOf(file)};
    }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        const auto slides = selectedOrError(request);
        if (!slides) return slides.error();
        ExportReport report;
        std::vector<HubmapRow> rows;
        for (const SelectedSlide& slide : *slides) {
            if (control.stop.stop_requested()) return cancelledError();
            const SlideRecord& record = slide.snapshot->slide;
            std::vector<const MultiPolygon*> shapes;
            for (const AnnotationPtr& a : slide.glomeruli) shapes.push_back(&a->shape);
            RleText encoded = rleOfShapes(shapes, record.size);
            report.counts["pixels"] += encoded.pixels;
            rows.push_back({record.alias, std::move(encoded.text)});
            report.slides += 1;
            report.objects += slide.glomeruli.size();
            if (shapes.empty()) report.warnings.push_back(record.alias + ": nothing qualifies, its mask is empty");
            if (control.progress) control.progress(static_cast<double>(rows.size()) / static_cast<double>(slides->size()));
        }
        const auto file = files(request).front();
        if (auto made = prepareFolder(file); !made) return made.error();
        if (auto written = writeFileAtomically(file, toHubmapCsv(rows, m_table)); !written) return written.error();
        report.files.push_back(file);
        std::vector<SelectedSlide> described;
        for (const SelectedSlide& slide : *slides) described.push_back(glomeruliOf(slide));
        if (auto kept = writeProvenanceFile(file, described, {}, report); !kept) return kept.error();
        return report;
    }

private:
    HubmapTable m_table;
};

}  // namespace

const Exporter& hubmapRleExporter() {
    static const HubmapRleExporter exporter(HubmapTable::Labels);
    return exporter;
}

const Exporter& hubmapSubmissionExporter() {
    static const HubmapRleExporter exporter(HubmapTable::Submission);
    return exporter;
}

}  // namespace bowman
