#include "models/inference/predictor.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <thread>

#include <torch/script.h>
#include <torch/torch.h>

#include "core/base/log.h"
#include "core/base/platform/platform.h"
#include "models/inference/device.h"
#include "models/inference/fused.h"
#include "models/inference/graph_import.h"
#include "models/inference/onednn_network.h"
#include "models/inference/processor.h"
#include "models/segmentation_model.h"
#include "models/torch_error.h"

namespace bowman {
namespace {

constexpr double kLargestFusionError = 1e-3;  // of a probability
constexpr double kLargestGraphError = 1e-4;
/// Of bfloat16, in the mean: numbers with 8 bits cannot agree everywhere. What it costs on real images is in tests/bench/results/detection.md.
constexpr double kLargestMeanErrorBf16 = 0.01;
/// A graph that takes less than this part of the native network's time needs no comparison with what LibTorch fuses, which never was as fast.
constexpr double kClearlyFaster = 0.6;
constexpr int kCpuBatch = 4;
constexpr int kCudaBatch = 32;
/// More rows at a time read the weights of small maps less often; fewer keep the large maps nearer, which counts where both cores share a cache. Of 32 to 256
/// the best compromise of two kinds of processors, tests/bench/results/detection.md.
constexpr int kStripRows = 64;

/// By name, to compare them.
constexpr std::pair<const char*, CpuEngine> kCpuEngines[] = {
    {"cpu-native", CpuEngine::Native}, {"cpu-fused", CpuEngine::Fused}, {"cpu-f32", CpuEngine::Graph}, {"cpu-bf16", CpuEngine::GraphBf16}};

bool isOutOfMemory(const std::exception& e) {
    const std::string what = messageOf(e);
    return dynamic_cast<const std::bad_alloc*>(&e) || what.find("out of memory") != std::string::npos ||
           what.find("can't allocate memory") != std::string::npos || what.find("bad_alloc") != std::string::npos;
}

/// What is no probability is the network's fault.
bool areProbabilities(std::span<const float> values) {
    return std::all_of(values.begin(), values.end(), [](float p) { return p >= 0 && p <= 1; });
}

class TorchPredictor : public Predictor {
public:
    TorchPredictor(LoadedModel model, torch::Device device, int threads, std::string idleCard)
        : m_card(std::move(model.card)), m_network(std::move(model.network)), m_device(device), m_threads(threads),
          m_type(device.is_cuda() ? torch::kFloat16 : torch::kFloat32), m_idleCard(std::move(idleCard)) {
        m_network->to(m_device, m_type);
        m_mean = channelConstant(m_card.mean);
        m_scale = channelConstant(m_card.std).reciprocal();
    }

    const ModelCard& card() const override { return m_card; }
    std::string idleCard() const override { return m_idleCard; }

    /// On the processor a multiple of the threads, each of which takes whole patches.
    int preferredBatch() const override { return m_device.is_cuda() ? kCudaBatch : (kCpuBatch + m_threads - 1) / m_threads * m_threads; }

    std::string deviceName() const override {
        const std::string fused = m_fused ? "fused" : "not fused";
        if (m_device.is_cuda()) return nameOf(m_device) + " (fp16, " + fused + ")";
        const std::string how = !m_graph ? fused + m_whyNoGraph : m_graph->precision() == Precision::Bf16 ? "oneDNN graph, bfloat16" : "oneDNN graph";
        return "CPU (" + how + ", " + std::to_string(m_threads) + (m_threads == 1 ? " thread)" : " threads)");
    }

    std::string arithmetic() const override {
        const std::string processor = kernels::isWide() ? "AVX-512" : kernels::isMiddle() ? "AVX2" : "plain";
        // The graph gives the same bits for any number of threads.
        const std::string library = ", LibTorch " TORCH_VERSION;
        if (m_graph) return std::string(m_graph->precision() == Precision::Bf16 ? "oneDNN bfloat16 " : "oneDNN float32 ") + processor + library;
        return deviceName() + " " + processor + library;
    }

    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override;
    Result<std::unique_ptr<StripPredictor>> createStrips(int width) override;
    int stripRows() const override { return m_graph && m_graph->runsInStrips(kStripRows) ? kStripRows : 0; }
    int stripLanes() const override { return m_threads; }

    /// Makes ready what `engine` says, and keeps it where it computes the same.
    void prepare(CpuEngine engine);

private:
    torch::Tensor channelConstant(const std::array<double, 3>& v) const {
        return torch::tensor({v[0], v[1], v[2]}, torch::kFloat32).mul_(255).view({1, 3, 1, 1}).to(m_device);
    }
    torch::Tensor run(const torch::Tensor& input);
    /// A random patch of the card's size through what is in use, with its processor seconds (of the better of two).
    struct Trial { std::vector<float> probabilities; double seconds; };
    Trial tried();
    void fuse();
    /// Its processor seconds; infinite where there is none, and m_whyNoGraph says why.
    double makeGraph(const Trial& native, Precision precision);
    void predictSome(const std::uint8_t* rgb, int count, int size, float* probabilities);

