#include "models/inference/predictor.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <thread>

#include <torch/script.h>
#include <torch/torch.h>

#include "core/base/log.h"
#include "models/inference/device.h"
#include "models/inference/fused.h"
#include "models/segmentation_model.h"
#include "models/torch_error.h"

namespace bowman {
namespace {

constexpr double kLargestFusionError = 1e-3;  // of a probability
constexpr int kCpuBatch = 4;
constexpr int kCudaBatch = 32;

bool isOutOfMemory(const std::exception& e) {
    const std::string what = messageOf(e);
    return dynamic_cast<const std::bad_alloc*>(&e) || what.find("out of memory") != std::string::npos ||
           what.find("can't allocate memory") != std::string::npos;
}

class TorchPredictor : public Predictor {
public:
    TorchPredictor(LoadedModel model, torch::Device device, int threads)
        : m_card(std::move(model.card)), m_network(std::move(model.network)), m_device(device), m_threads(threads),
          m_type(device.is_cuda() ? torch::kFloat16 : torch::kFloat32) {
        m_network->to(m_device, m_type);
        m_mean = channelConstant(m_card.mean);
        m_scale = channelConstant(m_card.std).reciprocal();
    }

    const ModelCard& card() const override { return m_card; }
    int preferredBatch() const override { return m_device.is_cuda() ? kCudaBatch : kCpuBatch; }

    std::string deviceName() const override {
        const std::string how = m_fused ? "fused" : "not fused";
        if (m_device.is_cuda()) return "CUDA " + std::to_string(m_device.index()) + " (fp16, " + how + ")";
        return "CPU (" + how + ", " + std::to_string(m_threads) + (m_threads == 1 ? " thread)" : " threads)");
    }

    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override;

    /// Fuses the network and keeps that where it computes the same.
    void fuse();

private:
    torch::Tensor channelConstant(const std::array<double, 3>& v) const {
        return torch::tensor({v[0], v[1], v[2]}, torch::kFloat32).mul_(255).view({1, 3, 1, 1}).to(m_device);
    }
    torch::Tensor run(const torch::Tensor& input);
    void predictSome(const std::uint8_t* rgb, int count, int size, float* probabilities);

    ModelCard m_card;
    std::shared_ptr<SegmentationModel> m_network;
    torch::Device m_device;
    int m_threads;
    torch::ScalarType m_type;
    torch::Tensor m_mean, m_scale;
    std::optional<torch::jit::Module> m_fused;
    int m_largestBatch = 0;  // what memory allows; 0 = not found yet
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

void TorchPredictor::predictSome(const std::uint8_t* rgb, int count, int size, float* probabilities) {
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
    int done = 0;
    while (done < batch.count) {
        const int some = std::min(batch.count - done, m_largestBatch > 0 ? m_largestBatch : batch.count);
        try {
            predictSome(batch.rgb.data() + static_cast<std::size_t>(done) * pixels * 3, some, batch.size, probabilities.data() + static_cast<std::size_t>(done) * classes * pixels);
            done += some;
        } catch (const std::exception& e) {
            if (!isOutOfMemory(e) || some == 1) return Error{"cannot predict", "", messageOf(e)};
            m_largestBatch = some / 2;
            logWarning("out of memory: going on with " + std::to_string(m_largestBatch) + " patches at a time");
        }
    }
    if (!std::all_of(probabilities.begin(), probabilities.end(), [](float p) { return p >= 0 && p <= 1; }))
        return Error{"cannot predict", "", "the network's output is not a number"};
    return {};
}

}  // namespace

Result<std::unique_ptr<Predictor>> createTorchPredictor(const std::filesystem::path& path, const PredictorOptions& options) {
    try {
        const auto device = chooseDevice(options.device);
        if (!device) return device.error();
        auto model = loadModel(path);
        if (!model) return model.error();
        const int threads = options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        at::set_num_threads(threads);
        auto predictor = std::make_unique<TorchPredictor>(std::move(*model), *device, threads);
        if (options.fused) predictor->fuse();
        return std::unique_ptr<Predictor>(std::move(predictor));
    } catch (const std::exception& e) {
        return Error{"cannot load model", path.string(), messageOf(e)};
    }
}

}  // namespace bowman
