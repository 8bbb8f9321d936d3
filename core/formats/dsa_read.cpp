#include <map>

#include <nlohmann/json.hpp>

#include "core/formats/class_kind.h"
#include "core/base/translatable.h"
#include "core/formats/json_access.h"
#include "core/formats/json_bowman.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_file.h"
#include "core/formats/json_label.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"

namespace bowman {
namespace {

using nlohmann::json;

/// An annotation of DSA is {"name", "elements"} or that in a wrapper {"annotation": …}; a file has one or a list of them.
class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void read(std::string_view text) {
        const JsonPlace top;
        const json document = parseJsonStream(text, {"elements", 3, false, [this](const json& element, const JsonPlace& at) { readElement(element, at); }});
        if (document.is_array()) {
            if (document.empty()) top.fail("there are no annotations");
            for (std::size_t i = 0; i < document.size(); ++i) readAnnotation(document[i], JsonPlace(top, i));
        } else {
            readAnnotation(document, top);
        }
        for (Annotation& a : m_labels.annotations) {
            a.shape = m_check.checked(std::move(a.shape));
            moveBy(a.shape, m_options.origin.value_or(m_origin));
        }
        std::erase_if(m_labels.annotations, [](const Annotation& a) { return a.shape.empty(); });
        m_check.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_extras.leftOut(), kExtrasLeftOut);
        warnOf(m_labels.warnings, m_otherElements, " element(s) that are no outline (points, arrows, grids, open lines) left out");
    }

private:
    /// The elements are read by now; those that say no class get the name of their annotation.
    void readAnnotation(const json& value, const JsonPlace& at) {
        const json* wrapped = member(asObject(value, at), "annotation");
        const JsonPlace inner(at, "annotation");
        const JsonPlace& place = wrapped ? inner : at;
        const json& annotation = wrapped ? asObject(*wrapped, inner) : value;
        const json* elements = member(annotation, "elements");
        if (!elements) place.fail("an annotation without \"elements\"");
        asList(*elements, JsonPlace(place, "elements"));
        if (const json* attributes = member(annotation, "attributes"); attributes && attributes->is_object())
            if (const json* header = member(*attributes, "bowman")) {
                const JsonPlace attributesAt(place, "attributes");
                m_origin = readSlideHeader(*header, JsonPlace(attributesAt, "bowman"), m_labels);
            }
        const auto nameless = m_nameless.find(JsonPlace(place, "elements").text());
        const json* name = member(annotation, "name");
        if (nameless == m_nameless.end() || !name) return;
        const std::string className = asText(*name, JsonPlace(place, "name"));
        for (const std::size_t i : nameless->second) {
            m_labels.annotations[i].className = classNameOf(className);
            m_labels.annotations[i].kind = kindOfClass(className);
        }
    }

    void readElement(const json& element, const JsonPlace& at) {
        const json* type = member(asObject(element, at), "type");
        if (!type) at.fail("an element without \"type\"");
        const std::string kind = asText(*type, JsonPlace(at, "type"));
        Polygon part;
        if (kind == "polyline") {
            if (const json* closed = member(element, "closed"); closed && *closed == false) return count();
            part = polylineOf(element, at);
        } else if (kind == "rectangle" || kind == "ellipse") {
            const double width = sideOf(element, "width", at), height = sideOf(element, "height", at), turn = numberOf(element, "rotation", at);
            part.outer = kind == "rectangle" ? rectangleRing(centreOf(element, at), width, height, turn) : ellipseRing(centreOf(element, at), width / 2, height / 2, turn);
        } else if (kind == "circle") {
            const double radius = sideOf(element, "radius", at);
            part.outer = ellipseRing(centreOf(element, at), radius, radius, 0);
        } else {
            return count();
        }
        addPart(element, std::move(part), at);
    }

    void count() { ++m_otherElements; }

    static Polygon polylineOf(const json& element, const JsonPlace& at) {
        const json *points = member(element, "points"), *holes = member(element, "holes");
        if (!points) at.fail("a polyline without \"points\"");
        Polygon polygon{asRing(*points, JsonPlace(at, "points")), {}};
        if (!holes) return polygon;
        const JsonPlace holesAt(at, "holes");
        for (std::size_t i = 0; i < asRings(*holes, holesAt).size(); ++i) polygon.holes.push_back(asRing((*holes)[i], JsonPlace(holesAt, i)));
        return polygon;
    }

