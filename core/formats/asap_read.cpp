#include <algorithm>
#include <charconv>
#include <map>

#include "core/formats/asap_format.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/hole_class.h"
#include "core/formats/json_label.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"
#include "core/formats/xml_part_name.h"
#include "core/formats/xml_reader.h"

namespace bowman {
namespace {

struct AsapOutline {
    std::string name;
    std::string group;
    Ring ring;
};

std::optional<double> numberIn(const std::map<std::string, std::string>& attributes, const char* key) {
    const auto found = attributes.find(key);
    double value = 0;
    if (found == attributes.end()) return std::nullopt;
    const char* const end = found->second.data() + found->second.size();
    const auto [rest, problem] = std::from_chars(found->second.data(), end, value);
    if (problem != std::errc() || rest != end || !OutlineCheck::isOnSlide({value, 0})) return std::nullopt;
    return value;
}

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void readDocument(XmlReader& xml) {
        if (xml.nextChild(0) && xml.name() != "ASAP_Annotations") xml.fail(std::string(xml.name()), "ASAP_Annotations was expected");
        while (xml.nextChild(1)) {
            if (xml.name() == "Annotations") {
                while (xml.nextChild(2))
                    if (xml.name() == "Annotation") readAnnotation(xml);
            } else if (xml.name() == "AnnotationGroups") {
                while (xml.nextChild(2))
                    if (xml.name() == "Group") readGroup(xml);
            }
        }
        xml.nextChild(0);
        build();
        warn();
    }

private:
    using Attributes = std::map<std::string, std::string>;

    void readAnnotation(XmlReader& xml) {
        AsapOutline outline{xml.attribute("Name"), xml.attribute("PartOfGroup"), {}};
        const std::string type = xml.attribute("Type");
        const bool isArea = type.empty() || type == "Polygon" || type == "Rectangle" || type == "Spline";
        if (!isArea && type != "Dot" && type != "PointSet" && type != "Measurement" && type != "None")
            xml.fail("Annotation/@Type", "\"" + type.substr(0, 40) + "\" is no type of ASAP");
        if (type == "Spline") ++m_splines;
        while (xml.nextChild(3))
            if (xml.name() == "Coordinates") outline.ring = readCoordinates(xml);
        if (isArea && outline.ring.size() >= 3) m_outlines.push_back(std::move(outline));
        else m_check.countWithoutArea();
    }

    static Ring readCoordinates(XmlReader& xml) {
        std::vector<std::pair<double, SlidePoint>> points;
        bool isSorted = true;
        while (xml.nextChild(4)) {
            if (xml.name() != "Coordinate") continue;
            const double order = xml.has("Order") ? xml.number("Order") : static_cast<double>(points.size());
            isSorted = isSorted && (points.empty() || points.back().first <= order);
            points.emplace_back(order, xml.point("X", "Y"));
        }
        if (!isSorted) std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        Ring ring;   // of no more than it needs: there may be 50,000
        ring.reserve(points.size());
        for (const auto& [order, point] : points) ring.push_back(point);
        return ring;
    }

    void readGroup(XmlReader& xml) {
        Attributes& attributes = m_groups[xml.attribute("Name")];
        if (const std::string parent = xml.attribute("PartOfGroup"); !parent.empty() && parent != "None") ++m_nested;
        while (xml.nextChild(3)) {
            if (xml.name() != "Attributes") continue;
            while (xml.nextChild(4))
                for (auto& [key, value] : xml.attributes()) attributes.emplace(std::move(key), std::move(value));
        }
    }

    /// What Bowman says of the slide: the same in each of its groups.
    void readSlide() {
        SlidePoint origin;
        for (const auto& [name, values] : m_groups) {
            const auto& attributes = values;   // clang 14 captures no structured binding
            if (!attributes.contains(asap::kVersion)) continue;
            const auto text = [&](const char* key) {
                const auto found = attributes.find(key);
                return found == attributes.end() ? std::string() : found->second;
            };
            m_labels.slideAlias = text(asap::kSlide);
            m_labels.slideQuickhash = text(asap::kQuickhash);
            if (const auto scale = numberIn(attributes, asap::kUmPerPx); scale && *scale > 0) m_labels.umPerPx = scale;
            const auto width = numberIn(attributes, asap::kWidth), height = numberIn(attributes, asap::kHeight);
            if (width && height && *width >= 1 && *height >= 1)
                m_labels.slideSize = {static_cast<std::int64_t>(*width), static_cast<std::int64_t>(*height)};
            origin = {numberIn(attributes, asap::kOriginX).value_or(0), numberIn(attributes, asap::kOriginY).value_or(0)};
            break;
        }
        m_origin = m_options.origin.value_or(origin);
    }

