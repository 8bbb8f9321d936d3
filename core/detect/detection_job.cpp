#include "core/detect/detection_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "core/base/platform/platform.h"
#include "core/detect/band_pipeline.h"
#include "core/detect/detection_pipeline.h"
#include "core/tissue/tissue_mask.h"

namespace bowman {
namespace {

using Clock = std::chrono::steady_clock;

/// Larger than a training tile, so that less of it is overlap: with margins of 96, 2.25 times the map is computed at 768,
/// 4 times at 512. tests/bench/results/segmentation.md has what was compared.
constexpr int kPatchSize = 768;
constexpr int kBlend = 64;            ///< see tests/unit/detect_job_test.cpp for what it is good for
/// Of bands, for networks that work strip by strip. Wider ones overlap less but do not fit tissue as well; tests/bench/results/detection.md.
constexpr int kBandWidth = 3072;
constexpr int kBandHeight = 256;
constexpr int kBandMargin = 160;      ///< further inside, the edge of a column changes an answer by 1/255 at most: same place
constexpr int kSmallestMarginShare = 8;   ///< the margin is at least this part of the patch: doubtful objects need the context

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Error refuse(const DetectionRequest& request, const std::string& why) {
    return {"cannot look for glomeruli", request.slide ? request.slide->info().path.string() : "", why};
}

Result<PatchGeometry> geometryFor(const DetectionRequest& request, Predictor& predictor) {
    const ModelCard& card = predictor.card();
    const int rows = request.patchSize > 0 ? 0 : predictor.stripRows();
    if (rows > 0 && kBandHeight % rows == 0) return PatchGeometry{kBandWidth, std::max(kBandMargin, card.margin), kBlend, kBandHeight};
    PatchGeometry geometry{request.patchSize > 0 ? request.patchSize : std::max(kPatchSize, card.tileSize), card.margin, kBlend};
    geometry.margin = std::max(geometry.margin, geometry.size / kSmallestMarginShare);
    if (geometry.size % 32 != 0) return refuse(request, "the patch size must be a multiple of 32");
    if (geometry.stride() < kBlend) geometry.blend = 0;
    if (geometry.stride() < 32) return refuse(request, "the patch size leaves nothing between its margins");
    return geometry;
}

/// Where columns of bands begin: at the slide's edge, or with the first band of a shifted grid.
int topFor(const DetectionRequest& request, const PatchGeometry& geometry) {
    if (!geometry.isBand()) return 0;
    const int shift = static_cast<int>(std::lround(request.gridShift.y)) % geometry.height;
    return shift == 0 ? 0 : shift > 0 ? shift - geometry.height : shift;
}

/// What is to be run, and what looking for tissue took.
struct Search {
    PatchPlan plan;
    double secondsTissue = 0;
    double tissueMm2 = 0;
    MultiPolygon ink;
};

/// A cell without tissue may still hold a part of a glomerulus whose tissue begins next to it.
constexpr double kAroundTissueUm = 200;

/// Columns are computed no wider than their tissue on the whole slide asks for: a thin core may run down the middle of one.
void narrowColumns(PatchPlan& plan, const PatchPlanRequest& wanted, const SlideRect& slide) {
    constexpr int kStep = 128;
    const PatchGeometry& g = plan.geometry;
    const double scale = wanted.grid.downsample;
    for (const MapRect& patch : plan.patches) {
        if (plan.extents.contains(patch.x)) continue;
        const MapRect cell = plan.cell(patch);
        int first = cell.x + cell.width, end = cell.x;
        for (int x = cell.x; x < cell.x + cell.width; x += kStep) {
            if (!wanted.isWanted({wanted.grid.origin.x + x * scale, slide.y, std::min(kStep, cell.x + cell.width - x) * scale, slide.height})) continue;
            first = std::min(first, x);
            end = std::max(end, std::min(x + kStep, cell.x + cell.width));
        }
        plan.extents[patch.x] = {first - g.inset(), end + g.inset()};
    }
}

Result<Search> planSearch(const DetectionRequest& request, const SlideRect& region, PatchPlanRequest wanted) {
    Search search;
    if (!request.tissueOnly) {
        search.plan = planPatches(wanted);
        return search;
    }
    const auto start = Clock::now();
    Result<TissueMask> tissue = findTissue(*request.slide, request.umPerPx);
    if (!tissue) return tissue.error();
    request.tissue.applyTo(*tissue);
    const double pixelMm2 = request.umPerPx * request.umPerPx * 1e-6;
    search.tissueMm2 = tissue->coverage(region) * region.width * region.height * pixelMm2;
    for (const TissuePiece& mark : inkOf(*tissue)) search.ink.push_back({mark.outer, mark.holes});
    wanted.isWanted = [&](const SlideRect& cell) { return tissue->coverage(cell.grown(kAroundTissueUm / request.umPerPx)) > 0; };
    search.plan = planPatches(wanted);
    if (wanted.geometry.isBand()) narrowColumns(search.plan, wanted, request.slide->info().rect());
    search.secondsTissue = secondsSince(start);
    return search;
}

/// Shares of the time since it was made.
class Meter {
public:
    double seconds() const { return secondsSince(m_start); }
    double networkBusy(double secondsNetwork) const { return std::min(1.0, secondsNetwork / std::max(1e-9, seconds())); }
    double coresBusy() const {
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        return std::min(1.0, (platform::processCpuSeconds() - m_cpu) / std::max(1e-9, seconds() * cores));
    }

private:
    Clock::time_point m_start = Clock::now();
    double m_cpu = platform::processCpuSeconds();
};

/// What earlier runs finished, if anything can be kept at all: a run that can't goes on without.
std::optional<KeptPatches> keptPatches(const DetectionRequest& request, const PatchOrigin& origin, JobReport& report) {
    if (request.cache.folders.empty()) return std::nullopt;
    auto kept = openKeptPatches(request.cache, origin);
    if (kept) return std::optional<KeptPatches>(std::move(*kept));
    report.notes.push_back(kept.error().message());
    return std::nullopt;
}

/// Of the plan's patches, how many an earlier run finished.
int countKept(const PatchPlan& plan, const MapGrid& grid, const PatchStore& store) {
    return static_cast<int>(std::count_if(plan.patches.begin(), plan.patches.end(), [&](const MapRect& patch) { return store.has(placeOf(patch, plan, grid)); }));
}

int readerCount(int wanted) {
    if (wanted > 0) return wanted;
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 8);
}

void takeFrom(const PipelineReport& ran, JobReport& report) {
    report.patchesDone = ran.patchesDone;
    report.patchesFailed = ran.patchesFailed;
    report.patchesRestored = ran.patchesRestored;
    report.failures = ran.failures;
    report.secondsReading = ran.secondsReading;
    report.secondsNetwork = ran.secondsNetwork;
    report.secondsBlending = ran.secondsBlending;
    report.batch = ran.batch;
    report.queueCapacity = ran.queueCapacity;
    report.meanQueue = ran.meanQueue;
    report.starved = ran.starved;
    report.notes.insert(report.notes.end(), ran.notes.begin(), ran.notes.end());
}

void noteOn(const PatchStore& store, JobReport& report) {
    if (store.damaged() > 0)
        report.notes.push_back("kept patches that were damaged or cut off, and computed again: " + std::to_string(store.damaged()));
    if (!store.failure().empty()) report.notes.push_back("finished patches are no longer kept: " + store.failure());
}

}  // namespace