    static double numberOf(const json& element, const char* key, const JsonPlace& at) {
        const json* value = member(element, key);
        return value ? asNumber(*value, JsonPlace(at, key)) : 0;
    }

    static double sideOf(const json& element, const char* key, const JsonPlace& at) {
        const double side = numberOf(element, key, at);
        if (!OutlineCheck::isOnSlide({side, side}) || side < 0) JsonPlace(at, key).fail("no object has this size");
        return side;
    }

    static SlidePoint centreOf(const json& element, const JsonPlace& at) {
        const json* centre = member(element, "center");
        if (!centre) at.fail("a shape without \"center\"");
        return asPoint(*centre, JsonPlace(at, "center"));
    }

    /// `group` is what HistomicsUI colours by, unless it is its "default"; else the label's text.
    static std::string classOf(const json& element, const JsonPlace& at) {
        if (const json* group = member(element, "group"))
            if (const std::string name = asText(*group, JsonPlace(at, "group")); !name.empty() && name != "default") return name;
        const json* label = member(element, "label");
        if (!label || !label->is_object()) return {};
        const JsonPlace labelAt(at, "label");
        const json* value = member(*label, "value");
        return value ? asText(*value, JsonPlace(labelAt, "value")) : "";
    }

    void addPart(const json& element, Polygon part, const JsonPlace& at) {
        const json *user = member(element, "user"), *ours = user && user->is_object() ? member(*user, "bowman") : nullptr;
        std::string uuid;
        if (ours)
            if (const json* id = member(asObject(*ours, at), "uuid"); id && id->is_string()) uuid = id->get<std::string>();
        const std::size_t next = m_labels.annotations.size();
        const std::size_t object = uuid.empty() ? next : m_objects.try_emplace(uuid, next).first->second;
        if (object == next) {
            const std::string className = classOf(element, at);
            Annotation a = importedObject("dsa", className, m_options);
            a.uuid = m_uuids.take(uuid);
            const JsonPlace userAt(at, "user");
            if (user && user->is_object()) m_extras.read(*user, {"bowman"}, a);
            if (ours) readObjectJson(*ours, JsonPlace(userAt, "bowman"), a);
            else if (className.empty()) m_nameless[listOf(at)].push_back(next);
            m_labels.annotations.push_back(std::move(a));
        }
        m_labels.annotations[object].shape.push_back(std::move(part));
    }

    /// "[0].annotation.elements" of "[0].annotation.elements[7]".
    static std::string listOf(const JsonPlace& at) {
        const std::string text = at.text();
        return text.substr(0, text.rfind('['));
    }

    const LabelReadOptions& m_options;
    Labels& m_labels;
    SlidePoint m_origin;
    UniqueUuids m_uuids;
    OutlineCheck m_check;
    ExtrasReader m_extras;
    std::map<std::string, std::size_t> m_objects;                  ///< by the uuid in the file
    std::map<std::string, std::vector<std::size_t>> m_nameless;    ///< objects without a class, by the list they are in
    int m_otherElements = 0;
};

class DsaReader : public LabelReader {
public:
    std::string_view name() const override { return "dsa"; }
    std::string_view title() const override { return translatable("Formats", "DSA / HistomicsUI JSON"); }
    std::string_view extensions() const override { return "*.json *.anot"; }
    bool recognises(std::string_view head) const override {
        if (!looksLikeJson(head)) return false;
        return hasJsonKey(head, "elements") || hasJsonText(head, "_modelType", "annotation") || (hasJsonKey(head, "annotation") && hasJsonKey(head, "_id"));
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        return loadJsonLabels("cannot read DSA labels", path, [&](std::string_view text, Labels& labels) { Reader(options, labels).read(text); });
    }
};

}  // namespace

const LabelReader& dsaReader() {
    static const DsaReader reader;
    return reader;
}

}  // namespace bowman
