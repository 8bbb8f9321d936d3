#include "core/formats/provenance_file.h"

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/formats/class_kind.h"

namespace bowman {
namespace {

using json = nlohmann::ordered_json;

json extrasJson(const Extras& extras) {
    json object = json::object();
    for (const auto& [name, value] : extras) std::visit([&, &key = name](const auto& v) { object[key] = v; }, value);   // clang 14 captures no structured binding
    return object;
}

json objectJson(const Annotation& a, std::size_t number, SlidePoint origin) {
    const Provenance& p = a.provenance;
    const SlideRect box = boundsOf(a.shape);
    json object = {{"number", number}, {"box", {box.x - origin.x, box.y - origin.y, box.right() - origin.x, box.bottom() - origin.y}},
                   {"uuid", a.uuid}, {"kind", toText(a.kind)}, {"class", a.className}, {"state", toText(a.state)},
                   {"probability", a.score}, {"uncertainty", a.uncertainty}, {"source", p.source}, {"model", p.model}, {"model_sha256", p.modelSha256},
                   {"threshold", p.threshold}, {"created_by", p.createdBy}, {"created_at", p.createdAt}, {"reviewed_by", p.reviewedBy},
                   {"reviewed_at", p.reviewedAt}, {"seconds_spent", p.secondsSpent}};
    if (!a.note.empty()) object["note"] = a.note;
    if (!a.extras.empty()) object["fields"] = extrasJson(a.extras);
    return object;
}

json slideJson(const SelectedSlide& slide, SlidePoint origin) {
    const SlideRecord& record = slide.snapshot->slide;
    json header = {{"version", BOWMAN_VERSION}, {"slide", record.alias}, {"width", record.size.width}, {"height", record.size.height}};
    if (record.umPerPx.value) header["um_per_px"] = *record.umPerPx.value;
    if (!record.identity.quickhash.empty()) header["quickhash"] = record.identity.quickhash;
    if (const auto& signOff = slide.snapshot->signOff) {
        header["signed_off"] = {{"by", signOff->person}, {"at", signOff->time}};
        if (!signOff->exception.empty()) header["signed_off"]["exception"] = signOff->exception;
    }
    json objects = json::array();
    for (const auto* list : {&slide.regions, &slide.glomeruli})
        for (const AnnotationPtr& a : *list) objects.push_back(objectJson(*a, objects.size() + 1, origin));
    json document = json::object();   // a list of values would copy all objects
    document["bowman"] = std::move(header);
    document["objects"] = std::move(objects);
    return document;
}

}  // namespace

std::filesystem::path provenanceFileOf(const std::filesystem::path& file) {
    return std::filesystem::path(file).concat(".provenance.json");
}

std::string provenanceText(const std::vector<SelectedSlide>& slides, SlidePoint origin) {
    json document;
    if (slides.size() == 1) document = slideJson(slides.front(), origin);
    else
        for (const SelectedSlide& slide : slides) document["slides"].push_back(slideJson(slide, origin));
    return document.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<void> writeProvenanceFile(const std::filesystem::path& file, const std::vector<SelectedSlide>& slides, SlidePoint origin, ExportReport& report) {
    const auto sideCar = provenanceFileOf(file);
    if (auto written = writeFileAtomically(sideCar, provenanceText(slides, origin)); !written) return written;
    report.files.push_back(sideCar);
    return {};
}

}  // namespace bowman
