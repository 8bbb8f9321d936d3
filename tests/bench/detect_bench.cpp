// How much of a whole detection is the network and the decoding of each tile once: the rest is waste.
// ratio = (core-seconds of the bare network on the trusted area + core-seconds of decoding each tile once)
//         / (cores × wall seconds of the detection); where other work takes a part of the cores, core-seconds of the detection tell more.
#include <algorithm>
#include <thread>
#include <vector>

#include "core/base/platform/platform.h"
#include "core/detect/detection_job.h"
#include "core/detect/network_library.h"
#include "core/slide/scaled_read.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

struct Options {
    std::string slide;
    std::string model;
    double umPerPx = 0;
    int patchSize = 0;
    bool sliders = true;
    bool tissueOnly = false;
};

/// Core-seconds a patch of size×size, network alone, best batch, median of repeats.
double bareNetwork(Predictor& predictor, int size) {
    const int batch = predictor.preferredBatch();
    const std::vector<std::uint8_t> rgb(static_cast<std::size_t>(batch) * size * size * 3, 180);
    std::vector<float> out(static_cast<std::size_t>(batch) * size * size * predictor.card().classes.size());
    Samples samples;
    for (int i = 0; i < 9; ++i) {
        const double start = platform::processCpuSeconds();
        if (!predictor.predict({batch, size, rgb}, out)) return 0;
        if (i > 1) samples.add((platform::processCpuSeconds() - start) / batch);
    }
    return samples.median();
}

/// Core-seconds to read the whole slide once at the model's scale, without overlap, on one thread.
double bareDecode(const Slide& slide, double downsample) {
    const double start = platform::processCpuSeconds();
    const int edge = 512;
    for (double y = 0; y < slide.info().rect().height; y += edge * downsample)
        for (double x = 0; x < slide.info().rect().width; x += edge * downsample)
            if (!readScaled(slide, {{x, y}, downsample, edge, edge})) return 0;
    return platform::processCpuSeconds() - start;
}

/// Milliseconds until objects are there again after a slider has moved: on the whole map, and in a window of 1920 × 1080 at 10×
/// (1 µm a pixel) in the middle of the slide, with what reaches into it.
nlohmann::json sliderTimes(const ProbabilityMap& map, const Slide& slide, double umPerPx, double smoothingUm) {
    const PolygoniseOptions options{.threshold = 0.4, .umPerPx = umPerPx, .smoothingUm = smoothingUm, .clip = slide.info().rect()};
    const SlidePoint c = slide.info().rect().centre();
    const SlideRect window = SlideRect{c.x - 960 / umPerPx, c.y - 540 / umPerPx, 1920 / umPerPx, 1080 / umPerPx}.grown(350 / umPerPx);
    Samples whole, visible;
    std::size_t objects = 0, seen = 0;
    for (int i = 0; i < 7; ++i) {
        double start = now();
        objects = polygonise(map, options).size();
        whole.add(1000 * (now() - start));
        start = now();
        seen = polygonise(map.around(window), options).size();
        visible.add(1000 * (now() - start));
    }
    return {{"smoothing_um", smoothingUm}, {"whole_ms", whole.median()}, {"objects", objects}, {"window_ms", visible.median()}, {"objects_in_window", seen}};
}

nlohmann::json run(const Options& o) {
    auto slide = openSlide(o.slide);
    if (!slide) return {{"error", slide.error().message()}};
    auto file = findModel(o.model);
    if (!file) return {{"error", file.error().message()}};
    auto library = loadNetworkLibrary();
    if (!library) return {{"error", library.error().message()}};
    const double loadStart = now();
    auto predictor = (*library)->createPredictor(*file, "auto", 0);
    if (!predictor) return {{"error", predictor.error().message()}};
    const double loadSeconds = now() - loadStart;
    Predictor& network = **predictor;

    const double umPerPx = o.umPerPx > 0 ? o.umPerPx : (*slide)->info().umPerPx.value.value_or(0);
    const int tile = std::max(256, network.card().tileSize);   // a model made for a measurement may have been trained on less
    const double perPatch = bareNetwork(network, tile);
    DetectionRequest request{.slide = *slide, .umPerPx = umPerPx};
    request.tissueOnly = o.tissueOnly;
    request.patchSize = o.patchSize;
    const double beforeMb = double(platform::peakMemoryBytes()) * 1e-6;   // slide open, network loaded and run
    const double cpuStart = platform::processCpuSeconds();
    auto result = detectGlomeruli(request, network, {}, {});
    const double cpuSeconds = platform::processCpuSeconds() - cpuStart;
    if (!result) return {{"error", result.error().message()}};
    const double peakMb = double(platform::peakMemoryBytes()) * 1e-6;
    const JobReport& report = result->report;

    const double downsample = network.card().umPerPx / umPerPx;
    const SlideRect rect = (*slide)->info().rect();
    const double mapPixels = rect.width * rect.height / (downsample * downsample);
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    const double networkCoreSeconds = perPatch * mapPixels / (double(tile) * tile);
    const double decodeCoreSeconds = bareDecode(**slide, downsample);
    return {{"slide_mm2", rect.width * rect.height * umPerPx * umPerPx * 1e-6},
            {"model", network.card().name},
            {"device", report.device},
            {"load_and_fuse_s", loadSeconds},
            {"patches", report.patchesDone},
            {"total_s", report.secondsTotal},
            {"reading_s_all_threads", report.secondsReading},
            {"network_s", report.secondsNetwork},
            {"blending_s", report.secondsBlending},
            {"polygons_s", report.secondsPolygons},
            {"bare_network_core_s", networkCoreSeconds},
            {"bare_decode_core_s", decodeCoreSeconds},
            {"bare_network_ms_per_tile", 1000 * perPatch},
            {"sliders", o.sliders ? nlohmann::json{sliderTimes(*result->map, **slide, umPerPx, 0), sliderTimes(*result->map, **slide, umPerPx, 6)} : nlohmann::json()},
            {"network_busy", report.networkBusy},
            {"cores_busy", report.coresBusy},
            {"mean_queue", report.meanQueue},
            {"queue_capacity", report.queueCapacity},
            {"found_empty", report.starved},
            {"objects", result->objects.size()},
            {"map_mb", double(result->map->sizeBytes()) * 1e-6},
            {"memory_before_mb", beforeMb},
            {"peak_memory_mb", peakMb},
            {"mm2_per_s", rect.width * rect.height * umPerPx * umPerPx * 1e-6 / report.secondsTotal},
            {"core_s", cpuSeconds},
            {"ratio_of_core_seconds", (networkCoreSeconds + decodeCoreSeconds) / cpuSeconds},
            {"ratio", (networkCoreSeconds + decodeCoreSeconds) / (cores * report.secondsTotal)}};
}

}  // namespace

void addDetect(CLI::App& app, nlohmann::json& result) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("detect", "Whole detection against bare network and bare decoding");
    command->add_option("slide", options->slide, "Slide to detect on")->required();
    command->add_option("--model", options->model, "Model name or file");
    command->add_option("--um-per-px", options->umPerPx, "µm per level-0 pixel where the slide does not say");
    command->add_option("--patch", options->patchSize, "Edge of whole patches; 0 = as a detection does it");
    command->add_flag("--tissue", options->tissueOnly, "On tissue alone, as a detection does it; else everywhere");
    command->add_flag("!--no-sliders", options->sliders, "Without the sliders' times");
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
