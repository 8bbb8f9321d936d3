#include "core/formats/training_manifest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

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

std::map<int, std::string> namesByValue(const TrainingManifest& manifest) {
    std::map<int, std::string> names;
    if (!manifest.options.perClass) return {{1, "glomerulus"}};
    for (const auto& [name, number] : manifest.classNumbers) names[number] = name;
    return names;
}

struct Sum {
    std::int64_t tiles = 0;
    std::array<std::int64_t, 3> pixels{};
};

std::map<std::string, Sum> sumsBySlide(const TrainingManifest& manifest) {
    std::map<std::string, Sum> sums;
    for (const TrainingTile& tile : manifest.tiles) {
        Sum& sum = sums[tile.slide];
        ++sum.tiles;
        for (std::size_t i = 0; i < 3; ++i) sum.pixels[i] += tile.pixels[i];
    }
    return sums;
}

std::string percent(double share) { return number(std::round(share * 1000) / 10) + " %"; }

void appendTo(std::string& list, const std::string& item) { list.append(list.empty() ? "" : ", ").append(item); }

std::string summary(const TrainingManifest& manifest) {
    const TrainingSetOptions& options = manifest.options;
    std::string people, models, objects;
    for (const std::string& name : manifest.reviewers) appendTo(people, name);
    for (const auto& [name, sha256] : manifest.models) appendTo(models, name + " (" + sha256.substr(0, 12) + ")");
    for (const auto& [state, count] : manifest.objects) appendTo(objects, std::to_string(count) + " " + state);
    std::string out = "- Tiles: " + std::to_string(manifest.tiles.size()) + ", " + std::to_string(options.tileSize) + " × " +
                      std::to_string(options.tileSize) + " px at " + number(options.umPerPx) + " µm/px; overlap in reviewed regions at least " +
                      percent(options.overlap) + ", moved at random by up to " + percent(options.jitter) + " of a tile\n";
    out += "- Labels made and changed: " + cell(manifest.firstDate) + " to " + cell(manifest.date) + "\n- Folds: " + std::to_string(options.folds) +
           ", seed " + std::to_string(options.seed) + "; a patient (where unknown: a slide) is in one fold only\n";
    out += "- Reviewed by: " + cell(people) + "\n- Proposed by: " + cell(models) + "\n- Objects: " + cell(objects) + "\n";
    return out;
}

std::string maskTable(const TrainingManifest& manifest) {
    std::string out = "\n## What the masks say\n\n| value | meaning |\n|---|---|\n";
    for (const auto& [value, name] : namesByValue(manifest))
        out += "| " + std::to_string(value) + " | " + cell(name) + ": accepted, corrected or added by a person |\n";
    out += "| 0 | nothing of the above: rejected by a person, and the rest of regions that a person marked as complete |\n"
           "| 255 | not known, leave out of loss and figures: everything else; what is proposed or unsure; parts marked as Ignore or Artefact";
    if (manifest.options.smallestPart > 0)
        out += "; objects of which the tile's border leaves less than " + percent(manifest.options.smallestPart);
    return out + " |\n";
}

std::string slideTable(const TrainingManifest& manifest) {
    std::string out = "\n## Slides\n\n| slide | group | stain | µm/px | fold | tiles | px labelled | px background | px ignored |\n|---|---|---|---|---|---|---|---|---|\n";
    auto sums = sumsBySlide(manifest);
    for (const TrainingSlide& slide : manifest.slides) {
        const Sum& sum = sums[slide.alias];
        out += "| " + cell(slide.alias) + " | " + cell(slide.group) + " | " + cell(slide.stain) + " | " + number(slide.umPerPx) + " | " +
               std::to_string(slide.fold) + " | " + std::to_string(sum.tiles) + " | " + std::to_string(sum.pixels[1]) + " | " +
               std::to_string(sum.pixels[0]) + " | " + std::to_string(sum.pixels[2]) + " |\n";
    }
    return out;
}

