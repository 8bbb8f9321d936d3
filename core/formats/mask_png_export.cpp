#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <set>

#include <png.h>

#include "core/annotation/scanline.h"
#include "core/base/files.h"
#include "core/base/translatable.h"
#include "core/formats/class_numbers.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/formats/provenance_file.h"

namespace bowman {
namespace {

constexpr int kBandRows = 256;
constexpr std::int64_t kMostPixels = 900'000'000;   ///< 30,000²: what programs that read PNG can hold

/// libpng leaves by longjmp: see mask_read_png.cpp.
struct PngFile {
    std::FILE* file = nullptr;
    png_structp png = nullptr;
    png_infop info = nullptr;
    char reason[160] = "";
};

struct PngHeader {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t pixelsPerMetre = 0;   ///< 0 = unknown
    const char* description = "";
};

[[noreturn]] void keepReason(png_structp png, png_const_charp message) {
    std::snprintf(static_cast<PngFile*>(png_get_error_ptr(png))->reason, sizeof PngFile::reason, "%s", message);
    std::longjmp(*png_set_longjmp_fn(png, std::longjmp, sizeof(std::jmp_buf)), 1);
}

void ignoreWarning(png_structp, png_const_charp) {}

bool writeHeader(PngFile& f, const PngHeader& header) {
    if (setjmp(png_jmpbuf(f.png)) != 0) return false;
    png_init_io(f.png, f.file);
    png_set_IHDR(f.png, f.info, header.width, header.height, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (header.pixelsPerMetre > 0) png_set_pHYs(f.png, f.info, header.pixelsPerMetre, header.pixelsPerMetre, PNG_RESOLUTION_METER);
    png_text text = {};
    text.compression = PNG_ITXT_COMPRESSION_NONE;   // UTF-8
    text.key = const_cast<png_charp>("Description");
    text.text = const_cast<png_charp>(header.description);
    png_set_text(f.png, f.info, &text, 1);
    png_set_filter(f.png, 0, PNG_FILTER_NONE);
    png_write_info(f.png, f.info);
    return true;
}

bool writeRows(PngFile& f, const Image& band, int count) {
    if (setjmp(png_jmpbuf(f.png)) != 0) return false;
    for (int y = 0; y < count; ++y) png_write_row(f.png, band.row(y));
    return true;
}

bool writeEnd(PngFile& f) {
    if (setjmp(png_jmpbuf(f.png)) != 0) return false;
    png_write_end(f.png, nullptr);
    return true;
}

class PngWriter {
public:
    PngWriter() = default;
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;
    ~PngWriter() {
        if (m_png.png) png_destroy_write_struct(&m_png.png, &m_png.info);
        if (m_png.file) std::fclose(m_png.file);
    }

    bool open(const std::filesystem::path& path, const PngHeader& header) {
        m_png.file = std::fopen(path.c_str(), "wb");
        m_png.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &m_png, keepReason, ignoreWarning);
        if (m_png.png) m_png.info = png_create_info_struct(m_png.png);
        return m_png.file && m_png.info && writeHeader(m_png, header);
    }
    bool write(const Image& band, int count) { return writeRows(m_png, band, count); }
    bool finish() {
        if (!writeEnd(m_png)) return false;
        const bool isClosed = std::fclose(m_png.file) == 0;
        m_png.file = nullptr;
        return isClosed;
    }
    std::string reason() const { return *m_png.reason ? m_png.reason : "the file could not be written"; }

private:
    PngFile m_png;
};

struct MaskObject {
    const MultiPolygon* shape = nullptr;
    SlideRect bounds;
    int value = 0;
};

class MaskPngExporter : public Exporter {
public:
    std::string_view name() const override { return "mask-png"; }
    std::string_view title() const override { return translatable("Formats", "Class mask (PNG)"); }
    std::string_view extension() const override { return ".png"; }
    std::string_view losses() const override { return translatable("Formats", "outlines become whole pixels; touching objects of a class melt together; structures and regions are not drawn; state, people and numbers are in the side-car file only"); }
    std::vector<std::filesystem::path> files(const ExportRequest& request) const override {
        std::vector<std::filesystem::path> files;
        for (const SelectedSlide& slide : selected(request))
            if (!slide.glomeruli.empty()) files.push_back(fileFor(request, slide.snapshot->slide, extension()));
        const std::size_t masks = files.size();
        for (std::size_t i = 0; i < masks; ++i) files.push_back(provenanceFileOf(files[i]));
        return files;
    }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        const auto slides = selectedOrError(request);
        if (!slides) return slides.error();
        std::set<std::string> names;
        for (const SelectedSlide& slide : *slides) {
            for (const AnnotationPtr& a : slide.glomeruli) names.insert(a->className);
            const PixelSize size = slide.snapshot->slide.size;
            if (!slide.glomeruli.empty() && (size.width < 1 || size.height < 1 || size.width > kMostPixels / size.height))
                return Error{"cannot write mask", slide.snapshot->slide.alias,
                             std::to_string(size.width) + " × " + std::to_string(size.height) + " pixels are too many for a PNG (30,000 × 30,000): choose mask-tiff"};
        }
        const auto numbers = classNumbers(names);
        if (numbers.size() > 255) return Error{"cannot write mask", request.path.string(), std::to_string(numbers.size()) + " classes; a mask has room for 255"};
        ExportReport report;
        for (const auto& [name, number] : numbers) report.counts["class " + std::to_string(number) + " = " + name] = 0;
        for (std::size_t i = 0; i < slides->size(); ++i) {
            ExportControl part = control;
            if (control.progress)
                part.progress = [&](double f) { control.progress((static_cast<double>(i) + f) / static_cast<double>(slides->size())); };
            if (auto written = writeSlide(request, (*slides)[i], numbers, part, report); !written) return written.error();
        }
        return report;
    }

private:
    static Result<void> writeSlide(const ExportRequest& request, const SelectedSlide& slide, const std::map<std::string, int>& numbers,
                                   const ExportControl& control, ExportReport& report) {
        const SlideRecord& record = slide.snapshot->slide;
        if (slide.glomeruli.empty()) {
            report.warnings.push_back(record.alias + ": nothing qualifies, no file written");
            return {};
        }
        std::vector<MaskObject> objects;
        for (const AnnotationPtr& a : slide.glomeruli) {
            const int number = numbers.at(a->className);
            objects.push_back({&a->shape, boundsOf(a->shape), number});
            ++report.counts["class " + std::to_string(number) + " = " + a->className];
        }
        // Where classes overlap the higher number is on top, whatever the order of drawing.
        std::stable_sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
        std::string description = "Bowman class mask of " + record.alias + ": 0 background";
        for (const auto& [name, number] : numbers) description += "; " + std::to_string(number) + " " + name;
        const auto file = fileFor(request, record, ".png");
        if (auto made = prepareFolder(file); !made) return made;
        const auto written = replaceAtomically(file, [&](const std::filesystem::path& temporary) { return draw(temporary, file, record, objects, description, control); });
        if (!written) return written;
        report.files.push_back(file);
        if (auto kept = writeProvenanceFile(file, {glomeruliOf(slide)}, {}, report); !kept) return kept;
        report.slides += 1;
        report.objects += slide.glomeruli.size();
        return {};
    }

