#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/formats/json_access.h"
#include "core/formats/json_extras.h"
#include "core/formats/json_label.h"
#include "core/formats/object_grid.h"
#include "core/formats/provenance_file.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kLargestFile = 256ULL << 20;
constexpr double kSmallestIou = 0.5;
constexpr double kSameClass = 1, kSamePlace = 0.5;   ///< count more than how well the boxes fit
constexpr double kFarthest = 1e9;   ///< pixels; no slide is larger

/// What the side-car says of one object; of `annotation` the shape is empty.
struct Entry {
    SlideRect box;
    Annotation annotation;
    bool isTaken = false;
};

double iouOf(const SlideRect& a, const SlideRect& b) {
    const double width = std::min(a.right(), b.right()) - std::max(a.x, b.x), height = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    if (width <= 0 || height <= 0) return 0;
    return width * height / (a.width * a.height + b.width * b.height - width * height);
}

Entry entryOf(const json& value, const JsonPlace& at) {
    const auto text = [&](const char* key) {
        const json* found = member(value, key);
        return found ? asText(*found, JsonPlace(at, key)) : std::string();
    };
    const auto number = [&](const char* key) {
        const json* found = member(value, key);
        return found ? asNumber(*found, JsonPlace(at, key)) : 0.0;
    };
    Entry entry;
    const json* box = member(asObject(value, at), "box");
    if (!box || asList(*box, JsonPlace(at, "box")).size() != 4) at.fail("an object without its \"box\"");
    double sides[4];
    for (std::size_t i = 0; i < 4; ++i) {
        const JsonPlace boxAt(at, "box");
        sides[i] = asNumber((*box)[i], JsonPlace(boxAt, i));
        if (std::abs(sides[i]) > kFarthest) JsonPlace(boxAt, i).fail("the position is beyond any slide");
    }
    entry.box = {sides[0], sides[1], sides[2] - sides[0], sides[3] - sides[1]};
    if (entry.box.width < 0 || entry.box.height < 0) JsonPlace(at, "box").fail("left, top, right and bottom were expected");
    Annotation& a = entry.annotation;
    const auto state = reviewStateFromText(text("state"));
    const auto kind = annotationKindFromText(text("kind"));
    if (!state || !kind) at.fail("\"state\" and \"kind\" were expected");
    a.state = *state;
    a.kind = *kind;
    a.uuid = text("uuid");
    a.className = text("class");
    a.note = text("note");
    a.score = number("probability");
    a.uncertainty = number("uncertainty");
    a.provenance = {text("source"), text("model"), text("model_sha256"), number("threshold"), text("created_by"), text("created_at"),
                    text("reviewed_by"), text("reviewed_at"), number("seconds_spent")};
    if (const json* fields = member(value, "fields")) ExtrasReader().read(asObject(*fields, JsonPlace(at, "fields")), {}, a);
    return entry;
}

/// The one slide of the side-car, or that of the name.
const json& slideOf(const json& document, const std::string& id, const std::string& alias) {
    const JsonPlace top, at(top, "slides");
    const json* slides = member(asObject(document, top), "slides");
    if (!slides) return document;
    for (std::size_t i = 0; i < asList(*slides, at).size(); ++i) {
        const JsonPlace slideAt(at, i);
        const json* header = member(asObject((*slides)[i], slideAt), "bowman");
        const json* name = header ? member(asObject(*header, slideAt), "slide") : nullptr;
        if (name && name->is_string() && (*name == id || *name == alias)) return (*slides)[i];
    }
    at.fail("it says nothing of this slide");
}

class SideCar {
public:
    explicit SideCar(const json& slide) {
        const JsonPlace top, at(top, "objects");
        const json* objects = member(asObject(slide, top), "objects");
        if (!objects) top.fail("there is no list of \"objects\"");
        for (std::size_t i = 0; i < asList(*objects, at).size(); ++i) m_entries.push_back(entryOf((*objects)[i], JsonPlace(at, i)));
        SlideRect all;
        for (const Entry& entry : m_entries) all = all.united(entry.box);
        m_corner = {all.x, all.y};
        std::vector<SlideRect> boxes;
        for (const Entry& entry : m_entries) boxes.push_back(moved(entry.box));
        m_grid.emplace(boxes, PixelSize{std::int64_t(all.width) + 1, std::int64_t(all.height) + 1}, kCell);
    }

