// Aperio ImageScope's XML: a layer per class, a region per part, holes as regions with NegativeROA="1".
#include <charconv>
#include <cmath>
#include <map>

#include "core/formats/class_colour.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/export_formats.h"
#include "core/formats/imagescope_fields.h"
#include "core/formats/slide_file_exporter.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

/// One decimal, as ImageScope writes lengths and areas.
std::string tenths(double value) {
    char text[400];
    const auto [end, problem] = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 1);
    return problem == std::errc() ? std::string(text, end) : std::string("0.0");
}

double perimeterOf(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) sum += std::hypot(ring[i].x - ring[j].x, ring[i].y - ring[j].y);
    return sum;
}

class Writer {
public:
    Writer(const SlideRecord& record, SlidePoint origin) : m_record(record), m_origin(origin) {}

    /// `bytes`: of the text, about; growing by halves would need twice the memory.
    std::string textOf(const std::map<std::string, std::vector<const Annotation*>>& layers, std::size_t bytes) {
        m_out.reserve(bytes);
        m_out = "<Annotations";
        if (m_record.umPerPx.value) m_out.append(" MicronsPerPixel=\"").append(decimalText(*m_record.umPerPx.value)).append("\"");
        m_out += ">\n";
        int id = 0;
        for (const auto& [name, objects] : layers) appendLayer(++id, name, objects);
        m_out += "</Annotations>\n";
        return std::move(m_out);
    }

private:
    void appendLayer(int id, const std::string& name, const std::vector<const Annotation*>& objects) {
        const auto rgb = classColour(name);
        m_out.append("\t<Annotation Id=\"").append(std::to_string(id)).append("\" Name=\"").append(xmlText(name));
        m_out += "\" ReadOnly=\"0\" NameReadOnly=\"0\" LineColorReadOnly=\"0\" Incremental=\"0\" Type=\"4\" LineColor=\"";
        m_out += std::to_string(rgb[0] | rgb[1] << 8 | rgb[2] << 16);   // blue is the highest byte
        m_out += "\" Visible=\"1\" Selected=\"0\" MarkupImagePath=\"\" MacroName=\"\">\n\t\t<Attributes>\n";
        appendSlide();
        m_out += "\t\t</Attributes>\n\t\t<Regions>\n";
        numberExtras(objects);
        appendHeaders();
        int region = 0;
        for (const Annotation* a : objects) {
            const std::string fields = fieldsText(*a);
            for (const Polygon& polygon : a->shape) {
                appendRegion(++region, polygon.outer, a->note, fields, false);
                const std::string owner = uuidText(*a);
                for (const Ring& hole : polygon.holes) appendRegion(++region, hole, "", owner, true);
            }
        }
        m_out += "\t\t</Regions>\n\t\t<Plots/>\n\t</Annotation>\n";
    }

    void appendSlide() {
        int id = 0;
        const auto add = [&](std::string_view name, std::string_view value) {
            m_out.append("\t\t\t<Attribute Name=\"").append(name).append("\" Id=\"").append(std::to_string(id++));
            m_out.append("\" Value=\"").append(xmlText(value)).append("\"/>\n");
        };
        add(imagescope::kDescription, "");
        add(imagescope::kVersion, BOWMAN_VERSION);
        add(imagescope::kSlide, m_record.alias);
        if (!m_record.identity.quickhash.empty()) add(imagescope::kQuickhash, m_record.identity.quickhash);
        if (m_record.size.width > 0) {
            add(imagescope::kWidth, std::to_string(m_record.size.width));
            add(imagescope::kHeight, std::to_string(m_record.size.height));
        }
        add(imagescope::kOriginX, decimalText(m_origin.x));
        add(imagescope::kOriginY, decimalText(m_origin.y));
    }

    /// Columns of other programs follow ours; each layer has its own.
    void numberExtras(const std::vector<const Annotation*>& objects) {
        m_extraColumns.clear();
        for (const Annotation* a : objects)
            for (const auto& [name, value] : a->extras) m_extraColumns.emplace(name, 0);
        int id = imagescope::columns().back().id;
        for (auto& [name, column] : m_extraColumns) column = ++id;
    }

    void appendHeaders() {
        const auto add = [&](int id, std::string_view name) {
            m_out.append("\t\t\t\t<AttributeHeader Id=\"").append(std::to_string(id)).append("\" Name=\"").append(name).append("\" ColumnWidth=\"-1\"/>\n");
        };
        m_out += "\t\t\t<RegionAttributeHeaders>\n";
        add(9999, "Region");
        add(9997, "Length");
        add(9996, "Area");
        add(9998, "Text");
        for (const imagescope::Column& column : imagescope::columns()) add(column.id, column.name);
        for (const auto& [name, id] : m_extraColumns) add(id, xmlText(name));
        m_out += "\t\t\t</RegionAttributeHeaders>\n";
    }

