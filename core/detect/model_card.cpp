#include "core/detect/model_card.h"

#include <nlohmann/json.hpp>

namespace bowman {

using nlohmann::json;

json toJson(const ModelCard& c) {
    return {{"schema_version", c.schemaVersion}, {"name", c.name}, {"architecture", c.architecture},
            {"encoder", c.encoder}, {"padding", c.padding}, {"batch_norm_eps", c.batchNormEps},
            {"classes", c.classes}, {"um_per_px", c.umPerPx}, {"resampling", c.resampling},
            {"tile_size", c.tileSize}, {"margin", c.margin}, {"mean", c.mean}, {"std", c.std},
            {"threshold", c.threshold}, {"smallest_area_um2", c.smallestAreaUm2}, {"smallest_confidence", c.smallestConfidence},
            {"training_data", c.trainingData}, {"split", c.split}, {"held_out", c.heldOut}, {"metrics", c.metrics},
            {"intended_use", c.intendedUse}, {"failure_modes", c.failureModes},
            {"sources", c.sources}, {"licence", c.licence}, {"date", c.date}};
}

Result<ModelCard> modelCardFromJson(const json& j, const std::string& file) {
    const auto bad = [&](const std::string& why) { return Error{"model card is not usable", file, why}; };
    if (!j.is_object()) return bad("it is not a JSON object");
    ModelCard c;
    try {
        const auto read = [&](const char* key, auto& field) {
            if (j.contains(key)) j.at(key).get_to(field);
        };
        read("schema_version", c.schemaVersion);
        read("name", c.name);
        read("architecture", c.architecture);
        read("encoder", c.encoder);
        read("padding", c.padding);
        read("batch_norm_eps", c.batchNormEps);
        read("classes", c.classes);
        read("um_per_px", c.umPerPx);
        read("resampling", c.resampling);
        read("tile_size", c.tileSize);
        read("margin", c.margin);
        read("mean", c.mean);
        read("std", c.std);
        read("threshold", c.threshold);
        read("smallest_area_um2", c.smallestAreaUm2);
        read("smallest_confidence", c.smallestConfidence);
        read("training_data", c.trainingData);
        read("split", c.split);
        read("held_out", c.heldOut);
        read("metrics", c.metrics);
        read("intended_use", c.intendedUse);
        read("failure_modes", c.failureModes);
        read("sources", c.sources);
        read("licence", c.licence);
        read("date", c.date);
    } catch (const json::exception& e) {
        return bad(e.what());
    }
    if (c.schemaVersion != 1) return bad("schema_version " + std::to_string(c.schemaVersion) + " is newer than this program");
    if (!(c.umPerPx >= 0.05 && c.umPerPx <= 20)) return bad("um_per_px must be between 0.05 and 20");
    if (c.tileSize < 64 || c.tileSize > 4096 || c.tileSize % 32 != 0) return bad("tile_size must be a multiple of 32 between 64 and 4096");
    if (c.margin < 0 || 2 * c.margin >= c.tileSize) return bad("margin must leave something of the tile");
    if (c.classes.empty()) return bad("classes is empty");
    if (!(c.smallestConfidence >= 0 && c.smallestConfidence < 1)) return bad("smallest_confidence must be at least 0 and below 1");
    if (!(c.threshold > 0 && c.threshold < 1)) return bad("threshold must be between 0 and 1");
    for (double s : c.std)
        if (!(s > 0)) return bad("std must be positive");
    if (c.padding != "symmetric" && c.padding != "same") return bad("padding must be \"symmetric\" or \"same\"");
    return c;
}

}  // namespace bowman