    ModelCard m_card;
    std::shared_ptr<SegmentationModel> m_network;
    torch::Device m_device;
    int m_threads;
    torch::ScalarType m_type;
    torch::Tensor m_mean, m_scale;
    std::optional<torch::jit::Module> m_fused;
    std::unique_ptr<OneDnnNetwork> m_graph;  // null: m_fused or m_network runs
    std::string m_idleCard;
    std::string m_whyNoGraph;                // with a comma in front, where one was wanted
};

torch::Tensor TorchPredictor::run(const torch::Tensor& input) {
    return torch::sigmoid((m_fused ? m_fused->forward({input}).toTensor() : m_network->forward(input)).to(torch::kFloat32));
}

void TorchPredictor::fuse() {
    torch::manual_seed(1);
    const std::int64_t size = m_card.tileSize;
    const torch::Tensor example = torch::randn({1, 3, size, size}, torch::TensorOptions(m_device)).to(m_type);
    torch::NoGradGuard guard;
    const torch::Tensor native = run(example);
    std::string why;
    try {
        m_fused = traceAndFuse(*m_network, example);
        // The profiling executor specialises in its first runs: only what it has settled on is compared.
        for (int i = 0; i < 2; ++i) run(example);
        const double difference = (run(example) - native).abs().max().item<double>();
        if (difference <= kLargestFusionError) return;
        why = "it differs by " + std::to_string(difference);
    } catch (const std::exception& e) {
        why = messageOf(e);
    }
    m_fused.reset();
    logWarning("the fused network is not used: " + why);
}

TorchPredictor::Trial TorchPredictor::tried() {
    torch::manual_seed(1);
    const int size = m_card.tileSize;
    const torch::Tensor patch = torch::randint(0, 256, {1, size, size, 3}, torch::kUInt8);
    Trial trial{std::vector<float>(m_card.classes.size() * static_cast<std::size_t>(size) * static_cast<std::size_t>(size)), 0};
    for (int i = 0; i < 3; ++i) {  // the first one makes things ready
        const double start = platform::processCpuSeconds();
        predictSome(patch.data_ptr<std::uint8_t>(), 1, size, trial.probabilities.data());
        const double seconds = platform::processCpuSeconds() - start;
        trial.seconds = i < 2 ? seconds : std::min(trial.seconds, seconds);
    }
    return trial;
}

double TorchPredictor::makeGraph(const Trial& native, Precision precision) {
    constexpr double kNever = std::numeric_limits<double>::infinity();
    const auto layers = importGraph(*m_network, torch::randn({1, 3, m_card.tileSize, m_card.tileSize}));
    auto graph = layers ? OneDnnNetwork::create(*layers, {m_threads, precision, m_card.mean, m_card.std}) : layers.error();
    if (!graph) {
        m_whyNoGraph = ", " + graph.error().message();
        return kNever;
    }
    m_graph = std::move(*graph);
    const Trial trial = tried();
    double largest = 0, sum = 0;
    for (std::size_t i = 0; i < trial.probabilities.size(); ++i) {
        const double difference = std::abs(double(trial.probabilities[i]) - double(native.probabilities[i]));
        largest = std::max(largest, difference);
        sum += difference;
    }
    const bool agrees = precision == Precision::F32 ? largest <= kLargestGraphError : sum / double(trial.probabilities.size()) <= kLargestMeanErrorBf16;
    if (agrees) return trial.seconds;
    m_graph.reset();
    m_whyNoGraph = ", the graph of oneDNN differs by " + std::to_string(largest);
    return kNever;
}

void TorchPredictor::prepare(CpuEngine engine) {
    if (engine == CpuEngine::Native) return;
    if (engine == CpuEngine::Fused || m_device.is_cuda()) return fuse();
    torch::NoGradGuard guard;
    const Trial native = tried();
    const double seconds = makeGraph(native, engine == CpuEngine::GraphBf16 ? Precision::Bf16 : Precision::F32);
    if (m_graph && (engine != CpuEngine::Fastest || seconds < kClearlyFaster * native.seconds)) return;
    if (!m_whyNoGraph.empty()) logWarning("the network does not run as a graph of oneDNN" + m_whyNoGraph);
    auto graph = std::move(m_graph);
    fuse();
    if (!graph || tried().seconds < seconds) return;
    m_fused.reset();
    m_graph = std::move(graph);
}

void TorchPredictor::predictSome(const std::uint8_t* rgb, int count, int size, float* probabilities) {
    if (m_graph) {
        const std::size_t values = m_card.classes.size() * static_cast<std::size_t>(count) * static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
        if (const auto done = m_graph->predict({count, size, size, rgb}, {probabilities, values}); !done) throw std::runtime_error(done.error().why);
        return;
    }
    const torch::Tensor raw = torch::from_blob(const_cast<std::uint8_t*>(rgb), {count, size, size, 3}, torch::kUInt8);
    const torch::Tensor input = ((raw.to(m_device).permute({0, 3, 1, 2}).to(torch::kFloat32) - m_mean) * m_scale).to(m_type).contiguous();
    const torch::Tensor result = run(input).to(torch::kCPU).contiguous();
    std::memcpy(probabilities, result.data_ptr<float>(), static_cast<std::size_t>(result.numel()) * sizeof(float));
}

Result<void> TorchPredictor::predict(const PatchBatch& batch, std::span<float> probabilities) {
    const std::size_t pixels = static_cast<std::size_t>(batch.size) * static_cast<std::size_t>(std::max(0, batch.size));
    const std::size_t count = static_cast<std::size_t>(std::max(0, batch.count)), classes = m_card.classes.size();
    if (batch.size < 32 || batch.size % 32 != 0) return Error{"cannot predict", "", "patches must be a multiple of 32 pixels, these are " + std::to_string(batch.size)};
    if (batch.rgb.size() != count * pixels * 3 || probabilities.size() != count * classes * pixels)
        return Error{"cannot predict", "", "the batch or the space for its probabilities has the wrong size"};
    // Both are settings of a thread: the one that calls.
    const c10::InferenceMode inference;
    if (at::get_num_threads() != m_threads) at::set_num_threads(m_threads);
    try {
        predictSome(batch.rgb.data(), batch.count, batch.size, probabilities.data());
    } catch (const std::exception& e) {
        return Error{isOutOfMemory(e) ? kOutOfMemory : "cannot predict", "", messageOf(e)};
    }
    if (!areProbabilities(probabilities)) return Error{"cannot predict", "", "the network's output is not a number"};
    return {};
}

class GraphStrips : public StripPredictor {
public:
    GraphStrips(std::unique_ptr<OneDnnStrips> strips, int width) : m_strips(std::move(strips)), m_width(width) {}

