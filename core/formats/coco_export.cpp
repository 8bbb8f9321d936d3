#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/files.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/class_numbers.h"
#include "core/formats/coco_rle.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/formats/geojson.h"
#include "core/formats/json_bowman.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_write.h"

namespace bowman {
namespace {

enum class CocoForm { Polygons, RunLengths };

std::string numberText(double value) {
    std::string out;
    appendNumber(out, value);
    return out;
}

/// The part of a slide that is the image of the file.
struct Frame {
    SlidePoint origin;
    PixelSize size;
};

Result<Frame> frameOf(const ExportRequest& request, const SlideRecord& record) {
    if (request.frame == ExportFrame::Slide) return Frame{{}, record.size};
    const auto opened = openSlideOf(request, record);
    if (!opened) return opened.error();
    const SlideRect bounds = (*opened)->info().bounds;
    return Frame{{bounds.x, bounds.y}, {std::llround(bounds.width), std::llround(bounds.height)}};
}

std::string_view supercategoryOf(AnnotationKind kind) {
    return kind == AnnotationKind::Glomerulus ? "glomerulus" : kind == AnnotationKind::Structure ? "structure" : "region";
}

/// One file for all slides, put together as one text: begin(), the images, beginObjects(), the objects, end().
class CocoText {
public:
    CocoText(CocoForm form, ExportReport& report) : m_form(form), m_report(report) {}

    void begin(const std::map<std::string, int>& categories, const std::map<std::string, std::string_view>& supers) {
        m_text = "{\"info\":{\"description\":\"Labels of kidney sections\",\"contributor\":\"Bowman " BOWMAN_VERSION "\"},\n\"categories\":[";
        std::vector<std::pair<int, std::string>> ordered;
        for (const auto& [name, number] : categories) ordered.emplace_back(number, name);
        std::sort(ordered.begin(), ordered.end());
        for (const auto& [number, name] : ordered)
            m_text += (number > 1 ? ",{\"id\":" : "{\"id\":") + std::to_string(number) + ",\"name\":" + jsonText(name) + ",\"supercategory\":\"" + std::string(supers.at(name)) + "\"}";
        m_text += "],\n\"images\":[";
    }

    void addImage(const SlideRecord& record, const Frame& frame) {
        m_frames.push_back(frame);
        m_text += m_frames.size() > 1 ? ",\n" : "\n";
        m_text += "{\"id\":" + std::to_string(m_frames.size()) + ",\"file_name\":" + jsonText(record.alias) + ",\"width\":" +
                    std::to_string(frame.size.width) + ",\"height\":" + std::to_string(frame.size.height) + ",\"bowman\":" +
                    slideHeaderJson(headerOf(record, frame.origin)) + "}";
    }

    void beginObjects() { m_text += "\n],\n\"annotations\":["; }

    /// `image` is the number of its slide among the images, from 0.
    void addObject(const Annotation& a, std::size_t image, int category) {
        m_frame = m_frames[image];
        m_text += ++m_object > 1 ? ",\n" : "\n";
        m_text += "{\"id\":" + std::to_string(m_object) + ",\"image_id\":" + std::to_string(image + 1) + ",\"category_id\":" + std::to_string(category) + ",\"iscrowd\":0";
        if (const std::string extras = extraMembers(a); !extras.empty()) m_text += ",\"attributes\":{" + extras + "}";
        const auto holes = std::count_if(a.shape.begin(), a.shape.end(), [](const Polygon& p) { return !p.holes.empty(); });
        const bool isRuns = m_form == CocoForm::RunLengths || (holes > 0 && fitsCocoCounts(m_frame.size));
        if (isRuns) addRuns(a);
        else addPolygons(a, holes > 0);
        if (isRuns && m_form == CocoForm::Polygons) ++m_asRuns;
        if (!isRuns && holes > 0) ++m_filled;
    }

    const std::string& end() { return m_text += "\n]}\n"; }

    void warn() {
        const auto say = [&](int count, const char* text) {
            if (count > 0) m_report.warnings.push_back(std::to_string(count) + text);
        };
        say(m_asRuns, " object(s) with holes are run lengths: polygons of COCO have no holes");
        say(m_filled, " object(s) lose their holes in other programs: polygons of COCO have none, and the slide is too large for run lengths");
    }

private:
    void addBox(double area, const SlideRect& box) {
        m_text += ",\"area\":" + numberText(area) + ",\"bbox\":[" + numberText(box.x) + "," + numberText(box.y) + "," +
                         numberText(box.width) + "," + numberText(box.height) + "]";
    }

    void addPolygons(const Annotation& a, bool hasHoles) {
        SlideRect box = boundsOf(a.shape);
        box.x -= m_frame.origin.x;
        box.y -= m_frame.origin.y;
        addBox(areaOf(a.shape), box);
        m_text += ",\"segmentation\":[";
        std::string holes;
        for (const Polygon& part : a.shape) {
            m_text += &part == &a.shape.front() ? "[" : ",[";
            for (const SlidePoint& p : part.outer) {
                if (&p != &part.outer.front()) m_text += ',';
                appendNumber(m_text, p.x - m_frame.origin.x);
                m_text += ',';
                appendNumber(m_text, p.y - m_frame.origin.y);
            }
            m_text += ']';
            for (const Ring& hole : part.holes) {
                if (!holes.empty()) holes += ',';
                appendRing(holes, hole, {.origin = m_frame.origin});
            }
        }
        m_text += "],\"bowman\":" + objectJson(a, hasHoles ? ",\"holes\":[" + holes + "]" : "") + "}";
    }

