#include "core/detect/detection_cache.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <system_error>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/platform/platform.h"
#include "core/detect/patch_blender.h"
#include "core/slide/slide_identity.h"

namespace bowman {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr const char* kAbout = "about.json";
constexpr const char* kFinished = "finished.json";
constexpr int kSchema = 3;            ///< raised with anything that changes what a patch is made of: reading, normalising, blending, kernels
constexpr auto kInUse = std::chrono::minutes(15);    ///< another program wrote there that lately: its run may go on
constexpr std::size_t kShort = 16;    ///< characters of a hash in a name

std::string text(const json& j) { return j.dump(1, ' ', false, json::error_handler_t::replace); }

Result<json> describe(const Slide& slide) {
    const auto identity = identifySlide(slide);
    if (!identity) return identity.error();
    const SlideInfo& info = slide.info();
    return json{{"bytes", identity->sizeBytes}, {"head_tail_sha256", identity->headTailSha256}, {"quickhash", identity->quickhash},
                {"width", info.size().width}, {"height", info.size().height}, {"z", info.view.z}, {"channels", info.view.channels}};
}

std::string shortHash(const json& j) { return sha256Hex(text(j)).substr(0, kShort); }

Result<json> readJson(const fs::path& path) {
    const auto content = readFile(path);
    if (!content) return content.error();
    json j = json::parse(*content, nullptr, false);
    if (j.is_discarded()) return Error{"no JSON", path.string(), ""};
    return j;
}

/// Folders of runs with the time of their last use, the latest first.
struct Run {
    fs::path folder;
    fs::file_time_type used;
};
std::vector<Run> runsIn(const fs::path& folder) {
    std::vector<Run> runs;
    std::error_code status;
    for (fs::directory_iterator it(folder, status), end; !status && it != end; it.increment(status)) {
        std::error_code none;
        auto used = fs::last_write_time(it->path() / kAbout, none);
        if (none) continue;
        // A run of hours dates its description once, and its patches all the time.
        for (fs::directory_iterator file(it->path(), none), last; !none && file != last; file.increment(none)) {
            std::error_code undated;
            const auto written = fs::last_write_time(file->path(), undated);
            if (!undated) used = std::max(used, written);
        }
        runs.push_back({it->path(), used});
    }
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.used > b.used; });
    return runs;
}

std::int64_t bytesOf(const fs::path& folder) {
    std::int64_t bytes = 0;
    std::error_code status;
    for (fs::directory_iterator it(folder, status), end; !status && it != end; it.increment(status)) {
        std::error_code none;
        if (const auto size = it->file_size(none); !none) bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

json geometryAsJson(const PatchGeometry& g) {
    json j = {{"size", g.size}, {"margin", g.margin}, {"blend", g.blend}};
    if (g.isBand()) j["height"] = g.height;
    return j;
}

/// Blends every patch of the whole slide's plan that is there.
struct Blended {
    std::shared_ptr<const ProbabilityMap> map;
    int patches = 0;
};
Blended blendAll(const PatchStore& store, const Slide& slide, double downsample, const PatchGeometry& geometry, const FinishedSearch& search) {
    const MapGrid grid = mapGridFor(slide.info().rect(), downsample);
    PatchPlan plan = planPatches({.grid = grid, .geometry = geometry, .shiftX = 0, .shiftY = 0});
    plan.extents = search.extents;
    std::erase_if(plan.patches, [&](const MapRect& patch) { return !store.has(placeOf(patch, plan, grid)); });
    PatchBlender blender(grid, plan, search.ink);
    Blended blended;
    for (const MapRect& patch : plan.patches) {
        const std::vector<float> probabilities = store.load(placeOf(patch, plan, grid));
        if (probabilities.empty()) continue;
        blender.add(patch, probabilities);
        ++blended.patches;
    }
    blended.map = blender.finish();
    return blended;
}

/// Parts of rings (the outer one first) of numbers x, y, x, y, …
json asJson(const MultiPolygon& shape) {
    const auto ring = [](const Ring& points) {
        json numbers = json::array();
        for (const SlidePoint& p : points) numbers.insert(numbers.end(), {p.x, p.y});
        return numbers;
    };
    json parts = json::array();
    for (const Polygon& part : shape) {
        json rings = json::array({ring(part.outer)});
        for (const Ring& hole : part.holes) rings.push_back(ring(hole));
        parts.push_back(std::move(rings));
    }
    return parts;
}

/// Throws where it is none, as below.
MultiPolygon shapeOf(const json& parts) {
    const auto ring = [](const json& numbers) {
        Ring points;
        for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) points.push_back({numbers.at(i).get<double>(), numbers.at(i + 1).get<double>()});
        return points;
    };
    MultiPolygon shape;
    for (const json& rings : parts) {
        Polygon part{ring(rings.at(0)), {}};
        for (std::size_t i = 1; i < rings.size(); ++i) part.holes.push_back(ring(rings.at(i)));
        shape.push_back(std::move(part));
    }
    return shape;
}

/// Throws where something is missing: the caller's boundary takes it.
std::optional<KeptDetection> loadRun(const fs::path& folder, const json& slideJson, const Slide& slide, double umPerPx) {
    const auto about = readJson(folder / kAbout), finished = readJson(folder / kFinished);
    if (!about || !finished || about->at("slide") != slideJson || about->at("um_per_px").get<double>() != umPerPx) return std::nullopt;
    auto card = modelCardFromJson(about->at("model"), (folder / kAbout).string());
    if (!card) return std::nullopt;
    card->sha256 = about->at("model_sha256").get<std::string>();
    const json& g = about->at("geometry");
    const PatchGeometry geometry{g.at("size").get<int>(), g.at("margin").get<int>(), g.at("blend").get<int>(), g.value("height", 0)};
    if (geometry.size <= 0 || geometry.margin < 0 || geometry.blend < 0 || geometry.height < 0 || geometry.stride() <= 0) return std::nullopt;
    KeptDetection kept{*card, {}, {}};
    kept.search = {finished->at("threshold").get<double>(), finished->at("smallest_area_um2").get<double>(), finished->at("smoothing_um").get<double>(),
                   finished->at("tissue_mm2").get<double>(), finished->at("patches").get<int>(), finished->value("smallest_confidence", 0.0), {}};
    for (const json& column : finished->at("columns")) kept.search.extents[column.at(0).get<int>()] = {column.at(1).get<int>(), column.at(2).get<int>()};
    if (finished->contains("ink")) kept.search.ink = shapeOf(finished->at("ink"));
    const auto store = PatchStore::openToRead(folder, sha256Hex(text(*about)), geometry);
    const Blended blended = blendAll(*store, slide, card->umPerPx / umPerPx, geometry, kept.search);
    if (blended.patches < kept.search.patches) return std::nullopt;
    kept.map = blended.map;
    return kept;
}

}  // namespace

