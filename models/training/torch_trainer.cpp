#include "models/training/torch_trainer.h"

#include <chrono>
#include <cmath>
#include <ctime>
#include <optional>
#include <thread>

#include <torch/torch.h>

#include "core/base/log.h"
#include "core/slide/image_file.h"
#include "models/inference/device.h"
#include "models/losses/losses.h"
#include "models/torch_error.h"
#include "models/training/labelled_images.h"
#include "models/training/tile_loader.h"
#include "models/training/tile_sampler.h"
#include "models/training/training_state.h"
#include "models/weights/encoder_weights.h"
#include "models/weights/state.h"

namespace bowman {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

Result<void> check(const TrainingRequest& r) {
    const auto bad = [](const char* why) { return Error{"cannot train", "", why}; };
    if (r.data.empty()) return bad("no labelled images are given");
    if (r.output.empty()) return bad("no model file to write is given");
    if (!r.dataWeights.empty() && r.dataWeights.size() != r.data.size()) return bad("there must be one weight for each entry of data, or none");
    if (r.tileSize < 64 || r.tileSize % 32 != 0) return bad("the tile size must be a multiple of 32, at least 64");
    if (r.batchSize < 1 || r.steps < 1) return bad("steps and batch must be at least 1");
    if (!(r.umPerPx >= 0.05 && r.umPerPx <= 20)) return bad("µm/px must be between 0.05 and 20");
    return {};
}

/// One run: what the loop needs besides the weights.
class Run {
public:
    Run(const TrainingRequest& request, torch::Device device) : m_request(request), m_device(device) {}

    Result<ModelCard> go(const std::function<void(const TrainingProgress&)>& onProgress, const std::stop_token& stop);

private:
    Result<void> prepare();
    Result<void> writePreview() const;
    void unfold(const TileLoader::Batch& batch);
    torch::Tensor input(const TileLoader::Batch& batch) const;
    Result<double> step(const TileLoader::Batch& batch);
    Result<ModelCard> finish();