    void addRuns(const Annotation& a) {
        const RasterGrid grid{m_frame.origin, 1, m_frame.size.width, m_frame.size.height};
        const auto runs = pixelRuns(a.shape, grid, ScanOrder::Columns);
        SlideRect box;
        for (const PixelRun& run : runs)
            box = box.united({static_cast<double>(run.line), static_cast<double>(run.begin), 1, static_cast<double>(run.end - run.begin)});
        addBox(static_cast<double>(pixelCount(runs)), box);
        m_text += ",\"segmentation\":{\"size\":[" + std::to_string(m_frame.size.height) + "," + std::to_string(m_frame.size.width) +
                         "],\"counts\":" + jsonText(cocoText(cocoCounts(runs, m_frame.size))) + "},\"bowman\":" + objectJson(a) + "}";
    }

    CocoForm m_form;
    ExportReport& m_report;
    std::vector<Frame> m_frames;   ///< of the images
    Frame m_frame;                 ///< of the object
    std::string m_text;
    int m_object = 0;
    int m_asRuns = 0;
    int m_filled = 0;
};

class CocoExporter : public Exporter {
public:
    explicit CocoExporter(CocoForm form) : m_form(form) {}

    std::string_view name() const override { return m_form == CocoForm::Polygons ? "coco" : "coco-rle"; }
    std::string_view title() const override { return m_form == CocoForm::Polygons ? translatable("Formats", "COCO JSON (polygons)") : translatable("Formats", "COCO JSON (run lengths)"); }
    std::string_view extension() const override { return ".json"; }
    std::string_view losses() const override {
        return m_form == CocoForm::Polygons ? translatable("Formats", "objects with holes become run lengths of whole pixels; the model's first outline is not written")
                                            : translatable("Formats", "outlines become whole pixels; the model's first outline is not written");
    }
    std::vector<std::filesystem::path> files(const ExportRequest& request) const override {
        std::error_code status;
        const bool isFolder = std::filesystem::is_directory(request.path, status) || request.path.filename().empty();
        return {isFolder ? request.path / "coco.json" : request.path};
    }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        auto slides = selected(request);
        const bool isAny = std::any_of(slides.begin(), slides.end(), [](const SelectedSlide& s) { return !s.glomeruli.empty() || !s.regions.empty(); });
        if (!isAny) return selectedOrError(request).error();
        std::set<std::string> names;
        std::map<std::string, std::string_view> supers;
        for (const SelectedSlide& slide : slides)
            for (const auto* list : {&slide.glomeruli, &slide.regions})
                for (const AnnotationPtr& a : *list) supers[*names.insert(exportedClassOf(*a)).first] = supercategoryOf(a->kind);
        const auto categories = classNumbers(names);
        ExportReport report;
        CocoText text(m_form, report);
        text.begin(categories, supers);
        for (const SelectedSlide& slide : slides)
            if (auto added = addImage(request, slide.snapshot->slide, text); !added) return added.error();
        text.beginObjects();
        for (std::size_t i = 0; i < slides.size(); ++i) {
            if (control.stop.stop_requested()) return cancelledError();
            addObjects(slides[i], i, categories, text, report);
            if (control.progress) control.progress(static_cast<double>(i + 1) / static_cast<double>(slides.size()));
        }
        text.warn();
        const auto file = files(request).front();
        if (auto made = prepareFolder(file); !made) return made.error();
        if (auto written = writeFileAtomically(file, text.end()); !written) return written.error();
        report.files.push_back(file);
        return report;
    }

private:
    Result<void> addImage(const ExportRequest& request, const SlideRecord& record, CocoText& text) const {
        const auto frame = frameOf(request, record);
        if (!frame) return frame.error();
        if (m_form == CocoForm::RunLengths && !fitsCocoCounts(frame->size))
            return Error{"cannot write COCO run lengths", record.alias,
                         std::to_string(frame->size.width) + " × " + std::to_string(frame->size.height) +
                             " pixels are more than other tools can count (2³² − 1): choose COCO polygons, or a training set of tiles"};
        text.addImage(record, *frame);
        return {};
    }

    static void addObjects(const SelectedSlide& slide, std::size_t image, const std::map<std::string, int>& categories, CocoText& text, ExportReport& report) {
        const SlideRecord& record = slide.snapshot->slide;
        std::size_t dropped = 0;
        for (const auto* list : {&slide.glomeruli, &slide.regions})
            for (const AnnotationPtr& a : *list) {
                if (isWritable(a->shape)) text.addObject(*a, image, categories.at(exportedClassOf(*a)));
                else ++dropped;
            }
        if (dropped > 0) report.warnings.push_back(record.alias + ": " + std::to_string(dropped) + " object(s) without an outline left out");
        report.slides += 1;
        report.objects += slide.glomeruli.size();
        if (!slide.regions.empty()) report.counts["regions"] += static_cast<std::int64_t>(slide.regions.size());
    }

    CocoForm m_form;
};

}  // namespace

const Exporter& cocoExporter() {
    static const CocoExporter exporter(CocoForm::Polygons);
    return exporter;
}

const Exporter& cocoRleExporter() {
    static const CocoExporter exporter(CocoForm::RunLengths);
    return exporter;
}

}  // namespace bowman
