#include "core/formats/training_manifest.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

namespace bowman {
namespace {

using nlohmann::ordered_json;

std::string number(double value) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

/// What stands in a cell of a Markdown table.
std::string cell(std::string text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out.empty() ? "–" : out;
}

struct Sum {
    std::int64_t tiles = 0;
    std::array<std::int64_t, 3> pixels{};
    std::string stain;
    std::string group;
    int fold = 0;
};

std::map<std::string, Sum> sumsBySlide(const TrainingManifest& manifest) {
    std::map<std::string, Sum> sums;
    for (const TrainingTile& tile : manifest.tiles) {
        Sum& sum = sums[tile.slide];
        ++sum.tiles;
        for (std::size_t i = 0; i < 3; ++i) sum.pixels[i] += tile.pixels[i];
        sum.stain = tile.stain;
        sum.group = tile.group;
        sum.fold = tile.fold;
    }
    return sums;
}

}  // namespace

TrainingManifest describe(const ExportRequest& request) {
    TrainingManifest manifest;
    manifest.options = request.training;
    manifest.classes = request.classes;
    for (const Snapshot& snapshot : request.slides)
        for (const AnnotationPtr& a : snapshot.annotations) {
            const Provenance& p = a->provenance;
            if (p.source == "model") manifest.models.insert({p.model, p.modelSha256});
            if (!p.reviewedBy.empty()) manifest.reviewers.insert(p.reviewedBy);
            if (p.source != "model" && !p.createdBy.empty()) manifest.reviewers.insert(p.createdBy);
            manifest.date = std::max({manifest.date, p.createdAt, p.reviewedAt});
            const bool isRegion = a->kind == AnnotationKind::CompleteRegion;
            ++manifest.objects[isRegion ? std::string("complete region") : std::string(toText(a->state))];
        }
    return manifest;
}

std::string toJsonText(const TrainingManifest& manifest) {
    ordered_json json;
    json["schema"] = "bowman-training-set";
    json["schema_version"] = 1;
    json["tool"] = "Bowman";
    json["tool_version"] = BOWMAN_VERSION;
    json["date"] = manifest.date;
    json["um_per_px"] = manifest.options.umPerPx;
    json["tile_size"] = manifest.options.tileSize;
    json["folds"] = manifest.options.folds;
    json["seed"] = manifest.options.seed;
    json["labels"] = {{"0", "background"}, {"1", "glomerulus"}, {"255", "ignore"}};
    json["classes"] = manifest.classes;
    json["models"] = ordered_json::array();
    for (const auto& [name, sha256] : manifest.models) json["models"].push_back({{"name", name}, {"sha256", sha256}});
    json["reviewers"] = manifest.reviewers;
    json["objects"] = manifest.objects;
    json["tiles"] = ordered_json::array();
    for (const TrainingTile& t : manifest.tiles)
        json["tiles"].push_back({{"image", t.image}, {"mask", t.mask}, {"slide", t.slide}, {"x", t.x}, {"y", t.y},
                                 {"um_per_px", manifest.options.umPerPx}, {"size", manifest.options.tileSize},
                                 {"group", t.group}, {"stain", t.stain}, {"fold", t.fold},
                                 {"sha256_image", t.sha256Image}, {"sha256_mask", t.sha256Mask}});
    return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string toDataCard(const TrainingManifest& manifest) {
    const TrainingSetOptions& options = manifest.options;
    std::string out = "# Data card\n\nTiles of whole-slide images of kidney with masks of glomeruli, made by Bowman " BOWMAN_VERSION
                      " from reviewed labels.\n\n";
    out += "- Tiles: " + std::to_string(manifest.tiles.size()) + ", " + std::to_string(options.tileSize) + " × " +
           std::to_string(options.tileSize) + " px at " + number(options.umPerPx) + " µm/px\n";
    out += "- Last edit of the labels: " + cell(manifest.date) + "\n- Folds: " + std::to_string(options.folds) +
           ", seed " + std::to_string(options.seed) + "; a patient (where unknown: a slide) is in one fold only\n";
    std::string people, models, objects;
    for (const std::string& name : manifest.reviewers) people += (people.empty() ? std::string() : std::string(", ")) + name;
    for (const auto& [name, sha256] : manifest.models) models += (models.empty() ? std::string() : std::string(", ")) + name + " (" + sha256.substr(0, 12) + ")";
    for (const auto& [state, count] : manifest.objects) objects += (objects.empty() ? std::string() : std::string(", ")) + std::to_string(count) + " " + state;
    out += "- Reviewed by: " + cell(people) + "\n- Proposed by: " + cell(models) + "\n- Objects: " + cell(objects) + "\n";
    out += "\n## What the masks say\n\n"
           "| value | meaning |\n|---|---|\n"
           "| 1 | glomerulus: accepted, corrected or added by a person |\n"
           "| 0 | not a glomerulus: rejected by a person, and the rest of regions that a person marked as complete |\n"
           "| 255 | not known, leave out of loss and figures: everything else, and what is proposed or unsure |\n";
    out += "\n## Slides\n\n| slide | group | stain | fold | tiles | px glomerulus | px background | px ignored |\n|---|---|---|---|---|---|---|---|\n";
    for (const auto& [slide, sum] : sumsBySlide(manifest))
        out += "| " + cell(slide) + " | " + cell(sum.group) + " | " + cell(sum.stain) + " | " + std::to_string(sum.fold) + " | " +
               std::to_string(sum.tiles) + " | " + std::to_string(sum.pixels[1]) + " | " + std::to_string(sum.pixels[0]) + " | " +
               std::to_string(sum.pixels[2]) + " |\n";
    out += "\n## Limits\n\nTiles overlap where objects lie close together, so objects can appear more than once. Slides are named by "
           "their alias; the pixels themselves may still identify a slide to those who hold it.\n";
    return out;
}

}  // namespace bowman
