#include <algorithm>
#include <set>

#include "core/formats/class_colour.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/export_formats.h"
#include "core/formats/json_write.h"
#include "core/formats/slide_file_exporter.h"

namespace bowman {
namespace {

constexpr const char* kStructuresSuffix = "-anatomical-structure";

/// As Java keeps a colour: alpha, red, green and blue in a signed 32-bit number.
std::int32_t signedArgb(std::array<std::uint8_t, 3> rgb) {
    return static_cast<std::int32_t>(0xff000000U | (std::uint32_t{rgb[0]} << 16) | (std::uint32_t{rgb[1]} << 8) | rgb[2]);
}

/// One of the two files of a slide.
class HubmapJsonFile : public SlideFileExporter {
public:
    std::string_view name() const override { return "hubmap-json"; }
    std::string_view title() const override { return translatable("Formats", "HuBMAP JSON"); }
    std::string_view extension() const override { return ".json"; }

protected:
    bool needsProvenanceFile() const override { return true; }

    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest&, ExportReport&) const override {
        std::string out = "[";
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list) appendFeature(out, *a, origin);
        out += "\n]\n";
        return out;
    }

private:
    static void appendFeature(std::string& out, const Annotation& a, SlidePoint origin) {
        const bool isGlomerulus = a.kind == AnnotationKind::Glomerulus, isSingle = a.shape.size() == 1;
        out += out.size() > 1 ? ",\n" : "\n";
        out += R"({"type":"Feature","id":"PathAnnotationObject","geometry":{"type":")";
        out += isSingle ? R"(Polygon","coordinates":)" : R"(MultiPolygon","coordinates":[)";
        for (const Polygon& part : a.shape) {
            out += &part == &a.shape.front() ? "[" : ",[";
            appendRing(out, part.outer, {.origin = origin, .isClosed = true});
            for (const Ring& hole : part.holes) {
                out += ',';
                appendRing(out, hole, {.origin = origin, .isClosed = true});
            }
            out += ']';
        }
        // HuBMAP's own files say "glomerulus"; the colour is theirs.
        const bool isUsual = isGlomerulus && a.className == Annotation().className;
        out += isSingle ? "}" : "]}";
        out += ",\"properties\":{\"classification\":{\"name\":" + (isUsual ? std::string("\"glomerulus\"") : jsonText(exportedClassOf(a))) + ",\"colorRGB\":" +
               std::to_string(isUsual ? -3140401 : signedArgb(classColour(exportedClassOf(a)))) + "},\"isLocked\":" + (isGlomerulus ? "true" : "false") + ",\"measurements\":[]}}";
    }
};

Snapshot onlyOf(const Snapshot& all, bool isStructures) {
    Snapshot part = all;
    std::erase_if(part.annotations, [&](const AnnotationPtr& a) {
        return a->kind == AnnotationKind::CompleteRegion || (a->kind == AnnotationKind::Structure) != isStructures;
    });
    return part;
}

class HubmapJsonExporter : public Exporter {
public:
    std::string_view name() const override { return "hubmap-json"; }
    std::string_view title() const override { return translatable("Formats", "HuBMAP JSON (glomeruli, structures)"); }
    std::string_view extension() const override { return ".json"; }
    std::string_view losses() const override { return translatable("Formats", "complete regions; state, people, model and numbers are in the side-car files only"); }

    std::vector<std::filesystem::path> files(const ExportRequest& request) const override {
        std::vector<std::filesystem::path> all;
        for (const ExportRequest& part : partsOf(request))
            for (auto& file : HubmapJsonFile().files(part)) all.push_back(std::move(file));
        return all;
    }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        const auto parts = partsOf(request);
        if (parts.empty()) {
            const auto none = selectedOrError(request);
            return none ? Error{"nothing to export", "", "this format has no place for complete regions"} : none.error();
        }
        ExportReport report;
        std::set<SlideId> slides;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto part = HubmapJsonFile().write(parts[i], {.progress = {}, .stop = control.stop});
            if (!part) return part.error();
            slides.insert(parts[i].slides.front().slide.id);
            report.files.insert(report.files.end(), part->files.begin(), part->files.end());
            report.warnings.insert(report.warnings.end(), part->warnings.begin(), part->warnings.end());
            report.objects += part->objects;
            if (part->counts.contains("regions")) report.counts["structures"] += part->counts["regions"];
            if (control.progress) control.progress(static_cast<double>(i + 1) / static_cast<double>(parts.size()));
        }
        report.slides = slides.size();
        for (const SelectedSlide& slide : selected(request)) warnOfRest(slide, report);
        return report;
    }

private:
    /// A request for each file that is to be written; of a slide without anything there is none.
    static std::vector<ExportRequest> partsOf(const ExportRequest& request) {
        std::vector<ExportRequest> parts;
        for (const SelectedSlide& slide : selected(request))
            for (const bool isStructures : {false, true}) {
                const auto& list = isStructures ? slide.regions : slide.glomeruli;
                const auto wanted = [&](const AnnotationPtr& a) { return !isStructures || a->kind == AnnotationKind::Structure; };
                if (std::none_of(list.begin(), list.end(), wanted)) continue;
                ExportRequest part = request;
                part.slides = {onlyOf(*slide.snapshot, isStructures)};
                part.path = fileFor(request, slide.snapshot->slide, ".json");
                if (isStructures) part.path.replace_filename(part.path.stem().string() + kStructuresSuffix + part.path.extension().string());
                parts.push_back(std::move(part));
            }
        return parts;
    }

    static void warnOfRest(const SelectedSlide& slide, ExportReport& report) {
        const auto regions = std::count_if(slide.regions.begin(), slide.regions.end(), [](const AnnotationPtr& a) { return a->kind == AnnotationKind::CompleteRegion; });
        const std::string& alias = slide.snapshot->slide.alias;
        if (regions > 0) report.warnings.push_back(alias + ": " + std::to_string(regions) + " complete region(s) left out: this format has no place for them");
        if (slide.glomeruli.empty() && slide.regions.empty()) report.warnings.push_back(alias + ": nothing qualifies, no file written");
    }
};

}  // namespace

const Exporter& hubmapJsonExporter() {
    static const HubmapJsonExporter exporter;
    return exporter;
}

}  // namespace bowman
