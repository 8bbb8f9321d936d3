#include "core/formats/export_formats.h"
#include "core/base/translatable.h"
#include "core/formats/geojson.h"
#include "core/formats/slide_file_exporter.h"

namespace bowman {
namespace {

class GeoJsonExporter : public SlideFileExporter {
public:
    std::string_view name() const override { return "geojson"; }
    std::string_view title() const override { return translatable("Formats", "QuPath GeoJSON"); }
    std::string_view extension() const override { return ".geojson"; }

protected:
    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest&, ExportReport&) const override {
        const SlideRecord& record = slide.snapshot->slide;
        std::vector<AnnotationPtr> objects = slide.regions;
        objects.insert(objects.end(), slide.glomeruli.begin(), slide.glomeruli.end());
        return toGeoJson(objects, {record.alias, record.size, origin, record.identity.quickhash, record.umPerPx.value});
    }
};

}  // namespace

const Exporter& geoJsonExporter() {
    static const GeoJsonExporter exporter;
    return exporter;
}

}  // namespace bowman
