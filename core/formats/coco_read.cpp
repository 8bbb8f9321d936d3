#include <map>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/base/translatable.h"
#include "core/formats/class_kind.h"
#include "core/formats/coco_rle.h"
#include "core/formats/json_access.h"
#include "core/formats/json_bowman.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_file.h"
#include "core/formats/json_label.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"
#include "core/formats/run_outlines.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr const char* kWhat = "cannot read COCO labels";
constexpr std::int64_t kLargestSide = (std::int64_t{1} << 31) - 1;   ///< what outlines of runs can say

/// Ids are numbers by the standard and texts in some files.
std::string idOf(const json& value, const JsonPlace& at) {
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    return asText(value, at);
}

struct CocoImage {
    std::string id;
    std::string fileName;
    const json* value = nullptr;   ///< of the document
    std::size_t index = 0;         ///< in its list
};

std::vector<CocoImage> imagesOf(const json& document) {
    const JsonPlace top, at(top, "images");
    std::vector<CocoImage> images;
    const json* list = member(asObject(document, top), "images");
    if (!list) top.fail("there is no list of \"images\"");
    for (std::size_t i = 0; i < asList(*list, at).size(); ++i) {
        const JsonPlace imageAt(at, i);
        const json& image = asObject((*list)[i], imageAt);
        const json *id = member(image, "id"), *name = member(image, "file_name");
        if (!id) imageAt.fail("an image without \"id\"");
        images.push_back({idOf(*id, JsonPlace(imageAt, "id")), name ? asText(*name, JsonPlace(imageAt, "file_name")) : "", &image, i});
    }
    return images;
}

/// By id, file name, the name without its folder, or that without its ending.
bool isCalled(const CocoImage& image, const std::string& id) {
    const std::filesystem::path name(image.fileName);
    return id == image.id || id == image.fileName || id == name.filename() || id == name.stem();
}

const CocoImage& chosenImage(const std::vector<CocoImage>& images, const std::string& id) {
    const JsonPlace top, at(top, "images");
    if (images.empty()) at.fail("there are no images");
    if (id.empty() && images.size() == 1) return images.front();
    const CocoImage* found = nullptr;
    for (const CocoImage& image : images) {
        if (id.empty() || !isCalled(image, id)) continue;
        if (found) at.fail("more than one image is called \"" + id + "\": say the id");
        found = &image;
    }
    if (found) return *found;
    std::string names;
    for (std::size_t i = 0; i < images.size() && i < 5; ++i) names += (i > 0 ? ", " : "") + (images[i].fileName.empty() ? images[i].id : images[i].fileName);
    if (images.size() > 5) names += " …";
    const std::string count = std::to_string(images.size()) + (images.size() == 1 ? " image" : " images");
    at.fail(id.empty() ? "it has " + count + ": say which (" + names + ")" : "no image is called \"" + id + "\"; it has " + count + " (" + names + ")");
}

std::map<std::string, std::string> categoriesOf(const json& document) {
    std::map<std::string, std::string> names;
    const JsonPlace top, at(top, "categories");
    const json* list = member(document, "categories");
    if (!list) return names;
    for (std::size_t i = 0; i < asList(*list, at).size(); ++i) {
        const JsonPlace categoryAt(at, i);
        const json *id = member(asObject((*list)[i], categoryAt), "id"), *name = member((*list)[i], "name");
        if (id && name) names[idOf(*id, JsonPlace(categoryAt, "id"))] = asText(*name, JsonPlace(categoryAt, "name"));
    }
    return names;
}

class Reader {
public:
    Reader(const LabelReadOptions& options, Labels& labels) : m_options(options), m_labels(labels) {}

    void read(std::string_view text) {
        const json document = parseJsonStream(text, {"annotations", 1, false, [this](const json& a, const JsonPlace& at) { readAnnotation(a, at); }});
        const JsonPlace top;
        const auto images = imagesOf(document);
        const json* list = member(document, "annotations");
        if (!list) top.fail("there is no list of \"annotations\"");
        asList(*list, JsonPlace(top, "annotations"));
        const CocoImage& image = chosenImage(images, m_options.id);
        const SlidePoint origin = m_options.origin.value_or(readImage(image));
        const auto categories = categoriesOf(document);
        for (Item& item : m_items)
            if (item.image == image.id) keep(item, categories, origin);
        warn();
    }

private:
    struct Item {
        std::string image;
        std::string category;
        Annotation annotation;
        bool isOurs = false;
        bool isCrowd = false;
        bool isBoxOnly = false;
        bool isOfRuns = false;   ///< outlines along pixels: valid as they are made
    };

    SlidePoint readImage(const CocoImage& image) {
        const JsonPlace top, list(top, "images"), at(list, image.index);
        m_labels.slideAlias = image.fileName;
        SlidePoint origin;
        const json *width = member(*image.value, "width"), *height = member(*image.value, "height");
        if (width && height && width->is_number_unsigned() && height->is_number_unsigned())
            m_labels.slideSize = {width->get<std::int64_t>(), height->get<std::int64_t>()};
        if (const json* header = member(*image.value, "bowman")) origin = readSlideHeader(*header, JsonPlace(at, "bowman"), m_labels);
        return origin;
    }