constexpr const char* kHowToLoad =
    "\n## How to load it\n\n"
    "`images/NAME.png` (RGB, 8 bit) and `masks/NAME.png` (one channel, 8 bit, values as above) have the same names and sizes, which is what data "
    "sets written for segmentation_models_pytorch (list the images, open the mask of the same name) and MMSegmentation (`img_suffix` and "
    "`seg_map_suffix` \".png\", `ignore_index=255`) expect. `manifest.json` has each tile's slide, level-0 origin, fold and SHA-256:\n\n"
    "```python\n"
    "import json\n"
    "tiles = json.load(open(\"manifest.json\"))[\"tiles\"]\n"
    "training = [(t[\"image\"], t[\"mask\"]) for t in tiles if t[\"fold\"] != 0]\n"
    "validation = [(t[\"image\"], t[\"mask\"]) for t in tiles if t[\"fold\"] == 0]\n"
    "```\n\n"
    "Split by `fold`, never by tile. In the loss, ignore 255: `torch.nn.CrossEntropyLoss(ignore_index=255)`, or the `ignore_index=255` of the losses of "
    "segmentation_models_pytorch. `bowman-cli train --training-set FOLDER` reads it as it is (every class trains as glomerulus).\n";

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
            if (!p.createdAt.empty() && (manifest.firstDate.empty() || p.createdAt < manifest.firstDate)) manifest.firstDate = p.createdAt;
            const bool isRegion = a->kind == AnnotationKind::CompleteRegion;
            if (a->kind != AnnotationKind::Structure) ++manifest.objects[isRegion ? std::string("complete region") : std::string(toText(a->state))];
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
    json["first_date"] = manifest.firstDate;
    json["um_per_px"] = manifest.options.umPerPx;
    json["tile_size"] = manifest.options.tileSize;
    json["overlap"] = manifest.options.overlap;
    json["jitter"] = manifest.options.jitter;
    json["smallest_part"] = manifest.options.smallestPart;
    json["folds"] = manifest.options.folds;
    json["seed"] = manifest.options.seed;
    json["masks"] = manifest.options.perClass ? "per-class" : "binary";
    json["labels"] = {{"0", "background"}};
    for (const auto& [value, name] : namesByValue(manifest)) json["labels"][std::to_string(value)] = name;
    json["labels"]["255"] = "ignore";
    json["classes"] = manifest.classes;
    json["models"] = ordered_json::array();
    for (const auto& [name, sha256] : manifest.models) json["models"].push_back({{"name", name}, {"sha256", sha256}});
    json["reviewers"] = manifest.reviewers;
    json["objects"] = manifest.objects;
    json["slides"] = ordered_json::array();
    for (const TrainingSlide& s : manifest.slides) {
        json["slides"].push_back({{"slide", s.alias}, {"group", s.group}, {"stain", s.stain}, {"fold", s.fold}, {"width", s.size.width},
                                  {"height", s.size.height}, {"um_per_px", s.umPerPx}});
        if (!s.quickhash.empty()) json["slides"].back()["quickhash"] = s.quickhash;
    }
    json["tiles"] = ordered_json::array();
    for (const TrainingTile& t : manifest.tiles)
        json["tiles"].push_back({{"image", t.image}, {"mask", t.mask}, {"slide", t.slide}, {"x", t.x}, {"y", t.y},
                                 {"um_per_px", manifest.options.umPerPx}, {"size", manifest.options.tileSize},
                                 {"group", t.group}, {"stain", t.stain}, {"fold", t.fold},
                                 {"sha256_image", t.sha256Image}, {"sha256_mask", t.sha256Mask}});
    return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string toDataCard(const TrainingManifest& manifest) {
    return "# Data card\n\nTiles of whole-slide images of kidney with masks of glomeruli, made by Bowman " BOWMAN_VERSION
           " from reviewed labels.\n\n" +
           summary(manifest) + maskTable(manifest) + slideTable(manifest) + kHowToLoad +
           "\n## Limits\n\nTiles overlap where objects lie close together, so objects can appear more than once. Slides are named by "
           "their alias; the pixels themselves may still identify a slide to those who hold it.\n";
}

}  // namespace bowman
