#include <algorithm>
#include <set>

#include "core/annotation/scanline.h"
#include "core/base/translatable.h"
#include "core/formats/class_numbers.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/formats/provenance_file.h"
#include "core/formats/object_grid.h"
#include "core/slide/pyramid_tiff_writer.h"

namespace bowman {
namespace {

constexpr int kTileSize = 512;

std::map<std::string, int> numbersOf(const std::vector<SelectedSlide>& slides) {
    std::set<std::string> names;
    for (const SelectedSlide& slide : slides)
        for (const AnnotationPtr& a : slide.glomeruli) names.insert(a->className);
    return classNumbers(names);
}

struct MaskObject {
    const MultiPolygon* shape = nullptr;
    std::uint32_t value = 0;   ///< class number, or number of the object
};

/// What a tile of level 0 shows; shared by the threads of the writer.
class MaskTiles {
public:
    MaskTiles(std::vector<MaskObject> objects, PixelSize slide, int tileSize)
        : m_objects(std::move(objects)), m_places(boundsOfAll(m_objects), slide, tileSize), m_tileSize(tileSize) {}

    Image labels(int column, int row) const {
        Image image(m_tileSize, m_tileSize, PixelFormat::Gray8);
        const RasterGrid grid = gridOf(column, row);
        for (const MaskObject* object : objectsIn(grid))
            fillShape(*object->shape, grid, static_cast<std::uint8_t>(object->value), image);
        return image;
    }

    std::vector<std::uint32_t> ids(int column, int row) const {
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(m_tileSize) * static_cast<std::size_t>(m_tileSize));
        const RasterGrid grid = gridOf(column, row);
        for (const MaskObject* object : objectsIn(grid))
            for (const PixelRun& run : pixelRuns(*object->shape, grid))
                std::fill(pixels.begin() + run.line * m_tileSize + run.begin, pixels.begin() + run.line * m_tileSize + run.end,
                          object->value);
        return pixels;
    }

private:
    RasterGrid gridOf(int column, int row) const {
        return {{double(column) * m_tileSize, double(row) * m_tileSize}, 1, m_tileSize, m_tileSize};
    }

    static std::vector<SlideRect> boundsOfAll(const std::vector<MaskObject>& objects) {
        std::vector<SlideRect> bounds;
        bounds.reserve(objects.size());
        for (const MaskObject& object : objects) bounds.push_back(boundsOf(*object.shape));
        return bounds;
    }

    std::vector<const MaskObject*> objectsIn(const RasterGrid& grid) const {
        std::vector<const MaskObject*> found;
        for (const std::uint32_t i : m_places.touching({grid.origin.x, grid.origin.y, double(grid.width), double(grid.height)}))
            found.push_back(&m_objects[i]);
        return found;
    }

    std::vector<MaskObject> m_objects;
    ObjectGrid m_places;
    int m_tileSize;
};

class MaskTiffExporter : public Exporter {
public:
    std::string_view name() const override { return "mask-tiff"; }
    std::string_view title() const override { return translatable("Formats", "Class mask (pyramidal TIFF)"); }
    std::string_view extension() const override { return ".tif"; }
    std::string_view losses() const override { return translatable("Formats", "sub-pixel outlines; touching objects of a class melt together; state, people and numbers are in the side-car file only"); }

