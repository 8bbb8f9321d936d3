// Hamamatsu NDPA: freehand annotations in nanometres from the centre of the glass. Holes are annotations titled "clear",
// as QuPath's script for NDP.view writes them.
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

#include "core/formats/class_colour.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/export_formats.h"
#include "core/formats/hole_class.h"
#include "core/formats/ndpa_format.h"
#include "core/formats/slide_file_exporter.h"
#include "core/formats/xml_part_name.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

std::string htmlColour(std::string_view className) {
    const auto rgb = classColour(className);
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
    return text;
}

std::optional<double> numberOf(const std::map<std::string, std::string>& properties, const char* key) {
    const auto found = properties.find(key);
    if (found == properties.end()) return std::nullopt;
    double value = 0;
    const char* const end = found->second.data() + found->second.size();
    const auto [rest, problem] = std::from_chars(found->second.data(), end, value);
    return problem == std::errc() && rest == end && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

class Writer {
public:
    /// `bytes`: of the text, about; growing by halves would need twice the memory.
    Writer(const ndpa::Frame& frame, std::size_t bytes) : m_frame(frame) { m_out.reserve(bytes); }

    void add(const Annotation& a) {
        const std::string title = classBesideHoles(exportedClassOf(a), ndpa::isHoleTitle);
        if (title != exportedClassOf(a)) ++renamed;
        const std::string name = title + " " + std::to_string(++m_objects);
        std::size_t part = 0, hole = 0;
        const bool isPlain = a.shape.size() == 1 && a.shape.front().holes.empty();
        for (const Polygon& polygon : a.shape) {
            append(title, isPlain ? a.note : partName(name, ++part, a.shape.size(), a.note), polygon.outer);
            for (const Ring& ring : polygon.holes) append(ndpa::kHoleTitle, holeName(name, ++hole), ring);
        }
        holes += hole;
        if (a.shape.size() > 1) ++inParts;
    }

    std::string text() { return std::move(m_out) + "</annotations>\n"; }

    std::size_t holes = 0;
    std::size_t inParts = 0;
    std::size_t renamed = 0;

private:
    void append(std::string_view title, std::string_view details, const Ring& ring) {
        const SlidePoint centre = m_frame.toNm(boundsOf({{ring, {}}}).centre());
        m_out.append("\t<ndpviewstate id=\"").append(std::to_string(++m_outlines)).append("\">\n\t\t<title>").append(xmlText(title));
        m_out.append("</title>\n\t\t<details>").append(xmlText(details)).append("</details>\n\t\t<coordformat>nanometers</coordformat>\n");
        m_out.append("\t\t<lens>10</lens>\n\t\t<x>").append(std::to_string(std::llround(centre.x))).append("</x>\n\t\t<y>");
        m_out.append(std::to_string(std::llround(centre.y))).append("</y>\n\t\t<z>0</z>\n\t\t<showtitle>0</showtitle>\n");
        m_out += "\t\t<showhistogram>0</showhistogram>\n\t\t<showlineprofile>0</showlineprofile>\n";
        m_out.append("\t\t<annotation type=\"freehand\" displayname=\"AnnotateFreehand\" color=\"").append(htmlColour(title));
        m_out += "\">\n\t\t\t<measuretype>0</measuretype>\n\t\t\t<closed>1</closed>\n\t\t\t<pointlist>\n";
        for (const SlidePoint p : ring) {
            const SlidePoint nm = m_frame.toNm(p);
            m_out += "<point><x>";
            appendNm(nm.x);
            m_out += "</x><y>";
            appendNm(nm.y);
            m_out += "</y></point>\n";
        }
        m_out += "\t\t\t</pointlist>\n\t\t</annotation>\n\t</ndpviewstate>\n";
    }

    /// Whole nanometres, as NDP.view writes them, where that is fine enough (0.005 px).
    void appendNm(double value) {
        if (m_frame.umPerPx >= 0.1) m_out += std::to_string(std::llround(value));
        else appendDecimal(m_out, value);
    }

    const ndpa::Frame& m_frame;
    std::size_t m_objects = 0;
    std::size_t m_outlines = 0;
    std::string m_out = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<annotations>\n";
};

class NdpaExporter : public SlideFileExporter {
public:
    std::string_view name() const override { return "ndpa"; }
    std::string_view title() const override { return translatable("Formats", "Hamamatsu NDPA"); }
    std::string_view extension() const override { return ".ndpa"; }
    std::string_view losses() const override {
        return translatable("Formats", "Positions are rounded to whole nanometres. Holes become annotations titled \"clear\", parts become annotations of their "
               "own. State, people, dates and probability go to a side-car file; the predicted outline is lost.");
    }

protected:
    bool needsProvenanceFile() const override { return true; }

    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint, const ExportRequest& request, ExportReport& report) const override {
        const SlideRecord& record = slide.snapshot->slide;
        const auto warn = [&](const std::string& text) { report.warnings.push_back(record.alias + ": " + text); };
        if (!record.umPerPx.value) return Error{"cannot write NDPA", record.alias, "its positions are in nm, and the scale (µm/px) of the slide is unknown"};
        if (record.size.width <= 0 || record.size.height <= 0)
            return Error{"cannot write NDPA", record.alias, "its positions count from the centre, and the size of the slide is unknown"};
        ndpa::Frame frame{record.size, *record.umPerPx.value, {}};
        std::optional<double> x, y;
        if (const auto opened = openSlideOf(request, record)) {
            x = numberOf((*opened)->info().properties, ndpa::kOffsetX);
            y = numberOf((*opened)->info().properties, ndpa::kOffsetY);
        }
        if (x && y) frame.offsetNm = {*x, *y};
        else warn("the slide does not say where it lies on the glass: positions count from the centre of the image");
        if (request.frame == ExportFrame::Bounds) warn("NDPA counts from the centre of the glass, whatever the frame");
        Writer writer(frame, xmlBytesOf(slide));
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list) writer.add(*a);
        if (writer.holes > 0) warn(std::to_string(writer.holes) + " hole(s) became annotations titled \"clear\"");
        if (writer.inParts > 0) warn(std::to_string(writer.inParts) + " object(s) of several parts became an annotation for each part");
        if (writer.renamed > 0) warn(std::to_string(writer.renamed) + " object(s) have a class whose name marks holes: their title is \"… (class)\"");
        return writer.text();
    }
};

}  // namespace

const Exporter& ndpaExporter() {
    static const NdpaExporter exporter;
    return exporter;
}

}  // namespace bowman