    static void appendField(std::string& out, const imagescope::Column& column, std::string_view value) {
        out.append("\t\t\t\t\t<Attribute Name=\"").append(column.name).append("\" Id=\"").append(std::to_string(column.id));
        out.append("\" Value=\"").append(xmlText(value)).append("\"/>\n");
    }

    std::string fieldsText(const Annotation& a) const {
        std::string out;
        for (const auto& [column, value] : imagescope::fieldsOf(a)) appendField(out, column, value);
        for (const auto& [name, value] : a.extras) {
            const double* number = std::get_if<double>(&value);
            const std::string text = xmlText(name);   // outlives the view in the column
            appendField(out, {m_extraColumns.at(name), text}, number ? decimalText(*number) : std::get<std::string>(value));
        }
        return out;
    }

    /// Enough for a hole to find its object again.
    static std::string uuidText(const Annotation& a) {
        std::string out;
        for (const imagescope::Column& column : imagescope::columns())
            if (column.name == imagescope::kUuid && !a.uuid.empty()) appendField(out, column, a.uuid);
        return out;
    }

    void appendRegion(int id, const Ring& ring, std::string_view text, const std::string& fields, bool isHole) {
        const double scale = m_record.umPerPx.value.value_or(0), length = perimeterOf(ring), area = areaOf({{ring, {}}});
        const std::string number = std::to_string(id);
        m_out.append("\t\t\t<Region Id=\"").append(number).append("\" Type=\"0\" Zoom=\"1\" Selected=\"0\" ImageLocation=\"\" ImageFocus=\"-1\" Length=\"");
        m_out.append(tenths(length)).append("\" Area=\"").append(tenths(area)).append("\" LengthMicrons=\"").append(tenths(length * scale));
        m_out.append("\" AreaMicrons=\"").append(tenths(area * scale * scale)).append("\" Text=\"").append(xmlText(text)).append("\" NegativeROA=\"");
        m_out.append(isHole ? "1" : "0").append("\" InputRegionId=\"0\" Analyze=\"1\" DisplayId=\"").append(number).append("\">\n");
        if (fields.empty()) m_out += "\t\t\t\t<Attributes/>\n";
        else m_out.append("\t\t\t\t<Attributes>\n").append(fields).append("\t\t\t\t</Attributes>\n");
        m_out += "\t\t\t\t<Vertices>\n";
        for (const SlidePoint p : ring) appendVertex(p);
        if (!ring.empty()) appendVertex(ring.front());   // as ImageScope itself closes them
        m_out += "\t\t\t\t</Vertices>\n\t\t\t</Region>\n";
    }

    /// Not indented: there may be millions.
    void appendVertex(SlidePoint p) {
        m_out += "<Vertex X=\"";
        appendDecimal(m_out, p.x - m_origin.x);
        m_out += "\" Y=\"";
        appendDecimal(m_out, p.y - m_origin.y);
        m_out += "\" Z=\"0\"/>\n";
    }

    const SlideRecord& m_record;
    SlidePoint m_origin;
    std::map<std::string, int> m_extraColumns;   ///< id by name, of the layer that is being written
    std::string m_out;
};

class ImageScopeExporter : public SlideFileExporter {
public:
    std::string_view name() const override { return "imagescope"; }
    std::string_view title() const override { return translatable("Formats", "Aperio ImageScope XML"); }
    std::string_view extension() const override { return ".xml"; }
    std::string_view losses() const override {
        return translatable("Formats", "Holes become negative regions and parts regions of their own, which ImageScope shows one by one; the predicted outline is lost.");
    }

protected:
    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest&, ExportReport& report) const override {
        const SlideRecord& record = slide.snapshot->slide;
        std::map<std::string, std::vector<const Annotation*>> layers;
        std::size_t holes = 0, inParts = 0;
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list) {
                layers[exportedClassOf(*a)].push_back(a.get());
                for (const Polygon& polygon : a->shape) holes += polygon.holes.size();
                if (a->shape.size() > 1) ++inParts;
            }
        const auto warn = [&](const std::string& text) { report.warnings.push_back(record.alias + ": " + text); };
        if (holes > 0) warn(std::to_string(holes) + " hole(s) became negative regions");
        if (inParts > 0) warn(std::to_string(inParts) + " object(s) of several parts became a region for each part");
        if (!record.umPerPx.value) warn("the scale is unknown: lengths and areas in µm are 0");
        return Writer(record, origin).textOf(layers, xmlBytesOf(slide));
    }
};

}  // namespace

const Exporter& imageScopeExporter() {
    static const ImageScopeExporter exporter;
    return exporter;
}

}  // namespace bowman
