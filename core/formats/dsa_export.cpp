#include "core/formats/class_colour.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/export_formats.h"
#include "core/formats/json_bowman.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_write.h"
#include "core/formats/slide_file_exporter.h"

namespace bowman {
namespace {

/// An element per part of an object; the parts have the object's uuid in their `user` member.
class DsaExporter : public SlideFileExporter {
public:
    std::string_view name() const override { return "dsa"; }
    std::string_view title() const override { return translatable("Formats", "DSA / HistomicsUI JSON"); }
    std::string_view extension() const override { return ".json"; }
    std::string_view losses() const override { return translatable("Formats", "objects of several parts become several elements (joined again by Bowman); the model's first outline is not written"); }

protected:
    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest&, ExportReport& report) const override {
        const SlideRecord& record = slide.snapshot->slide;
        std::string elements = "{\"name\":" + jsonText("Bowman " + record.alias) + ",\"description\":\"Labels of kidney sections\",\"attributes\":{\"bowman\":" +
                               slideHeaderJson(headerOf(record, origin)) + "},\"elements\":[";
        int cut = 0;
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list) {
                const std::string rest = restOf(*a);
                if (a->shape.size() > 1) ++cut;
                for (const Polygon& part : a->shape) appendElement(elements, part, origin, rest);
            }
        if (cut > 0) report.warnings.push_back(record.alias + ": " + std::to_string(cut) + " object(s) of several parts became an element for each part");
        elements += "\n]}\n";
        return elements;
    }

private:
    static std::string restOf(const Annotation& a) {
        const std::string name = jsonText(exportedClassOf(a));
        const auto rgb = classColour(exportedClassOf(a));
        const std::string colour = std::to_string(rgb[0]) + ", " + std::to_string(rgb[1]) + ", " + std::to_string(rgb[2]);
        const std::string extras = extraMembers(a);
        return ",\"lineColor\":\"rgb(" + colour + ")\",\"fillColor\":\"rgba(" + colour + ", 0.2)\",\"lineWidth\":2,\"group\":" + name +
               ",\"label\":{\"value\":" + name + "},\"user\":{\"bowman\":" + objectJson(a) + (extras.empty() ? "" : "," + extras) + "}}";
    }

    static void appendElement(std::string& out, const Polygon& part, SlidePoint origin, const std::string& rest) {
        const JsonRingStyle style{.origin = origin, .tail = ",0"};
        out += out.back() == '[' ? "\n" : ",\n";
        out += "{\"type\":\"polyline\",\"closed\":true,\"points\":";
        appendRing(out, part.outer, style);
        for (const Ring& hole : part.holes) {
            out += &hole == &part.holes.front() ? ",\"holes\":[" : ",";
            appendRing(out, hole, style);
        }
        if (!part.holes.empty()) out += ']';
        out += rest;
    }
};

}  // namespace

const Exporter& dsaExporter() {
    static const DsaExporter exporter;
    return exporter;
}

}  // namespace bowman