Result<DetectionResult> detectGlomeruli(const DetectionRequest& request, Predictor& predictor,
                                        const DetectionCallbacks& callbacks, std::stop_token stop) {
    const auto start = Clock::now();
    if (!request.slide) return refuse(request, "there is no slide");
    if (!(request.umPerPx > 0) || !std::isfinite(request.umPerPx)) return refuse(request, "its µm/px is unknown: say what it is");
    const SlideRect slideRect = request.slide->info().rect();
    const SlideRect region = request.region ? slideRect.intersected(*request.region) : slideRect;
    if (region.isEmpty()) return refuse(request, "the region does not meet the slide");
    const ModelCard& card = predictor.card();
    const Result<PatchGeometry> geometry = geometryFor(request, predictor);
    if (!geometry) return geometry.error();

    const MapGrid grid = mapGridFor(region, card.umPerPx / request.umPerPx);
    const Result<Search> search = planSearch(request, region, {.grid = grid,
                                                               .geometry = *geometry,
                                                               .shiftX = static_cast<int>(std::lround(request.gridShift.x)),
                                                               .shiftY = static_cast<int>(std::lround(request.gridShift.y))});
    if (!search) return search.error();

    DetectionResult result;
    JobReport& report = result.report;
    report.device = predictor.deviceName();
    report.idleCard = predictor.idleCard();
    report.secondsTissue = search->secondsTissue;
    report.tissueMm2 = search->tissueMm2;
    report.patchesTotal = static_cast<int>(search->plan.patches.size());

    const std::optional<KeptPatches> kept = keptPatches(
        request, {.slide = *request.slide, .card = card, .arithmetic = predictor.arithmetic(), .umPerPx = request.umPerPx, .geometry = *geometry, .isNarrowed = geometry->isBand() && request.tissueOnly}, report);
    const int restorable = kept ? countKept(search->plan, grid, kept->store()) : 0;

    PatchBlender blender(grid, search->plan, search->ink);
    const Meter meter;
    const PatchDone onPatch = [&](const PipelineState& state, const MapRect& changed) {
        if (callbacks.onTile && changed.width > 0)
            callbacks.onTile({grid.toSlide(changed.x, changed.y, changed.width, changed.height), changed.x, changed.y,
                              std::make_shared<const Image>(blender.map().read(changed.x, changed.y, changed.width, changed.height))});
        if (callbacks.onProgress) {
            // What is on disk takes next to no time.
            const int computed = state.patchesDone - state.patchesRestored;
            const int left = report.patchesTotal - state.patchesDone - std::max(0, restorable - state.patchesRestored);
            const double perPatch = computed > 0 ? meter.seconds() / computed : 0;
            callbacks.onProgress({state.patchesDone, report.patchesTotal, secondsSince(start), perPatch * std::max(0, left), state.patchesRestored,
                                  state.queueDepth, state.queueCapacity, meter.networkBusy(state.secondsNetwork), meter.coresBusy()});
        }
    };
    const PipelineRequest pipeline{.slide = *request.slide, .plan = search->plan, .grid = grid, .readers = readerCount(request.readers), .kept = kept ? &kept->store() : nullptr,
                                   .visible = request.visible, .top = topFor(request, *geometry)};
    const auto ran = geometry->isBand() ? runBands(pipeline, predictor, blender, onPatch, stop) : runPipeline(pipeline, predictor, blender, onPatch, stop);
    if (!ran) return ran.error();
    report.networkBusy = meter.networkBusy(ran->secondsNetwork);
    report.coresBusy = meter.coresBusy();
    takeFrom(*ran, report);
    if (kept) noteOn(kept->store(), report);
    if (report.patchesFailed > 0 && report.patchesFailed == report.patchesDone && !ran->cancelled)
        return refuse(request, "no part of it could be read: " + report.failures.front());
    if (ran->cancelled) {
        report.end = JobEnd::Cancelled;
        report.why = "stopped after " + std::to_string(report.patchesDone) + " of " + std::to_string(report.patchesTotal) + " patches";
    } else if (report.patchesFailed > 0) {
        report.why = std::to_string(report.patchesFailed) + " of " + std::to_string(report.patchesTotal) + " patches could not be read";
    } else if (report.patchesTotal == 0) {
        report.why = "there is no tissue in what was searched";
    }

    const auto polygonsStart = Clock::now();
    result.map = blender.finish();
    result.objects = polygonise(*result.map, {.threshold = request.threshold.value_or(card.threshold),
                                              .smallestAreaUm2 = request.smallestAreaUm2.value_or(card.smallestAreaUm2),
                                              .smallestConfidence = request.smallestConfidence.value_or(card.smallestConfidence),
                                              .umPerPx = request.umPerPx,
                                              .smoothingUm = request.smoothingUm.value_or(0),
                                              .tissue = request.tissue,
                                              .clip = slideRect});
    report.secondsPolygons = secondsSince(polygonsStart);
    const bool isWhole = !request.region && request.gridShift.x == 0 && request.gridShift.y == 0;
    if (kept && isWhole && report.end == JobEnd::Done && report.patchesFailed == 0)
        kept->finish({request.threshold.value_or(card.threshold), request.smallestAreaUm2.value_or(card.smallestAreaUm2), request.smoothingUm.value_or(0), report.tissueMm2, report.patchesTotal,
                      request.smallestConfidence.value_or(card.smallestConfidence), search->plan.extents, search->ink});
    report.secondsTotal = secondsSince(start);
    platform::returnFreedMemory();
    return result;
}

}  // namespace bowman
