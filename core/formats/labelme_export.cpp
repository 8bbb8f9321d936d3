#include "core/formats/class_kind.h"
#include "core/base/translatable.h"
#include "core/formats/export_formats.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_write.h"
#include "core/formats/slide_file_exporter.h"

namespace bowman {
namespace {

/// Parts and holes of an object are shapes of one group, whose number is the object's in the side-car.
class LabelMeExporter : public SlideFileExporter {
public:
    std::string_view name() const override { return "labelme"; }
    std::string_view title() const override { return translatable("Formats", "LabelMe JSON"); }
    std::string_view extension() const override { return ".json"; }
    std::string_view losses() const override {
        return translatable("Formats", "holes become shapes \"exclusion\" of the same group; people, model and numbers are in the side-car file only");
    }

protected:
    bool needsProvenanceFile() const override { return true; }
    bool carriesExtras() const override { return true; }

    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest&, ExportReport& report) const override {
        const SlideRecord& record = slide.snapshot->slide;
        std::string shapes = R"({"version":"5.4.1","flags":{},"shapes":[)";
        int number = 0, holes = 0;
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list) {
                const std::string rest = restOf(*a, ++number);
                for (const Polygon& part : a->shape) {
                    appendShape(shapes, exportedClassOf(*a), part.outer, origin, rest);
                    for (const Ring& hole : part.holes) {
                        appendShape(shapes, "exclusion", hole, origin, rest);
                        ++holes;
                    }
                }
            }
        if (holes > 0) report.warnings.push_back(record.alias + ": " + std::to_string(holes) + " hole(s) became shapes \"exclusion\" of the group of their object");
        shapes += "\n],\"imagePath\":" + jsonText(record.alias) + ",\"imageData\":null,\"imageHeight\":" +
               std::to_string(record.size.height) + ",\"imageWidth\":" + std::to_string(record.size.width) + "}\n";
        return shapes;
    }

private:
    static std::string restOf(const Annotation& a, int number) {
        const std::string extras = extraMembers(a);
        return ",\"group_id\":" + std::to_string(number) + ",\"description\":" + jsonText(a.note) + ",\"shape_type\":\"polygon\",\"flags\":{\"" +
               std::string(toText(a.state)) + "\":true},\"mask\":null" + (extras.empty() ? "" : ",\"attributes\":{" + extras + "}") + "}";
    }

    static void appendShape(std::string& out, const std::string& label, const Ring& ring, SlidePoint origin, const std::string& rest) {
        out += out.back() == '[' ? "\n{\"label\":" : ",\n{\"label\":";
        out += jsonText(label);
        out += ",\"points\":";
        appendRing(out, ring, {.origin = origin});
        out += rest;
    }
};

}  // namespace

const Exporter& labelMeExporter() {
    static const LabelMeExporter exporter;
    return exporter;
}

}  // namespace bowman