    std::vector<std::filesystem::path> files(const ExportRequest& request) const override {
        const std::vector<std::filesystem::path> masks = Exporter::files(request);
        std::vector<std::filesystem::path> all;
        for (const auto& mask : masks) {
            std::vector<std::filesystem::path> drawn = {mask};
            if (request.mask.withInstances) drawn.push_back(instancesFile(mask));
            all.insert(all.end(), drawn.begin(), drawn.end());
            for (const auto& file : drawn) all.push_back(provenanceFileOf(file));
        }
        return all;
    }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        const auto slides = selectedOrError(request);
        if (!slides) return slides.error();
        const auto numbers = numbersOf(*slides);
        if (numbers.size() > 255)
            return Error{"cannot write mask", request.path.string(), std::to_string(numbers.size()) + " classes; a mask has room for 255"};
        ExportReport report;
        for (const auto& [name, number] : numbers) report.counts["class " + std::to_string(number) + " = " + name] = 0;
        const auto parts = slides->size();
        for (std::size_t i = 0; i < parts; ++i) {
            ExportControl part = control;
            if (control.progress)
                part.progress = [&](double f) { control.progress((static_cast<double>(i) + f) / static_cast<double>(parts)); };
            if (auto written = writeSlide(request, (*slides)[i], numbers, part, report); !written) return written.error();
        }
        return report;
    }

private:
    static Result<void> writeSlide(const ExportRequest& request, const SelectedSlide& slide,
                                   const std::map<std::string, int>& numbers, const ExportControl& control, ExportReport& report) {
        const SlideRecord& record = slide.snapshot->slide;
        if (slide.glomeruli.empty()) {
            report.warnings.push_back(record.alias + ": nothing qualifies, no file written");
            return {};
        }
        const auto file = fileFor(request, record, ".tif");
        if (auto made = prepareFolder(file); !made) return made;
        PyramidTiff tiff;
        tiff.size = record.size;
        tiff.umPerPx = record.umPerPx.value;
        tiff.tileSize = tileSizeFor(record.size, kTileSize);
        tiff.description = "Bowman class mask of " + record.alias + ": 0 background";
        for (const auto& [name, number] : numbers) tiff.description += "; " + std::to_string(number) + " " + name;
        if (!tiff.umPerPx) report.warnings.push_back(record.alias + ": its µm/px is unknown, the mask has no resolution tags");

        std::vector<MaskObject> objects;
        for (const AnnotationPtr& a : slide.glomeruli) {
            const auto number = numbers.at(a->className);
            objects.push_back({&a->shape, static_cast<std::uint32_t>(number)});
            ++report.counts["class " + std::to_string(number) + " = " + a->className];
        }
        // Where classes overlap the higher number is on top, whatever the order of drawing.
        std::stable_sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
        const double share = request.mask.withInstances ? 0.5 : 1;
        const auto controlFrom = [&](double start) {
            TiffWriteControl part;
            part.stop = control.stop;
            if (control.progress) part.progress = [&control, start, share](double f) { control.progress(start + f * share); };
            return part;
        };
        const MaskTiles labels(std::move(objects), record.size, tiff.tileSize);
        const auto label = [&](int column, int row) -> Result<Image> { return labels.labels(column, row); };
        if (auto written = writeLabelPyramid(file, tiff, label, controlFrom(0)); !written) return written;
        report.files.push_back(file);
        if (request.mask.withInstances) {
            const auto written = writeInstances(slide, tiff, instancesFile(file), controlFrom(0.5));
            if (!written) return written;
            report.files.push_back(instancesFile(file));
        }
        if (auto kept = writeProvenanceFile(file, {glomeruliOf(slide)}, {}, report); !kept) return kept;
        if (request.mask.withInstances)
            if (auto kept = writeProvenanceFile(instancesFile(file), {glomeruliOf(slide)}, {}, report); !kept) return kept;
        report.slides += 1;
        report.objects += slide.glomeruli.size();
        return {};
    }

    static std::filesystem::path instancesFile(const std::filesystem::path& file) {
        return file.parent_path() / (file.stem().string() + "-instances" + file.extension().string());
    }

    /// Objects are numbered from 1 in the order of their ids.
    static Result<void> writeInstances(const SelectedSlide& slide, PyramidTiff tiff, const std::filesystem::path& file,
                                       const TiffWriteControl& control) {
        std::vector<MaskObject> objects;
        for (const AnnotationPtr& a : slide.glomeruli)
            objects.push_back({&a->shape, static_cast<std::uint32_t>(objects.size() + 1)});
        tiff.description = "Bowman object numbers of " + slide.snapshot->slide.alias + ": 0 background";
        const MaskTiles tiles(std::move(objects), tiff.size, tiff.tileSize);
        const auto ids = [&](int column, int row) -> Result<std::vector<std::uint32_t>> { return tiles.ids(column, row); };
        return writeIdPyramid(file, tiff, ids, control);
    }
};

}  // namespace

const Exporter& maskTiffExporter() {
    static const MaskTiffExporter exporter;
    return exporter;
}

}  // namespace bowman
