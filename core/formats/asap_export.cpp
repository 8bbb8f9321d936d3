// ASAP's XML (XmlRepository.cpp): a polygon per part, a group per class, an exclusion group for holes.
#include <cstdio>
#include <map>
#include <set>

#include "core/formats/asap_format.h"
#include "core/base/translatable.h"
#include "core/formats/class_colour.h"
#include "core/formats/class_kind.h"
#include "core/formats/export_formats.h"
#include "core/formats/hole_class.h"
#include "core/formats/slide_file_exporter.h"
#include "core/formats/xml_part_name.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

std::string htmlColour(std::string_view className) {
    const auto rgb = classColour(className);
    char text[8];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", rgb[0], rgb[1], rgb[2]);
    return text;
}

/// What is said of the objects of one class.
struct Group {
    AnnotationKind kind = AnnotationKind::Glomerulus;
    std::size_t count = 0;
    std::map<std::string_view, std::size_t> states;
    std::set<std::string> models, hashes;
    std::set<double> thresholds;

    void take(const Annotation& a) {
        kind = a.kind;
        ++count;
        ++states[toText(a.state)];
        if (a.provenance.source == "model" && !a.provenance.model.empty()) models.insert(a.provenance.model);
        if (!a.provenance.modelSha256.empty()) hashes.insert(a.provenance.modelSha256);
        if (a.provenance.threshold != 0) thresholds.insert(a.provenance.threshold);
    }
};

template <typename Values, typename ToText>
std::string joined(const Values& values, ToText toText) {
    std::string text;
    for (const auto& value : values) text.append(text.empty() ? "" : ", ").append(toText(value));
    return text;
}

class Writer {
public:
    /// `bytes`: of the text, about; growing by halves would need twice the memory.
    Writer(const SlideRecord& record, SlidePoint origin, std::size_t bytes) : m_record(record), m_origin(origin) { m_out.reserve(bytes); }

    void add(const Annotation& a) {
        const std::string group = classBesideHoles(exportedClassOf(a), asap::isHoleGroup);
        if (group != exportedClassOf(a)) ++renamed;
        m_groups[group].take(a);
        const std::string name = group + " " + std::to_string(++m_objects);
        std::size_t part = 0, hole = 0;
        for (const Polygon& polygon : a.shape) {
            append(polygon.outer, partName(name, ++part, a.shape.size(), a.note), group);
            for (const Ring& ring : polygon.holes) {
                append(ring, holeName(name, ++hole), asap::kHoleGroup);
                ++holes;
            }
        }
        if (a.shape.size() > 1) inParts += 1;
    }

    std::string text() {
        m_out += "\t</Annotations>\n\t<AnnotationGroups>\n";
        for (const auto& [name, group] : m_groups) {
            openGroup(name);
            appendSlide();
            appendGroup(group);
            m_out += "\t\t\t</Attributes>\n\t\t</Group>\n";
        }
        if (holes > 0 && !m_groups.contains(std::string(asap::kHoleGroup))) {
            openGroup(asap::kHoleGroup);
            m_out += "\t\t\t</Attributes>\n\t\t</Group>\n";
        }
        return std::move(m_out) + "\t</AnnotationGroups>\n</ASAP_Annotations>\n";
    }

    std::size_t holes = 0;
    std::size_t inParts = 0;
    std::size_t renamed = 0;

private:
    void append(const Ring& ring, const std::string& name, std::string_view group) {
        m_out.append("\t\t<Annotation Name=\"").append(xmlText(name)).append("\" Type=\"Polygon\" PartOfGroup=\"").append(xmlText(group));
        m_out.append("\" Color=\"").append(htmlColour(group)).append("\">\n\t\t\t<Coordinates>\n");
        std::size_t order = 0;   // not indented: there may be millions
        for (const SlidePoint p : ring) {
            m_out.append("<Coordinate Order=\"").append(std::to_string(order++)).append("\" X=\"");
            appendDecimal(m_out, p.x - m_origin.x);
            m_out += "\" Y=\"";
            appendDecimal(m_out, p.y - m_origin.y);
            m_out += "\"/>\n";
        }
        m_out += "\t\t\t</Coordinates>\n\t\t</Annotation>\n";
    }

    void openGroup(std::string_view name) {
        m_out.append("\t\t<Group Name=\"").append(xmlText(name)).append("\" PartOfGroup=\"None\" Color=\"").append(htmlColour(name));
        m_out += "\">\n\t\t\t<Attributes>\n";
    }

    void attribute(const char* key, std::string_view value) {
        if (!value.empty()) m_out.append("\t\t\t\t<Attribute ").append(key).append("=\"").append(xmlText(value)).append("\" />\n");
    }

    void appendSlide() {
        attribute(asap::kVersion, BOWMAN_VERSION);
        attribute(asap::kSlide, m_record.alias);
        attribute(asap::kQuickhash, m_record.identity.quickhash);
        if (m_record.umPerPx.value) attribute(asap::kUmPerPx, decimalText(*m_record.umPerPx.value));
        if (m_record.size.width > 0) {
            attribute(asap::kWidth, std::to_string(m_record.size.width));
            attribute(asap::kHeight, std::to_string(m_record.size.height));
        }
        attribute(asap::kOriginX, decimalText(m_origin.x));
        attribute(asap::kOriginY, decimalText(m_origin.y));
    }

    void appendGroup(const Group& group) {
        const auto same = [](const std::string& text) { return text; };
        attribute(asap::kKind, toText(group.kind));
        attribute(asap::kCount, std::to_string(group.count));
        for (const auto& [state, count] : group.states) attribute(("bowman." + std::string(state)).c_str(), std::to_string(count));
        attribute(asap::kModel, joined(group.models, same));
        attribute(asap::kModelSha256, joined(group.hashes, same));
        attribute(asap::kThreshold, joined(group.thresholds, decimalText));
    }

    const SlideRecord& m_record;
    SlidePoint m_origin;
    std::map<std::string, Group> m_groups;
    std::size_t m_objects = 0;
    std::string m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ASAP_Annotations>\n\t<Annotations>\n";
};

class AsapExporter : public SlideFileExporter {
public:
    std::string_view name() const override { return "asap"; }
    std::string_view title() const override { return translatable("Formats", "ASAP XML"); }
    std::string_view extension() const override { return ".xml"; }
    std::string_view losses() const override {
        return translatable("Formats", "Holes become polygons of an \"exclusion\" group, parts become polygons of their own. State, people, dates and "
               "probability of each object go to a side-car file; the predicted outline is lost.");
    }

protected:
    bool needsProvenanceFile() const override { return true; }

    Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest&, ExportReport& report) const override {
        const SlideRecord& record = slide.snapshot->slide;
        Writer writer(record, origin, xmlBytesOf(slide));
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list) writer.add(*a);
        const auto warn = [&](std::size_t count, const char* text) {
            if (count > 0) report.warnings.push_back(record.alias + ": " + std::to_string(count) + text);
        };
        warn(writer.holes, " hole(s) became polygons of the group \"exclusion\"");
        warn(writer.inParts, " object(s) of several parts became a polygon for each part");
        warn(writer.renamed, " object(s) have a class whose name marks holes: its group is called \"… (class)\"");
        return writer.text();
    }
};

}  // namespace

const Exporter& asapExporter() {
    static const AsapExporter exporter;
    return exporter;
}

}  // namespace bowman
