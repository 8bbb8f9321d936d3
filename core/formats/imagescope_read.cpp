#include <algorithm>
#include <map>
#include <utility>

#include "core/formats/class_kind.h"
#include "core/base/translatable.h"
#include "core/formats/imagescope_fields.h"
#include "core/formats/json_label.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"
#include "core/formats/xml_reader.h"

namespace bowman {
namespace {

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), text) != words.end(); }

SlideRect boxOf(const Ring& corners) {
    const auto [left, right] = std::minmax(corners[0].x, corners[1].x);
    const auto [top, bottom] = std::minmax(corners[0].y, corners[1].y);
    return {left, top, right - left, bottom - top};
}

struct Region {
    Ring ring;
    std::string uuid;      ///< as said by Bowman, else empty
    bool isHole = false;
    bool isOurs = false;   ///< says who, when and in which state
};

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void readDocument(XmlReader& xml) {
        if (xml.nextChild(0) && xml.name() != "Annotations") xml.fail(std::string(xml.name()), "Annotations was expected");
        if (!xml.attribute("MicronsPerPixel").empty())
            if (const double scale = xml.number("MicronsPerPixel"); scale > 0) m_labels.umPerPx = scale;
        while (xml.nextChild(1))
            if (xml.name() == "Annotation") readLayer(xml);
        xml.nextChild(0);
        build();
        warn();
    }