    static Result<void> draw(const std::filesystem::path& temporary, const std::filesystem::path& file, const SlideRecord& record,
                             const std::vector<MaskObject>& objects, const std::string& description, const ExportControl& control) {
        const int width = static_cast<int>(record.size.width), height = static_cast<int>(record.size.height);
        PngHeader header{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 0, description.c_str()};
        if (record.umPerPx.value) header.pixelsPerMetre = static_cast<std::uint32_t>(std::lround(1e6 / *record.umPerPx.value));
        PngWriter png;
        if (!png.open(temporary, header)) return Error{"cannot write mask", file.string(), png.reason()};
        for (int top = 0; top < height; top += kBandRows) {
            if (control.stop.stop_requested()) return cancelledError();
            const int rows = std::min(kBandRows, height - top);
            Image band(width, rows, PixelFormat::Gray8);
            const SlideRect rect{0, static_cast<double>(top), static_cast<double>(width), static_cast<double>(rows)};
            for (const MaskObject& object : objects)
                if (object.bounds.intersects(rect))
                    fillShape(*object.shape, {{0, static_cast<double>(top)}, 1, width, rows}, static_cast<std::uint8_t>(object.value), band);
            if (!png.write(band, rows)) return Error{"cannot write mask", file.string(), png.reason()};
            if (control.progress) control.progress(static_cast<double>(top + rows) / height);
        }
        if (!png.finish()) return Error{"cannot write mask", file.string(), png.reason()};
        return {};
    }
};

}  // namespace

const Exporter& maskPngExporter() {
    static const MaskPngExporter exporter;
    return exporter;
}

}  // namespace bowman