    void build() {
        readSlide();
        OutlineAssembly assembly;
        std::vector<Annotation> objects;
        std::map<std::string, std::size_t> byName;
        for (AsapOutline& outline : m_outlines) {
            for (SlidePoint& p : outline.ring) p = {p.x + m_origin.x, p.y + m_origin.y};
            if (asap::isHoleGroup(outline.group)) continue;
            const auto name = partNameOf(outline.name, outline.group);
            const auto known = name ? byName.find(name->object) : byName.end();
            const bool isFurtherPart = known != byName.end() && name->isPart;
            const std::size_t object = isFurtherPart ? known->second : objects.size();
            if (!isFurtherPart) {
                objects.push_back(objectOf(outline, name));
                if (name) byName.emplace(name->object, object);
            }
            assembly.addPart({std::move(outline.ring), 0, object});
        }
        for (AsapOutline& outline : m_outlines)
            if (asap::isHoleGroup(outline.group)) {
                ++m_holes;
                const auto owner = byName.find(holeOwnerOf(outline.name));
                if (owner == byName.end()) ++m_guessed;
                assembly.addHole({std::move(outline.ring), 0, owner == byName.end() ? std::nullopt : std::optional(owner->second)});
            }
        m_outlines.clear();
        auto assembled = assembly.assemble();
        if (!assembled) throw XmlProblem(assembled.error().why);
        m_cut = assembled->cut;
        m_lost = assembled->lost;
        for (std::size_t i = 0; i < objects.size(); ++i) {
            objects[i].shape = m_check.checked(std::move(assembled->shapes[i]));
            if (!objects[i].shape.empty()) m_labels.annotations.push_back(std::move(objects[i]));
        }
    }

    Annotation objectOf(const AsapOutline& outline, const std::optional<PartName>& name) {
        const bool hasGroup = !outline.group.empty() && outline.group != "None";
        const auto group = m_groups.find(outline.group);
        if (hasGroup && group == m_groups.end()) ++m_unknown;
        Annotation a = importedObject("asap", hasGroup ? classFromBesideHoles(outline.group, asap::isHoleGroup) : "", m_options);
        a.uuid = newUuid();
        if (group != m_groups.end())
            if (const auto kind = group->second.find(asap::kKind); kind != group->second.end())
                a.kind = annotationKindFromText(kind->second).value_or(a.kind);
        if (name) a.note = name->note;
        else if (!partNameOf(outline.name, "Annotation")) a.note = outline.name;   // "Annotation 7": by ASAP itself
        return a;
    }

    void warn() {
        m_check.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_holes - m_cut - m_lost, " polygon(s) of the exclusion group became holes");
        warnOf(m_labels.warnings, m_cut, " polygon(s) of the exclusion group lie across an outline and were cut off it");
        warnOf(m_labels.warnings, m_lost, " polygon(s) of the exclusion group lie in no outline; left out");
        warnOf(m_labels.warnings, m_guessed, " polygon(s) of a group named \"exclusion\", \"exclude\" or \"hole\" were taken as holes, not as objects of that class");
        warnOf(m_labels.warnings, m_unknown, " annotation(s) name a group that the file does not list (ASAP refuses such a file); its name is their class");
        warnOf(m_labels.warnings, m_splines, " spline(s) taken as straight lines between their points");
        warnOf(m_labels.warnings, m_nested, " group(s) belong to another group; only their own name is kept");
    }

    const LabelReadOptions& m_options;
    Labels& m_labels;
    SlidePoint m_origin;
    std::vector<AsapOutline> m_outlines;
    std::map<std::string, Attributes> m_groups;
    OutlineCheck m_check;
    int m_holes = 0, m_guessed = 0, m_cut = 0, m_lost = 0, m_unknown = 0, m_splines = 0, m_nested = 0;
};

class AsapReader : public LabelReader {
public:
    std::string_view name() const override { return "asap"; }
    std::string_view title() const override { return translatable("Formats", "ASAP XML"); }
    std::string_view extensions() const override { return "*.xml"; }
    bool recognises(std::string_view head) const override { return xmlRootOf(head) == "ASAP_Annotations"; }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        return readXmlLabels("cannot read ASAP XML", path, [&](XmlReader& xml, Labels& labels) { Reader(options, labels).readDocument(xml); });
    }
};

}  // namespace

const LabelReader& asapReader() {
    static const AsapReader reader;
    return reader;
}

}  // namespace bowman