    const TrainingRequest& m_request;
    const torch::Device m_device;
    std::vector<LabelledImage> m_images;
    std::optional<TileSampler> m_sampler;
    TrainingState m_state;
    Loss m_loss;
    torch::Tensor m_mean, m_std;
};

Result<void> Run::prepare() {
    auto loss = lossNamed(m_request.loss);
    if (!loss) return loss.error();
    m_loss = std::move(*loss);
    auto state = startTraining(m_request);  // before the images: a wrong name should not take a minute to say
    if (!state) return state.error();
    m_state = std::move(*state);
    SamplerOptions options;
    LabelledImagesRequest wanted{m_request.data, m_request.part, {}, m_request.umPerPx / options.largestScale};
    for (const std::string& text : m_request.ignoreRects) {
        const auto rect = parseIgnoreRect(text);
        if (!rect) return rect.error();
        wanted.ignore.push_back(*rect);
    }
    auto images = loadLabelledImages(wanted);
    if (!images) return images.error();
    m_images = std::move(*images);
    options.tileSize = m_request.tileSize;
    options.umPerPx = m_request.umPerPx;
    options.sourceWeights = m_request.dataWeights;
    options.datasetShares = m_request.datasetShares;
    options.seed = m_request.seed;
    auto sampler = TileSampler::create(m_images, options);
    if (!sampler) return sampler.error();
    m_sampler = std::move(*sampler);

    m_state.network->to(m_device);
    m_state.average->to(m_device);
    m_state.optimizer = std::make_unique<AdamW>(*m_state.network, AdamW::Options{});
    const auto constant = [&](const std::array<double, 3>& v) { return torch::tensor({v[0], v[1], v[2]}, torch::kFloat32).mul_(255).view({1, 3, 1, 1}).to(m_device); };
    m_mean = constant(m_state.card.mean);
    m_std = constant(m_state.card.std);
    if (auto resumed = resumeFromCheckpoint(m_state, m_request); !resumed) return resumed;
    if (m_state.step > 0) logInfo("resumed at step " + std::to_string(m_state.step));
    return writePreview();
}

Result<void> Run::writePreview() const {
    if (m_request.preview.empty()) return {};
    std::vector<Tile> tiles;
    for (std::uint64_t i = 0; i < 48; ++i) tiles.push_back(m_sampler->render(m_sampler->recipeFor(i)));
    return writePng(m_request.preview, contactSheet(tiles, 8));
}

torch::Tensor Run::input(const TileLoader::Batch& batch) const {
    const std::int64_t size = m_request.tileSize;
    const auto raw = torch::from_blob(const_cast<std::uint8_t*>(batch.rgb.data()), {m_request.batchSize, size, size, 3}, torch::kUInt8);
    return (raw.to(m_device).permute({0, 3, 1, 2}).to(torch::kFloat32) - m_mean) / m_std;  // channels last in memory: the faster layout
}

void Run::unfold(const TileLoader::Batch& batch) {
    torch::NoGradGuard guard;
    m_state.network->eval();
    unfoldAtNextPass(m_state.network->encoder());
    m_state.network->encoder().features(input(batch));
    m_state.needsUnfolding = false;
    startAverage(m_state);
}

Result<double> Run::step(const TileLoader::Batch& batch) {
    // Seeded by step: stochastic depth is the same whether the run was interrupted or not.
    torch::manual_seed(m_request.seed * 1'000'003 + static_cast<std::uint64_t>(m_state.step));
    m_state.network->train();
    const std::int64_t size = m_request.tileSize;
    const auto targets = torch::from_blob(const_cast<std::uint8_t*>(batch.mask.data()), {m_request.batchSize, 1, size, size}, torch::kUInt8).to(m_device);
    const torch::Tensor loss = m_loss(m_state.network->forward(input(batch)), targets);
    loss.backward();
    const double value = loss.item<double>();
    const double factor = rateFactor(m_state.step, m_request.steps);
    const double norm = m_state.optimizer->step(m_state.step + 1, m_request.encoderRate * factor, m_request.decoderRate * factor);
    if (!std::isfinite(value) || !std::isfinite(norm))
        return Error{"training failed", "", "the loss is not a number at step " + std::to_string(m_state.step + 1) + ": try lower rates"};
    updateAverage(m_state);
    ++m_state.step;
    return value;
}

Result<ModelCard> Run::go(const std::function<void(const TrainingProgress&)>& onProgress, const std::stop_token& stop) {
    if (auto prepared = prepare(); !prepared) return prepared.error();
    TileLoader loader(*m_sampler, {m_request.batchSize, static_cast<std::uint64_t>(m_state.step), static_cast<std::uint64_t>(m_request.steps), m_request.loaders});
    double waited = 0;
    const int firstStep = m_state.step;
    const Clock::time_point start = Clock::now();
    while (m_state.step < m_request.steps) {
        if (stop.stop_requested()) {
            if (!m_request.checkpoint.empty())
                if (auto kept = writeCheckpoint(m_state, m_request); !kept) return kept.error();
            return Error{"stopped", "", "after step " + std::to_string(m_state.step) + " of " + std::to_string(m_request.steps)};
        }
        const Clock::time_point asked = Clock::now();
        const auto batch = loader.next();
        if (!batch) return batch.error();
        waited += secondsSince(asked);
        if (m_state.needsUnfolding) unfold(*batch);
        const auto loss = step(*batch);
        if (!loss) return loss.error();
        const double seconds = secondsSince(start);
        const double rate = m_request.decoderRate * rateFactor(m_state.step - 1, m_request.steps);
        onProgress({m_state.step, m_request.steps, *loss, rate, (m_state.step - firstStep) * m_request.batchSize / seconds, waited / seconds});
        if (!m_request.checkpoint.empty() && m_state.step % std::max(1, m_request.checkpointEvery) == 0)
            if (auto kept = writeCheckpoint(m_state, m_request); !kept) return kept.error();
    }
    return finish();
}

Result<ModelCard> Run::finish() {
    ModelCard& card = m_state.card;
    card.trainingData = describeData(m_images);
    card.split = "Trained on part \"" + m_request.part + "\" of the index, split by patient or slide; the other parts were not seen";
    card.intendedUse = "Research: proposals of glomeruli in light microscopy of kidney sections, to be reviewed by a person. Not a medical device";
    card.licence = "GPL-3.0-or-later as a part of Bowman; the images keep the licences of their sources, listed with the training data";
    card.date = today();
    if (auto saved = saveModel(m_request.output, card, toFloats(stateOf(*m_state.average))); !saved) return saved.error();
    return card;
}

}  // namespace

Result<ModelCard> TorchTrainer::train(const TrainingRequest& request, const std::function<void(const TrainingProgress&)>& onProgress, std::stop_token stop) {
    if (auto fine = check(request); !fine) return fine.error();
    try {
        const auto device = chooseDevice(request.device);
        if (!device) return device.error();
        at::set_num_threads(request.threads > 0 ? request.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
        return Run(request, *device).go(onProgress, stop);
    } catch (const std::exception& e) {
        return Error{"training failed", "", messageOf(e)};
    }
}

}  // namespace bowman