private:
    void readLayer(XmlReader& xml) {
        m_class = xml.attribute("Name");
        m_headers.clear();
        m_byUuid.clear();
        while (xml.nextChild(2)) {
            if (xml.name() == "Attributes") {
                while (xml.nextChild(3))
                    if (xml.name() == "Attribute") readSlide(xml);
            } else if (xml.name() == "Regions") {
                while (xml.nextChild(3)) {
                    if (xml.name() == "RegionAttributeHeaders") readHeaders(xml);
                    else if (xml.name() == "Region") readRegion(xml);
                }
            }
        }
        ++m_layer;
    }

    void readSlide(XmlReader& xml) {
        const std::string name = xml.attribute("Name"), value = xml.attribute("Value");
        if (name == imagescope::kSlide) m_labels.slideAlias = value;
        else if (name == imagescope::kQuickhash) m_labels.slideQuickhash = value;
        else if (name == imagescope::kWidth) m_labels.slideSize.width = std::max<std::int64_t>(0, std::int64_t(xml.point("Value", "Value").x));
        else if (name == imagescope::kHeight) m_labels.slideSize.height = std::max<std::int64_t>(0, std::int64_t(xml.point("Value", "Value").x));
        else if (name == imagescope::kOriginX) m_origin.x = xml.point("Value", "Value").x;
        else if (name == imagescope::kOriginY) m_origin.y = xml.point("Value", "Value").x;
    }

    void readHeaders(XmlReader& xml) {
        while (xml.nextChild(4))
            if (xml.name() == "AttributeHeader") m_headers[xml.attribute("Id")] = xml.attribute("Name");
    }

    void readRegion(XmlReader& xml) {
        Region region;
        region.isHole = isOneOf(xml.attribute("NegativeROA"), {"1", "true", "True"});
        const std::string type = xml.attribute("Type");
        const bool isLine = isOneOf(type, {"3", "4", "5", "Arrow", "Ruler", "Line", "Pin"});
        // The fault of a field is told at its own line, so the object is made before its fields are read.
        Annotation object = importedObject("imagescope", m_class, m_options);
        object.note = xml.attribute("Text");
        const Provenance imported = std::exchange(object.provenance, {});
        while (xml.nextChild(4)) {
            if (xml.name() == "Vertices") region.ring = readVertices(xml);
            else if (xml.name() == "Attributes") readFields(xml, region, object);
        }
        if (!region.isOurs) object.provenance = imported;
        if (region.ring.size() == 2 && isOneOf(type, {"1", "Rectangle"})) region.ring = rectangleOf(boxOf(region.ring));
        if (region.ring.size() == 2 && isOneOf(type, {"2", "Ellipse"})) {
            const SlideRect box = boxOf(region.ring);
            region.ring = ellipseRing(box.centre(), box.width / 2, box.height / 2, 0);
            ++m_ellipses;
        }
        if (isLine || region.ring.size() < 3) return m_check.countWithoutArea();
        take(std::move(region), std::move(object));
    }

    static Ring rectangleOf(const SlideRect& r) { return {{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}; }

    static Ring readVertices(XmlReader& xml) {
        Ring ring;
        while (xml.nextChild(5))
            if (xml.name() == "Vertex" || xml.name() == "V") ring.push_back(xml.point("X", "Y"));   // V: HALO's files of this kind
        ring.shrink_to_fit();
        return ring;
    }

    void readFields(XmlReader& xml, Region& region, Annotation& object) const {
        while (xml.nextChild(5)) {
            if (xml.name() != "Attribute") continue;
            std::string name = xml.attribute("Name");
            const std::string value = xml.attribute("Value");
            if (const auto header = m_headers.find(xml.attribute("Id")); name.empty() && header != m_headers.end()) name = header->second;
            if (name == imagescope::kUuid) {
                region.uuid = value;
            } else if (!value.empty()) {
                if (name == imagescope::kState) region.isOurs = true;
                if (!imagescope::takeField(name, value, object))
                    xml.fail("Attribute/@Value", name + " cannot be \"" + value.substr(0, 40) + "\"");
            }
        }
    }

    void take(Region region, Annotation object) {
        const auto known = region.uuid.empty() ? m_byUuid.end() : m_byUuid.find(region.uuid);
        if (region.isHole) {
            m_assembly.addHole({std::move(region.ring), m_layer, known == m_byUuid.end() ? std::nullopt : std::optional(known->second)});
            return;
        }
        std::size_t index = m_objects.size();
        if (known != m_byUuid.end()) {
            index = known->second;
        } else {
            object.uuid = m_uuids.take(region.uuid);
            if (!region.uuid.empty()) m_byUuid.emplace(region.uuid, index);
            m_objects.push_back(std::move(object));
        }
        m_assembly.addPart({std::move(region.ring), m_layer, index});
    }

    void build() {
        auto assembled = m_assembly.assemble();
        if (!assembled) throw XmlProblem(assembled.error().why);
        m_cut = assembled->cut;
        m_lost = assembled->lost;
        const SlidePoint origin = m_options.origin.value_or(m_origin);
        if (m_labels.slideSize.width <= 0 || m_labels.slideSize.height <= 0) m_labels.slideSize = {};
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            MultiPolygon shape = std::move(assembled->shapes[i]);
            if (origin != SlidePoint{}) moveBy(shape, origin);
            m_objects[i].shape = m_check.checked(std::move(shape));
            if (!m_objects[i].shape.empty()) m_labels.annotations.push_back(std::move(m_objects[i]));
        }
    }

    void warn() {
        m_check.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_cut, " negative region(s) lie across an outline and were cut off it");
        warnOf(m_labels.warnings, m_lost, " negative region(s) lie in no outline of their layer; left out");
        warnOf(m_labels.warnings, m_ellipses, " ellipse(s) became polygons");
    }

    const LabelReadOptions& m_options;
    Labels& m_labels;
    std::string m_class;                              ///< of the layer that is being read
    std::map<std::string, std::string> m_headers;     ///< name by id, of that layer
    std::map<std::string, std::size_t> m_byUuid;      ///< objects of that layer
    std::size_t m_layer = 0;
    SlidePoint m_origin;
    std::vector<Annotation> m_objects;
    UniqueUuids m_uuids;
    OutlineAssembly m_assembly;
    OutlineCheck m_check;
    int m_cut = 0, m_lost = 0, m_ellipses = 0;
};

class ImageScopeReader : public LabelReader {
public:
    std::string_view name() const override { return "imagescope"; }
    std::string_view title() const override { return translatable("Formats", "Aperio ImageScope XML"); }
    std::string_view extensions() const override { return "*.xml *.annotations"; }
    bool recognises(std::string_view head) const override { return xmlRootOf(head) == "Annotations"; }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        return readXmlLabels("cannot read ImageScope XML", path, [&](XmlReader& xml, Labels& labels) { Reader(options, labels).readDocument(xml); });
    }
};

}  // namespace

const LabelReader& imageScopeReader() {
    static const ImageScopeReader reader;
    return reader;
}

}  // namespace bowman
