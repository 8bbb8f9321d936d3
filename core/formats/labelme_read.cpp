#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "core/formats/json_access.h"
#include "core/base/translatable.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_file.h"
#include "core/formats/json_label.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr const char* kHoleLabel = "exclusion";

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void read(std::string_view text) {
        const JsonPlace top;
        const json document = parseJsonStream(text, {"shapes", 1, false, [this](const json& shape, const JsonPlace& at) { readShape(shape, at); }});
        asObject(document, top);
        const json* shapes = member(document, "shapes");
        if (!shapes) top.fail("there is no list of \"shapes\"");
        asList(*shapes, JsonPlace(top, "shapes"));
        if (const json* path = member(document, "imagePath")) m_labels.slideAlias = asText(*path, JsonPlace(top, "imagePath"));
        const json *width = member(document, "imageWidth"), *height = member(document, "imageHeight");
        if (width && height && width->is_number_unsigned() && height->is_number_unsigned())
            m_labels.slideSize = {width->get<std::int64_t>(), height->get<std::int64_t>()};
        assemble(top);
        m_check.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_extras.leftOut(), kExtrasLeftOut);
        warnOf(m_labels.warnings, m_otherShapes, " shape(s) that are no outline (points, lines, pictures) left out");
    }

private:
    /// Layer 0 is for shapes of no group; shapes of a group and a label are one object.
    std::size_t layerOf(const json& shape, const JsonPlace& at) {
        const json* group = member(shape, "group_id");
        if (!group) return 0;
        std::string id;
        if (group->is_number_integer()) id = std::to_string(group->get<std::int64_t>());
        else id = asText(*group, JsonPlace(at, "group_id"));
        return m_groups.try_emplace(id, m_groups.size() + 1).first->second;
    }

    void readShape(const json& shape, const JsonPlace& at) {
        const json *label = member(asObject(shape, at), "label"), *points = member(shape, "points"), *type = member(shape, "shape_type");
        if (!label) at.fail("a shape without \"label\"");
        if (!points) at.fail("a shape without \"points\"");
        const std::string name = asText(*label, JsonPlace(at, "label"));
        const std::string kind = type ? asText(*type, JsonPlace(at, "shape_type")) : "polygon";
        if (kind != "polygon" && kind != "rectangle" && kind != "circle") {
            ++m_otherShapes;
            return;
        }
        Ring ring = outlineOf(kind, asRing(*points, JsonPlace(at, "points")), JsonPlace(at, "points"));
        const std::size_t layer = layerOf(shape, at);
        if (name == kHoleLabel) return m_assembly.addHole({std::move(ring), layer});
        std::size_t object = m_labels.annotations.size();
        if (layer > 0) object = m_objects.try_emplace({layer, name}, object).first->second;
        if (object == m_labels.annotations.size()) m_labels.annotations.push_back(objectOf(shape, name, at));
        m_assembly.addPart({std::move(ring), layer, object});
    }

    static Ring outlineOf(const std::string& kind, Ring points, const JsonPlace& at) {
        if (kind == "circle") {
            if (points.size() != 2) at.fail("a circle has its centre and a point on its line");
            const double radius = std::hypot(points[1].x - points[0].x, points[1].y - points[0].y);
            return ellipseRing(points[0], radius, radius, 0);
        }
        if (kind == "rectangle" && points.size() == 2)
            return {points[0], {points[1].x, points[0].y}, points[1], {points[0].x, points[1].y}};
        if (kind == "rectangle" && points.size() != 4) at.fail("a rectangle has two or four points");
        return points;
    }

    Annotation objectOf(const json& shape, const std::string& name, const JsonPlace& at) {
        Annotation a = importedObject("labelme", name, m_options);
        a.uuid = newUuid();
        if (const json* note = member(shape, "description")) a.note = asText(*note, JsonPlace(at, "description"));
        m_extras.read(shape, {"label", "points", "group_id", "description", "shape_type", "flags", "mask", "attributes"}, a);
        if (const json* attributes = member(shape, "attributes")) m_extras.read(asObject(*attributes, JsonPlace(at, "attributes")), {}, a);   // X-AnyLabeling
        const json* flags = member(shape, "flags");
        if (!flags) return a;
        for (const auto& [flag, isSet] : asObject(*flags, JsonPlace(at, "flags")).items()) {
            const auto state = reviewStateFromText(flag);
            if (!state && isSet.is_boolean()) a.extras[flag] = isSet.get<bool>() ? "true" : "false";
            if (state && isSet.is_boolean() && isSet.get<bool>()) a.state = *state;
        }
        return a;
    }

    void assemble(const JsonPlace& top) {
        auto assembled = m_assembly.assemble();
        if (!assembled) top.fail(assembled.error().why);
        const SlidePoint origin = m_options.origin.value_or(SlidePoint{});
        for (std::size_t i = 0; i < assembled->shapes.size(); ++i) {
            Annotation& a = m_labels.annotations[i];
            a.shape = m_check.checked(std::move(assembled->shapes[i]));
            moveBy(a.shape, origin);
        }
        std::erase_if(m_labels.annotations, [](const Annotation& a) { return a.shape.empty(); });
        warnOf(m_labels.warnings, assembled->cut, " shape(s) \"exclusion\" that no outline contains were cut out of those that they overlap");
        warnOf(m_labels.warnings, assembled->lost, " shape(s) \"exclusion\" lie in no outline, left out");
    }

    const LabelReadOptions& m_options;
    Labels& m_labels;
    OutlineAssembly m_assembly;
    OutlineCheck m_check;
    ExtrasReader m_extras;
    std::map<std::string, std::size_t> m_groups;
    std::map<std::pair<std::size_t, std::string>, std::size_t> m_objects;
    int m_otherShapes = 0;
};

class LabelMeReader : public LabelReader {
public:
    std::string_view name() const override { return "labelme"; }
    std::string_view title() const override { return translatable("Formats", "LabelMe JSON"); }
    std::string_view extensions() const override { return "*.json"; }
    /// A picture in the file may come first and be longer than the head.
    bool recognises(std::string_view head) const override {
        if (!looksLikeJson(head) || head.find('{') > head.find('[')) return false;
        const auto has = [&](const char* key) { return hasJsonKey(head, key); };
        return (has("shapes") && (has("points") || has("imagePath") || has("version"))) || head.find("\"imageData\"") != std::string_view::npos;
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        return loadJsonLabels("cannot read LabelMe labels", path, [&](std::string_view text, Labels& labels) { Reader(options, labels).read(text); });
    }
};

}  // namespace

const LabelReader& labelMeReader() {
    static const LabelMeReader reader;
    return reader;
}

}  // namespace bowman
