#include "core/formats/provenance_file.h"

#include <nlohmann/json.hpp>

namespace bowman {
namespace {

using json = nlohmann::ordered_json;

json objectJson(const Annotation& a, std::size_t number) {
    const Provenance& p = a.provenance;
    return {{"number", number}, {"uuid", a.uuid}, {"kind", toText(a.kind)}, {"class", a.className}, {"state", toText(a.state)},
            {"probability", a.score}, {"source", p.source}, {"model", p.model}, {"model_sha256", p.modelSha256},
            {"threshold", p.threshold}, {"created_by", p.createdBy}, {"created_at", p.createdAt}, {"reviewed_by", p.reviewedBy},
            {"reviewed_at", p.reviewedAt}, {"seconds_spent", p.secondsSpent}};
}

}  // namespace

std::filesystem::path provenanceFileOf(const std::filesystem::path& file) {
    return std::filesystem::path(file).concat(".provenance.json");
}

std::string provenanceText(const SelectedSlide& slide) {
    const SlideRecord& record = slide.snapshot->slide;
    json header = {{"version", BOWMAN_VERSION}, {"slide", record.alias}, {"width", record.size.width}, {"height", record.size.height}};
    if (record.umPerPx.value) header["um_per_px"] = *record.umPerPx.value;
    if (!record.identity.quickhash.empty()) header["quickhash"] = record.identity.quickhash;
    json objects = json::array();
    for (const auto* list : {&slide.regions, &slide.glomeruli})
        for (const AnnotationPtr& a : *list) objects.push_back(objectJson(*a, objects.size() + 1));
    json document = json::object();   // a list of values would copy all objects
    document["bowman"] = std::move(header);
    document["objects"] = std::move(objects);
    return document.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace bowman
