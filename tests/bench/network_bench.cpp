// The same network by each engine of the processor: native LibTorch, traced and fused by LibTorch, a graph of oneDNN in 32 bit and in
// bfloat16. Processor seconds of whole calls of predict(), engines in turn within one run, so that other work on the machine changes
// the ratios little. To be run with OMP_WAIT_POLICY=passive: Qt brings OpenMP along, which reads that before main() does.
#include <cmath>
#include <memory>
#include <thread>
#include <vector>

#include "core/base/platform/platform.h"
#include "core/detect/network_library.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

struct Options {
    std::vector<std::string> models = {""};
    std::vector<std::string> engines = {"cpu-native", "cpu-fused", "cpu-f32", "cpu-bf16"};
    std::vector<int> sizes = {256, 768};
    int batch = 4;
    int rounds = 7;
    int threads = 0;
};

/// What tissue looks like to a cache: any picture does.
std::vector<std::uint8_t> randomPatches(int count, int size) {
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(count) * size * size * 3);
    std::uint32_t state = 7;
    for (auto& value : rgb) value = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    return rgb;
}

struct Engine {
    std::string name;
    std::unique_ptr<Predictor> predictor;
    double loadSeconds = 0;
    std::vector<float> probabilities = {};
    Samples cpu = {}, wall = {};
};

nlohmann::json measured(std::vector<Engine>& engines, int size, const Options& o) {
    const std::vector<std::uint8_t> rgb = randomPatches(o.batch, size);
    nlohmann::json result = nlohmann::json::array();
    for (Engine& engine : engines) {
        engine.probabilities.assign(engine.predictor->card().classes.size() * static_cast<std::size_t>(o.batch) * size * size, 0.0F);
        engine.cpu = engine.wall = {};
    }
    for (int round = -2; round < o.rounds; ++round)  // LibTorch's profiling executor settles in two
        for (Engine& engine : engines) {
            const double cpu = platform::processCpuSeconds(), wall = now();
            if (auto done = engine.predictor->predict({o.batch, size, rgb}, engine.probabilities); !done) return {{"error", done.error().message()}};
            if (round < 0) continue;
            engine.cpu.add((platform::processCpuSeconds() - cpu) / o.batch);
            engine.wall.add((now() - wall) / o.batch);
        }
    for (const Engine& engine : engines) {
        double largest = 0, sum = 0;
        for (std::size_t i = 0; i < engine.probabilities.size(); ++i) {
            const double difference = std::abs(double(engine.probabilities[i]) - double(engines[0].probabilities[i]));
            largest = std::max(largest, difference);
            sum += difference;
        }
        result.push_back({{"engine", engine.name}, {"device", engine.predictor->deviceName()}, {"size", size},
                          {"cpu_ms_per_tile", 1000 * engine.cpu.median()}, {"wall_ms_per_tile", 1000 * engine.wall.median()}, {"load_s", engine.loadSeconds},
                          {"largest_difference", largest}, {"mean_difference", sum / double(engine.probabilities.size())}});
    }
    return result;
}

nlohmann::json run(const Options& o) {
    auto library = loadNetworkLibrary();
    if (!library) return {{"error", library.error().message()}};
    nlohmann::json result;
    for (const std::string& model : o.models) {
        auto file = findModel(model);
        if (!file) return {{"error", file.error().message()}};
        std::vector<Engine> engines;
        for (const std::string& name : o.engines) {
            const double start = now();
            auto predictor = (*library)->createPredictor(*file, name, o.threads);
            if (!predictor) return {{"error", predictor.error().message()}};
            engines.push_back({name, std::move(*predictor), now() - start});
        }
        nlohmann::json& rows = result["networks"][engines[0].predictor->card().name + " (" + engines[0].predictor->card().encoder + ")"];
        for (const int size : o.sizes)
            for (const nlohmann::json& row : measured(engines, size, o)) rows.push_back(row);
    }
    return result;
}

}  // namespace

void addNetwork(CLI::App& app, nlohmann::json& result) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("network", "The engines of the processor on the same network and tiles");
    command->add_option("models", options->models, "Names or files; default: the shipped model for glomeruli");
    command->add_option("--engines", options->engines, "cpu-native, cpu-fused, cpu-f32, cpu-bf16; the first is what the others are compared with");
    command->add_option("--sizes", options->sizes, "Edges of a tile")->capture_default_str();
    command->add_option("--batch", options->batch, "Tiles a call")->capture_default_str()->check(CLI::Range(1, 64));
    command->add_option("--rounds", options->rounds, "Measurements of each, of which the median counts")->capture_default_str()->check(CLI::Range(1, 1000));
    command->add_option("--threads", options->threads, "0 = all cores")->capture_default_str();
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