    void readAnnotation(const json& value, const JsonPlace& at) {
        asObject(value, at);
        Item item;
        const json *image = member(value, "image_id"), *category = member(value, "category_id"), *crowd = member(value, "iscrowd");
        if (!image) at.fail("an annotation without \"image_id\"");
        item.image = idOf(*image, JsonPlace(at, "image_id"));
        if (category) item.category = idOf(*category, JsonPlace(at, "category_id"));
        item.annotation = importedObject("coco", "", m_options);
        if (const json* score = member(value, "score")) item.annotation.score = asNumber(*score, JsonPlace(at, "score"));
        m_extras.read(value, {"id", "image_id", "category_id", "segmentation", "area", "bbox", "iscrowd", "score", "bowman", "attributes"}, item.annotation);
        if (const json* attributes = member(value, "attributes")) m_extras.read(asObject(*attributes, JsonPlace(at, "attributes")), {}, item.annotation);   // CVAT
        std::vector<Ring> holes;
        std::string uuid;
        if (const json* ours = member(value, "bowman")) {
            const JsonPlace oursAt(at, "bowman");
            readObjectJson(*ours, oursAt, item.annotation);
            item.isOurs = member(*ours, "state") != nullptr;
            if (const json* id = member(*ours, "uuid"); id && id->is_string()) uuid = id->get<std::string>();
            if (const json* list = member(*ours, "holes")) holes = holesOf(*list, JsonPlace(oursAt, "holes"));
        }
        item.annotation.uuid = m_uuids.take(uuid);
        const json* segmentation = member(value, "segmentation");
        if (segmentation) item.annotation.shape = shapeOf(*segmentation, std::move(holes), JsonPlace(at, "segmentation"));
        item.isBoxOnly = item.annotation.shape.empty() && member(value, "bbox");
        item.isOfRuns = segmentation && segmentation->is_object();
        item.isCrowd = crowd && !item.isOurs && segmentation && segmentation->is_object() && *crowd == 1;
        m_items.push_back(std::move(item));
    }

    static std::vector<Ring> holesOf(const json& list, const JsonPlace& at) {
        std::vector<Ring> holes;
        for (std::size_t i = 0; i < asRings(list, at).size(); ++i) holes.push_back(asRing(list[i], JsonPlace(at, i)));
        return holes;
    }

    static MultiPolygon shapeOf(const json& value, std::vector<Ring> holes, const JsonPlace& at) {
        if (value.is_object()) return shapeOfRuns(value, at);
        if (value.is_binary()) at.fail("a polygon is one flat list: x1, y1, x2, y2, …");
        MultiPolygon parts;
        if (asList(value, at).empty()) return parts;
        if (value.front().is_number()) parts.push_back({flatRing(value, at), {}});
        else
            for (std::size_t i = 0; i < value.size(); ++i) parts.push_back({flatRing(value[i], JsonPlace(at, i)), {}});
        std::erase_if(parts, [](const Polygon& part) { return part.outer.size() < 3; });
        if (holes.empty() || parts.empty()) return parts;
        OutlineAssembly assembly;
        for (Polygon& part : parts) assembly.addPart({std::move(part.outer), 0, 0});
        for (Ring& hole : holes) assembly.addHole({std::move(hole), 0, 0});
        auto assembled = assembly.assemble();
        if (!assembled) at.fail(assembled.error().why);
        return std::move(assembled->shapes.front());
    }

    static Ring flatRing(const json& list, const JsonPlace& at) {
        asList(list, at);
        if (list.size() % 2 != 0) at.fail("a polygon needs an even count of numbers: x1, y1, x2, y2, …");
        Ring ring;
        ring.reserve(list.size() / 2);
        for (std::size_t i = 0; i < list.size(); i += 2) {
            const SlidePoint p{asNumber(list[i], JsonPlace(at, i)), asNumber(list[i + 1], JsonPlace(at, i + 1))};
            if (!OutlineCheck::isOnSlide(p)) JsonPlace(at, i).fail("the position is beyond any slide");
            ring.push_back(p);
        }
        return ring;
    }

    static std::int64_t sideOf(const json& value, const JsonPlace& at) {
        if (!value.is_number_integer()) at.fail("a whole number was expected");
        const auto side = value.get<std::int64_t>();
        if (side < 1 || side > kLargestSide) at.fail("no image has this size");
        return side;
    }