    int rows() const override { return kStripRows; }
    int begin(int height, int firstWanted) override { return m_strips->begin(height, firstWanted); }
    Result<FinishedRows> push(std::span<const std::uint8_t> rgb, int end) override {
        if (rgb.size() != std::size_t{3} * kStripRows * static_cast<std::size_t>(m_width)) return Error{"cannot predict", "", "the strip has the wrong size"};
        try {
            const RowRange rows = m_strips->run(rgb.data(), end);
            const FinishedRows finished{rows.first, rows.end, {m_strips->result(), static_cast<std::size_t>(rows.end - rows.first) * static_cast<std::size_t>(m_width)}};
            if (!areProbabilities(finished.probabilities)) return Error{"cannot predict", "", "the network's output is not a number"};
            return finished;
        } catch (const std::exception& e) {
            return Error{isOutOfMemory(e) ? kOutOfMemory : "cannot predict", "", messageOf(e)};
        }
    }

private:
    std::unique_ptr<OneDnnStrips> m_strips;
    int m_width;
};

Result<std::unique_ptr<StripPredictor>> TorchPredictor::createStrips(int width) {
    if (!m_graph) return Predictor::createStrips(width);
    auto strips = m_graph->createStrips(width, kStripRows);
    if (strips) return std::unique_ptr<StripPredictor>(std::make_unique<GraphStrips>(std::move(*strips), width));
    if (strips.error().why == kOutOfMemory) return Error{kOutOfMemory, "", "the network needs more than there is"};
    return strips.error();
}

}  // namespace

Result<std::unique_ptr<Predictor>> createTorchPredictor(const std::filesystem::path& path, const PredictorOptions& asked) {
    try {
        PredictorOptions options = asked;
        for (const auto& [name, engine] : kCpuEngines)
            if (asked.device == name) options = {"cpu", asked.threads, engine};
        const auto device = chooseDevice(options.device);
        if (!device) return device.error();
        auto model = loadModel(path);
        if (!model) return model.error();
        const int threads = options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        at::set_num_threads(threads);
        auto predictor = std::make_unique<TorchPredictor>(std::move(*model), *device, threads, idleCard(options.device, *device));
        predictor->prepare(options.engine);
        return std::unique_ptr<Predictor>(std::move(predictor));
    } catch (const std::exception& e) {
        return Error{"cannot load model", path.string(), messageOf(e)};
    }
}

}  // namespace bowman