    std::size_t size() const { return m_entries.size(); }

    /// The entry that lies there and is not taken yet, best of the same class and at the same place of the list.
    Entry* take(const Annotation& a, const SlideRect& box, std::size_t place) {
        Entry* best = nullptr;
        double bestScore = 0;
        for (const std::uint32_t i : m_grid->touching(moved(box))) {
            Entry& entry = m_entries[i];
            const double iou = iouOf(entry.box, box);
            if (entry.isTaken || entry.annotation.kind != a.kind || iou <= kSmallestIou) continue;
            const double score = iou + (entry.annotation.className == a.className ? kSameClass : 0) + (i == place ? kSamePlace : 0);
            if (score <= bestScore) continue;
            bestScore = score;
            best = &entry;
        }
        if (best) best->isTaken = true;
        return best;
    }

private:
    static constexpr int kCell = 512;
    SlideRect moved(const SlideRect& box) const { return {box.x - m_corner.x, box.y - m_corner.y, box.width, box.height}; }

    std::vector<Entry> m_entries;
    SlidePoint m_corner;              ///< of all
    std::optional<ObjectGrid> m_grid;
};

void apply(const json& document, const LabelReadOptions& options, Labels& labels) {
    const json& slide = slideOf(document, options.id, labels.slideAlias);
    SideCar sideCar(slide);
    const SlidePoint origin = options.origin.value_or(SlidePoint{});
    const bool saysClasses = labels.format != "hubmap-rle" && labels.format != "mask";
    UniqueUuids uuids;
    std::size_t described = 0, silent = 0;
    std::vector<Annotation*> others;   // their identities may be no one else's, whatever the side-car says
    for (std::size_t i = 0; i < labels.annotations.size(); ++i) {
        Annotation& a = labels.annotations[i];
        others.push_back(&a);
        if (a.provenance.source != "import") continue;
        ++silent;
        SlideRect box = boundsOf(a.shape);
        box.x -= origin.x;
        box.y -= origin.y;
        Entry* entry = sideCar.take(a, box, i);
        if (!entry) continue;
        ++described;
        others.pop_back();
        Annotation known = std::move(entry->annotation);
        known.shape = std::move(a.shape);
        known.extras.merge(a.extras);
        known.uuid = uuids.take(known.uuid);
        if (saysClasses && a.kind != AnnotationKind::CompleteRegion) known.className = a.className;   // may have been changed there
        a = std::move(known);
    }
    for (Annotation* a : others) a->uuid = uuids.take(a->uuid);
    if (described < silent)
        labels.warnings.push_back(std::to_string(silent - described) + " of " + std::to_string(labels.annotations.size()) +
                                  " object(s) are not in the file's provenance side-car, or were changed since: they are taken as new");
    const json* header = member(slide, "bowman");
    if (!header || !header->is_object()) return;
    if (const json* hash = member(*header, "quickhash"); hash && hash->is_string() && labels.slideQuickhash.empty()) labels.slideQuickhash = hash->get<std::string>();
    if (const json* scale = member(*header, "um_per_px"); scale && scale->is_number() && scale->get<double>() > 0 && !labels.umPerPx) labels.umPerPx = scale->get<double>();
}

}  // namespace

void readProvenanceFile(const std::filesystem::path& file, const LabelReadOptions& options, Labels& labels) {
    const auto sideCar = provenanceFileOf(file);
    std::error_code status;
    if (!std::filesystem::is_regular_file(sideCar, status)) return;
    const auto unusable = [&](const std::string& why) { labels.warnings.push_back("the side-car " + sideCar.filename().string() + " could not be used: " + why); };
    if (std::filesystem::file_size(sideCar, status) > kLargestFile) return unusable("larger than 256 MiB");
    const auto text = readFile(sideCar);
    if (!text) return unusable(text.error().why);
    try {
        apply(json::parse(*text), options, labels);
    } catch (const std::exception& problem) {   // of the parser, or a JsonProblem
        unusable(problem.what());
    }
}

}  // namespace bowman