DetectionCache detectionCacheFor(const fs::path& project) {
    DetectionCache cache;
    if (!project.empty()) cache.folders.push_back(fs::path(project).replace_extension(".bowman-cache"));
    cache.folders.push_back(platform::userCacheFolder() / "detections");
    return cache;
}

Result<KeptPatches> openKeptPatches(const DetectionCache& cache, const PatchOrigin& origin) {
    const auto slide = describe(origin.slide);
    if (!slide) return slide.error();
    const json about = {{"schema", kSchema}, {"slide", *slide}, {"um_per_px", origin.umPerPx}, {"model", toJson(origin.card)},
                        {"model_sha256", origin.card.sha256}, {"arithmetic", origin.arithmetic}, {"geometry", geometryAsJson(origin.geometry)}, {"narrowed", origin.isNarrowed}};
    std::string why = "there is no folder for it";
    for (const fs::path& folder : cache.folders) {
        KeptPatches kept;
        kept.m_folder = folder / (shortHash(*slide) + "-" + shortHash(about));
        auto store = PatchStore::open(kept.m_folder, sha256Hex(text(about)), origin.geometry);
        if (store) {
            kept.m_store = std::move(*store);
            // Written anew each time: its time says when it was last used.
            if (const auto written = writeFileAtomically(kept.m_folder / kAbout, text(about)); written) {
                trimDetectionCache(folder, cache.limitBytes, kept.m_folder);
                return kept;
            } else {
                why = written.error().message();
            }
        } else {
            why = store.error().message();
        }
    }
    return Error{"finished patches are not kept", "", why};
}

void KeptPatches::finish(const FinishedSearch& search) const {
    json columns = json::array();
    for (const auto& [x, extent] : search.extents) columns.push_back({x, extent.first, extent.second});
    const json j = {{"threshold", search.threshold}, {"smallest_area_um2", search.smallestAreaUm2}, {"smoothing_um", search.smoothingUm}, {"tissue_mm2", search.tissueMm2}, {"patches", search.patches},
                    {"smallest_confidence", search.smallestConfidence}, {"columns", columns}, {"ink", asJson(search.ink)}};
    if (const auto written = writeFileAtomically(m_folder / kFinished, text(j)); !written) logWarning(written.error().message());
}

void trimDetectionCache(const fs::path& folder, std::int64_t limitBytes, const fs::path& spared) {
    std::int64_t sum = 0;
    for (const Run& run : runsIn(folder)) {
        sum += bytesOf(run.folder);
        std::error_code status;
        const bool isInUse = run.folder == spared || fs::file_time_type::clock::now() - run.used < kInUse;
        if (sum > limitBytes && !isInUse) fs::remove_all(run.folder, status);
    }
}

std::optional<KeptDetection> loadKeptDetection(const DetectionCache& cache, const Slide& slide, double umPerPx) {
    const auto slideJson = describe(slide);
    if (!slideJson) return std::nullopt;
    const std::string prefix = shortHash(*slideJson) + "-";
    for (const fs::path& folder : cache.folders)
        for (const Run& run : runsIn(folder)) {
            if (!run.folder.filename().string().starts_with(prefix)) continue;
            try {
                if (auto kept = loadRun(run.folder, *slideJson, slide, umPerPx)) return kept;
            } catch (const std::exception& e) {
                logWarning(run.folder.string() + ": " + e.what());
            }
        }
    return std::nullopt;
}

}  // namespace bowman
