#include <map>

#include "core/formats/hole_class.h"
#include "core/base/translatable.h"
#include "core/formats/json_label.h"
#include "core/formats/ndpa_format.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"
#include "core/formats/xml_part_name.h"
#include "core/formats/xml_reader.h"

namespace bowman {
namespace {

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels)
        : m_options(options), m_frame{options.slideSize, *options.umPerPx, options.centreOffsetNm.value_or(SlidePoint{})}, m_labels(labels) {}

    void readDocument(XmlReader& xml) {
        if (xml.nextChild(0) && xml.name() != "annotations") xml.fail(std::string(xml.name()), "annotations was expected");
        while (xml.nextChild(1))
            if (xml.name() == "ndpviewstate") readState(xml);
        xml.nextChild(0);
        build();
        warn();
    }

private:
    void readState(XmlReader& xml) {
        std::string title, details;
        std::vector<Ring> rings;
        while (xml.nextChild(2)) {
            if (xml.name() == "title") title = xml.text();
            else if (xml.name() == "details") details = xml.text();
            else if (xml.name() == "coordformat") readUnit(xml);
            else if (xml.name() == "annotation") readAnnotation(xml, rings);
        }
        for (Ring& ring : rings) take(std::move(ring), title, details);
    }

    static void readUnit(XmlReader& xml) {
        const std::string unit = lowerCase(xml.text());
        if (!unit.empty() && unit != "nanometers" && unit != "nanometres") xml.fail("coordformat", "only nanometers are known, not \"" + unit.substr(0, 40) + "\"");
    }

    void readAnnotation(XmlReader& xml, std::vector<Ring>& rings) {
        const std::string type = xml.attribute("type");
        std::string closed = xml.attribute("closed");
        const bool isLine = xml.attribute("displayname").find("Line") != std::string::npos;
        Ring ring;
        while (xml.nextChild(3)) {
            if (xml.name() == "closed") closed = xml.text();
            else if (xml.name() == "pointlist" && type == "freehand") ring = readPoints(xml);
        }
        // A file without the word means an area, but for lines.
        const bool isArea = type == "freehand" && (closed.empty() ? !isLine : closed == "1" || closed == "true");
        if (isArea && ring.size() >= 3) rings.push_back(std::move(ring));
        else m_check.countWithoutArea();
    }

    Ring readPoints(XmlReader& xml) const {
        Ring ring;
        while (xml.nextChild(4)) {
            if (xml.name() != "point") continue;
            std::optional<double> x, y;
            while (xml.nextChild(5)) {
                if (xml.name() == "x") x = xml.textNumber();
                else if (xml.name() == "y") y = xml.textNumber();
            }
            if (!x || !y) xml.fail("point", "x or y is missing");
            const SlidePoint p = m_frame.toPx({*x, *y});
            if (!OutlineCheck::isOnSlide(p)) xml.fail("point", "the position is beyond any slide");
            ring.push_back(p);
        }
        ring.shrink_to_fit();
        return ring;
    }

    void take(Ring ring, const std::string& title, const std::string& details) {
        if (ndpa::isHoleTitle(title)) {
            m_holes.emplace_back(std::move(ring), holeOwnerOf(details));
            return;
        }
        const auto name = partNameOf(details, title);
        const auto known = name ? m_byName.find(name->object) : m_byName.end();
        std::size_t index = m_objects.size();
        if (known != m_byName.end() && name->isPart) {
            index = known->second;
        } else {
            Annotation a = importedObject("ndpa", classFromBesideHoles(title, ndpa::isHoleTitle), m_options);
            a.uuid = newUuid();
            a.note = name ? name->note : details;
            m_objects.push_back(std::move(a));
            if (name) m_byName.emplace(name->object, index);
        }
        m_assembly.addPart({std::move(ring), 0, index});
    }

    void build() {
        const auto holes = static_cast<std::int64_t>(m_holes.size());
        std::int64_t guessed = 0;
        for (auto& [ring, owner] : m_holes) {
            const auto found = m_byName.find(owner);
            if (found == m_byName.end()) ++guessed;
            m_assembly.addHole({std::move(ring), 0, found == m_byName.end() ? std::nullopt : std::optional(found->second)});
        }
        auto assembled = m_assembly.assemble();
        if (!assembled) throw XmlProblem(assembled.error().why);
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            m_objects[i].shape = m_check.checked(std::move(assembled->shapes[i]));
            if (!m_objects[i].shape.empty()) m_labels.annotations.push_back(std::move(m_objects[i]));
        }
        warnOf(m_labels.warnings, holes - assembled->cut - assembled->lost, " annotation(s) titled \"clear\" became holes");
        warnOf(m_labels.warnings, assembled->cut, " annotation(s) titled \"clear\" lie across an outline and were cut off it");
        warnOf(m_labels.warnings, assembled->lost, " annotation(s) titled \"clear\" lie in no outline; left out");
        warnOf(m_labels.warnings, guessed, " annotation(s) titled \"clear\" were taken as holes, not as objects of that class");
    }

    void warn() {
        m_check.appendWarnings(m_labels.warnings);
        if (!m_options.centreOffsetNm)
            m_labels.warnings.push_back("the slide does not say where it lies on the glass: positions are taken from the centre of the image");
        if (m_options.origin && *m_options.origin != SlidePoint{})
            m_labels.warnings.push_back("NDPA counts from the centre of the glass; the chosen origin is not used");
    }

    const LabelReadOptions& m_options;
    ndpa::Frame m_frame;
    Labels& m_labels;
    std::vector<Annotation> m_objects;
    std::map<std::string, std::size_t> m_byName;
    std::vector<std::pair<Ring, std::string>> m_holes;   ///< with the name of their object, where it is said
    OutlineAssembly m_assembly;
    OutlineCheck m_check;
};

class NdpaReader : public LabelReader {
public:
    std::string_view name() const override { return "ndpa"; }
    std::string_view title() const override { return translatable("Formats", "Hamamatsu NDPA"); }
    std::string_view extensions() const override { return "*.ndpa"; }
    bool recognises(std::string_view head) const override { return xmlRootOf(head) == "annotations"; }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        const char* const what = "cannot read NDPA";
        if (!options.umPerPx || !(*options.umPerPx > 0)) return Error{what, path.string(), "its positions are in nm: the scale (µm/px) of the slide must be known"};
        if (options.slideSize.width <= 0 || options.slideSize.height <= 0)
            return Error{what, path.string(), "its positions count from the centre: the size of the slide must be known"};
        return readXmlLabels(what, path, [&](XmlReader& xml, Labels& labels) { Reader(options, labels).readDocument(xml); });
    }
};

}  // namespace

const LabelReader& ndpaReader() {
    static const NdpaReader reader;
    return reader;
}

}  // namespace bowman