    static MultiPolygon shapeOfRuns(const json& value, const JsonPlace& at) {
        const json *size = member(value, "size"), *counts = member(value, "counts");
        const JsonPlace sizeAt(at, "size"), countsAt(at, "counts");
        if (!size || !counts) at.fail("run lengths need \"size\" and \"counts\"");
        if (asList(*size, sizeAt).size() != 2) sizeAt.fail("height and width were expected");
        const PixelSize mask{sideOf((*size)[1], JsonPlace(sizeAt, 1)), sideOf((*size)[0], JsonPlace(sizeAt, std::size_t{0}))};
        std::vector<std::int64_t> numbers;
        if (counts->is_string()) {
            auto decoded = cocoCountsOf(counts->get_ref<const std::string&>());
            if (!decoded) countsAt.fail(decoded.error().why);
            numbers = std::move(*decoded);
        } else {
            for (std::size_t i = 0; i < asList(*counts, countsAt).size(); ++i) {
                if (!(*counts)[i].is_number_integer()) JsonPlace(countsAt, i).fail("a whole number was expected");
                numbers.push_back((*counts)[i].get<std::int64_t>());
            }
        }
        const auto runs = cocoRuns(numbers, mask);
        if (!runs) countsAt.fail(runs.error().why);
        MultiPolygon parts = outlinesOfColumns(*runs);
        return parts;
    }

    /// Polygons of one object that overlap are one area (pycocotools merges them); GEOS would cut the overlap out.
    static MultiPolygon united(MultiPolygon parts) {
        if (parts.size() < 2 || isValid(parts)) return parts;
        MultiPolygon all;
        for (Polygon& part : parts) {
            MultiPolygon one = {std::move(part)};
            if (!isValid(one)) {
                auto repaired = makeValid(one);
                if (!repaired) continue;
                one = std::move(*repaired);
            }
            auto sum = all.empty() ? Result<MultiPolygon>(one) : unite(all, one);
            if (sum) all = std::move(*sum);
        }
        return all;
    }

    void keep(Item& item, const std::map<std::string, std::string>& categories, SlidePoint origin) {
        Annotation& a = item.annotation;
        if (item.isBoxOnly) {
            ++m_boxes;
            return;
        }
        const auto named = categories.find(item.category);
        if (named == categories.end() && !item.category.empty()) ++m_unnamed;
        const std::string name = named != categories.end() ? named->second : "";
        if (!item.isOurs) a.kind = kindOfClass(name);
        if (!item.isOurs || a.kind != AnnotationKind::CompleteRegion) a.className = classNameOf(name);
        if (!item.isOfRuns) a.shape = m_check.checked(united(std::move(a.shape)));
        else if (a.shape.empty()) m_check.countWithoutArea();
        moveBy(a.shape, origin);
        if (a.shape.empty()) return;
        if (!item.isCrowd || a.shape.size() == 1) {
            m_labels.annotations.push_back(std::move(a));
            return;
        }
        ++m_crowds;
        MultiPolygon parts = std::move(a.shape);
        for (Polygon& part : parts) {
            a.uuid = m_uuids.take("");
            a.shape = {std::move(part)};
            m_labels.annotations.push_back(a);
        }
    }

    void warn() {
        m_check.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_extras.leftOut(), kExtrasLeftOut);
        warnOf(m_labels.warnings, m_boxes, " object(s) with a box but no outline left out");
        warnOf(m_labels.warnings, m_crowds, " crowd(s) became an object for each connected part");
        warnOf(m_labels.warnings, m_unnamed, " object(s) of a category that the file does not name");
    }

    const LabelReadOptions& m_options;
    Labels& m_labels;
    UniqueUuids m_uuids;
    OutlineCheck m_check;
    ExtrasReader m_extras;
    std::vector<Item> m_items;
    int m_boxes = 0;
    int m_crowds = 0;
    int m_unnamed = 0;
};

class CocoReader : public LabelReader {
public:
    std::string_view name() const override { return "coco"; }
    std::string_view title() const override { return translatable("Formats", "COCO JSON"); }
    std::string_view extensions() const override { return "*.json"; }
    bool recognises(std::string_view head) const override {
        if (!looksLikeJson(head) || head.find('{') > head.find('[')) return false;
        const auto has = [&](const char* key) { return hasJsonKey(head, key); };
        return (has("images") && (has("file_name") || has("annotations") || has("categories"))) ||
               (has("annotations") && (has("image_id") || has("segmentation"))) || (has("categories") && has("supercategory"));
    }
    Result<std::vector<std::string>> ids(const std::filesystem::path& path) const override {
        std::vector<std::string> ids;
        const auto read = loadJsonLabels(kWhat, path, [&](std::string_view text, Labels&) {
            const json document = parseJsonStream(text, {"annotations", 1, false, [](const json&, const JsonPlace&) {}});
            for (const CocoImage& image : imagesOf(document)) ids.push_back(image.fileName.empty() ? image.id : image.fileName);
        });
        if (!read) return read.error();
        return ids;
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        return loadJsonLabels(kWhat, path, [&](std::string_view text, Labels& labels) { Reader(options, labels).read(text); });
    }
};

}  // namespace

const LabelReader& cocoReader() {
    static const CocoReader reader;
    return reader;
}

}  // namespace bowman
