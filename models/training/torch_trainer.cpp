#include "models/training/torch_trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <optional>
#include <set>
#include <thread>

#include <torch/torch.h>

#include "core/base/log.h"
#include "core/base/platform/platform.h"
#include "core/slide/image_file.h"
#include "models/inference/device.h"
#include "models/losses/losses.h"
#include "models/torch_error.h"
#include "models/training/covering_tiles.h"
#include "models/training/folds.h"
#include "models/training/gradient_lanes.h"
#include "models/training/held_out.h"
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
    if (r.batchSize < 1 || r.accumulate < 1) return bad("batch and accumulate must be at least 1");
    if (r.steps < 0 || r.epochs < 0 || r.frozenEpochs < 0 || r.tilesPerEpoch < 0 || (r.steps == 0 && r.epochs == 0)) return bad("there must be at least one step, or one epoch of the whole network");
    if (!(r.averageDecay >= 0 && r.averageDecay < 1)) return bad("the decay of the averaged weights must be at least 0 and below 1");
    if (r.folds != 0 && (r.folds < 2 || r.fold < 0 || r.fold >= r.folds)) return bad("the fold must be between 0 and the number of folds less one, and there must be two at least");
    if (r.validateEvery > 0 && r.folds == 0) return bad("looking at the held-out fold needs folds: give their number and the one that is held out");
    if (r.patience > 0 && r.validateEvery == 0) return bad("patience needs looks at the held-out fold: give the steps between them");
    if (!(r.hardShare >= 0 && r.hardShare <= 1)) return bad("the share of hard examples must be between 0 and 1");
    if (r.validateEvery < 0 || r.patience < 0) return bad("steps between looks and patience cannot be negative");
    if (!(r.umPerPx >= 0.05 && r.umPerPx <= 20)) return bad("µm/px must be between 0.05 and 20");
    return {};
}

std::size_t objectsIn(const std::vector<LabelledImage>& images) {
    std::size_t count = 0;
    for (const LabelledImage& image : images) count += image.objects.size();
    return count;
}

/// Batches side by side at most: each takes the memory of one.
constexpr int kLanes = 4;

/// One run: what the loop needs besides the weights.
class Run {
public:
    Run(const TrainingRequest& request, torch::Device device)
        : m_request(request), m_device(device), m_threads(at::get_num_threads()),
          m_sideBySide(device.is_cpu() ? std::min({request.accumulate, m_threads, kLanes}) : 1) {}

    Result<ModelCard> go(const std::function<void(const TrainingProgress&)>& onProgress, const std::stop_token& stop);

private:
    Result<void> prepare();
    Result<void> loadImages(SamplerOptions& options);
    Result<void> holdOut(const SamplerOptions& options);
    void countSteps(const SamplerOptions& options);
    Result<void> writePreview() const;
    void unfold(const TileLoader::Batch& batch);
    torch::Tensor input(const torch::Tensor& rgb) const;
    torch::Tensor rgbOf(const TileLoader::Batch& batch) const;
    Result<std::vector<GradientLanes::Batch>> batches(TileLoader& loader, int first, int count, TrainingProgress& progress);
    Result<double> step(TileLoader& loader, TrainingProgress& progress);
    void look(TrainingProgress& progress);
    bool isPatienceOver() const { return m_request.patience > 0 && m_state.best.looksSince >= m_request.patience; }
    Result<ModelCard> finish();

    TrainingRequest m_request;   // with the number of steps filled in
    int m_frozenSteps = 0;
    const torch::Device m_device;
    const int m_threads;
    const int m_sideBySide;   // batches of a step
    std::vector<LabelledImage> m_images;
    std::vector<LabelledImage> m_heldOutImages;
    std::optional<HeldOutTiles> m_heldOut;
    std::optional<TileSampler> m_sampler;
    TrainingState m_state;
    std::optional<GradientLanes> m_lanes;   // where batches of a step run side by side
    Loss m_loss;
    torch::Tensor m_mean, m_std;
};

Result<void> Run::loadImages(SamplerOptions& options) {
    LabelledImagesRequest wanted{m_request.data, m_request.part, {}, m_request.umPerPx / options.largestScale, m_request.hardExamples};
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
    options.policy = m_request.augmentation;
    options.groupsAlike = m_request.balanceGroups;
    options.hardShare = m_request.hardExamples.empty() ? 0 : m_request.hardShare;
    return holdOut(options);
}

/// Takes the held-out fold out of the images to learn from.
Result<void> Run::holdOut(const SamplerOptions& options) {
    if (m_request.folds > 0) {
        const auto folds = assignFolds(m_images, m_request.folds);
        if (!folds) return folds.error();
        std::vector<LabelledImage> others;
        for (std::size_t i = 0; i < m_images.size(); ++i)
            ((*folds)[i] == m_request.fold ? m_heldOutImages : others).push_back(std::move(m_images[i]));
        m_images = std::move(others);
    }
    if (objectsIn(m_images) == 0)
        return Error{"nothing to learn from", m_request.data.front().string(), "none of the " + std::to_string(m_images.size()) + " masks has a glomerulus (the first: " + m_images.front().file + ")"};
    if (m_request.validateEvery == 0) return {};
    if (objectsIn(m_heldOutImages) == 0)
        return Error{"cannot judge", m_request.data.front().string(), "none of the " + std::to_string(m_heldOutImages.size()) + " masks of fold " + std::to_string(m_request.fold) + " has a glomerulus"};
    auto tiles = HeldOutTiles::render(m_heldOutImages, options);
    if (!tiles) return tiles.error();
    m_heldOut = std::move(*tiles);
    return {};
}

void Run::countSteps(const SamplerOptions& options) {
    const std::int64_t tiles = m_request.tilesPerEpoch > 0 ? m_request.tilesPerEpoch : static_cast<std::int64_t>(coveringTiles(m_images, options).size());
    const std::int64_t perStep = static_cast<std::int64_t>(m_request.batchSize) * m_request.accumulate;
    const int stepsOfEpoch = static_cast<int>((tiles + perStep - 1) / perStep), allEpochs = m_request.frozenEpochs + m_request.epochs;
    if (m_request.steps == 0) m_request.steps = stepsOfEpoch * allEpochs;
    if (m_request.epochs > 0)
        m_frozenSteps = static_cast<int>(static_cast<std::int64_t>(m_request.steps) * m_request.frozenEpochs / allEpochs);
    else
        m_frozenSteps = std::min(m_request.steps, stepsOfEpoch * m_request.frozenEpochs);
}

Result<void> Run::prepare() {
    auto loss = lossNamed(m_request.loss);
    if (!loss) return loss.error();
    m_loss = std::move(*loss);
    if (const auto policy = augmentationPolicy(m_request.augmentation); !policy) return policy.error();
    auto state = startTraining(m_request);  // before the images: a wrong name should not take a minute to say
    if (!state) return state.error();
    m_state = std::move(*state);
    SamplerOptions options;
    if (auto loaded = loadImages(options); !loaded) return loaded;
    countSteps(options);
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

torch::Tensor Run::input(const torch::Tensor& rgb) const {
    return (rgb.to(m_device).permute({0, 3, 1, 2}).to(torch::kFloat32) - m_mean) / m_std;  // channels last in memory: the faster layout
}

torch::Tensor Run::rgbOf(const TileLoader::Batch& batch) const {
    const std::int64_t size = m_request.tileSize;
    return torch::from_blob(const_cast<std::uint8_t*>(batch.rgb.data()), {m_request.batchSize, size, size, 3}, torch::kUInt8);
}

void Run::unfold(const TileLoader::Batch& batch) {
    torch::NoGradGuard guard;
    m_state.network->eval();
    unfoldAtNextPass(m_state.network->encoder());
    m_state.network->encoder().features(input(rgbOf(batch)));
    m_state.needsUnfolding = false;
    startAverage(m_state);
}

/// Frozen: no gradients, and the running statistics of its batch norms stay.
void freezeEncoder(SegmentationModel& network, bool isFrozen) {
    network.train();
    if (isFrozen) network.encoder().eval();
    for (torch::Tensor& parameter : network.encoder().parameters()) parameter.set_requires_grad(!isFrozen);
}

/// The next batches, `count` of them, from number `first` of this step on.
Result<std::vector<GradientLanes::Batch>> Run::batches(TileLoader& loader, int first, int count, TrainingProgress& progress) {
    std::vector<GradientLanes::Batch> result;
    for (int i = first; i < first + count; ++i) {
        const Clock::time_point asked = Clock::now();
        const auto batch = loader.next();
        if (!batch) return batch.error();
        progress.loaderWaitSeconds += secondsSince(asked);
        if (m_state.needsUnfolding) unfold(*batch);
        const std::int64_t size = m_request.tileSize;
        const auto masks = torch::from_blob(const_cast<std::uint8_t*>(batch->mask.data()), {m_request.batchSize, 1, size, size}, torch::kUInt8);
        // Seeded by step: stochastic depth is the same whether the run was interrupted or not.
        const auto seed = m_request.seed * 1'000'003 + static_cast<std::uint64_t>(m_state.step) * static_cast<std::uint64_t>(m_request.accumulate) + static_cast<std::uint64_t>(i);
        result.push_back({input(rgbOf(*batch)), m_device.is_cpu() ? masks.clone() : masks.to(m_device), seed});
    }
    return result;
}

Result<double> Run::step(TileLoader& loader, TrainingProgress& progress) {
    const Precision precision = m_request.mixedPrecision && m_device.is_cuda() ? Precision::Mixed : Precision::Full;
    double value = 0;
    for (int i = 0; i < m_request.accumulate; i += m_sideBySide) {
        const auto some = batches(loader, i, std::min(m_sideBySide, m_request.accumulate - i), progress);
        if (!some) return some.error();
        const bool isFrozen = m_state.step < m_frozenSteps;
        const double share = 1.0 / m_request.accumulate;
        if (m_sideBySide == 1) {
            torch::manual_seed(some->front().seed);
            freezeEncoder(*m_state.network, isFrozen);
            value += addGradients(*m_state.network, m_loss, some->front().input, some->front().targets, share, precision) * share;
            continue;
        }
        if (!m_lanes) {   // not before the first batch, which may unfold the network
            auto lanes = GradientLanes::create(m_state.network, m_state.card, m_sideBySide);
            if (!lanes) return lanes.error();
            m_lanes = std::move(*lanes);
        }
        for (const auto& network : m_lanes->networks()) freezeEncoder(*network, isFrozen);
        value += m_lanes->addGradients(*some, m_loss, share, m_threads) * share;
    }
    const int ofEncoder = std::max(0, m_state.step - m_frozenSteps);
    const double encoderFactor = rateFactor(ofEncoder, m_request.steps - m_frozenSteps), factor = rateFactor(m_state.step, m_request.steps);
    const double norm = m_state.optimizer->step({m_state.step + 1, m_request.encoderRate * encoderFactor, m_request.decoderRate * factor, ofEncoder + 1});
    if (!std::isfinite(value) || !std::isfinite(norm))
        return Error{"training failed", "", "the loss is not a number at step " + std::to_string(m_state.step + 1) + ": try lower rates"};
    updateAverage(m_state, m_request.averageDecay);
    ++m_state.step;
    return value;
}

/// Measures the averaged weights on the held-out fold, and keeps them where they are the best so far.
void Run::look(TrainingProgress& progress) {
    const ProbabilityHistogram histogram = m_heldOut->measure(*m_state.average, [this](const torch::Tensor& rgb) { return input(rgb); }, m_request.batchSize);
    const BestThreshold found = bestThreshold(histogram);
    progress.heldOutDice = found.dice;
    progress.heldOutThreshold = found.threshold;
    BestWeights& best = m_state.best;
    if (best.step > 0 && found.dice <= best.dice) {
        ++best.looksSince;
        return;
    }
    best = {m_state.step, found.dice, found.threshold, 0, toFloats(stateOf(*m_state.average))};
}

Result<ModelCard> Run::go(const std::function<void(const TrainingProgress&)>& onProgress, const std::stop_token& stop) {
    if (m_sideBySide > 1) platform::useOneHeap();   // before the first of their threads
    if (auto prepared = prepare(); !prepared) return prepared.error();
    const auto perStep = static_cast<std::uint64_t>(m_request.accumulate);
    TileLoader loader(*m_sampler, {m_request.batchSize, static_cast<std::uint64_t>(m_state.step) * perStep, static_cast<std::uint64_t>(m_request.steps) * perStep, m_request.loaders});
    double waited = 0;
    const int firstStep = m_state.step;
    const Clock::time_point start = Clock::now();
    while (m_state.step < m_request.steps && !isPatienceOver()) {
        if (stop.stop_requested()) {
            if (!m_request.checkpoint.empty())
                if (auto kept = writeCheckpoint(m_state, m_request); !kept) return kept.error();
            return Error{"stopped", "", "after step " + std::to_string(m_state.step) + " of " + std::to_string(m_request.steps)};
        }
        TrainingProgress progress;
        const auto loss = step(loader, progress);
        if (!loss) return loss.error();
        waited += progress.loaderWaitSeconds;
        const double seconds = secondsSince(start);
        progress.step = m_state.step;
        progress.steps = m_request.steps;
        progress.loss = *loss;
        progress.learningRate = m_request.decoderRate * rateFactor(m_state.step - 1, m_request.steps);
        progress.tilesPerSecond = (m_state.step - firstStep) * m_request.batchSize * m_request.accumulate / seconds;
        progress.loaderWaitShare = waited / seconds;
        if (m_heldOut && (m_state.step % m_request.validateEvery == 0 || m_state.step == m_request.steps)) look(progress);
        onProgress(progress);
        if (!m_request.checkpoint.empty() && m_state.step % std::max(1, m_request.checkpointEvery) == 0)
            if (auto kept = writeCheckpoint(m_state, m_request); !kept) return kept.error();
    }
    return finish();
}

Result<ModelCard> Run::finish() {
    ModelCard& card = m_state.card;
    card.trainingData = describeData(m_images);
    card.heldOut.clear();  // that of a model that this one started from
    card.split = "Trained on part \"" + m_request.part + "\" of the index, split by patient or slide; the other parts were not seen";
    if (m_request.folds > 0)
        card.split += ". Fold " + std::to_string(m_request.fold) + " of 0 to " + std::to_string(m_request.folds - 1) + " of it was held out: " + std::to_string(m_heldOutImages.size()) + " images";
    std::set<std::string> heldOut;
    for (const LabelledImage& image : m_heldOutImages) heldOut.insert(image.group);
    card.heldOut.assign(heldOut.begin(), heldOut.end());
    const BestWeights& best = m_state.best;
    if (best.step > 0) {
        char figures[160];
        std::snprintf(figures, sizeof figures, "held-out fold: pooled Dice of tiles %.4f at threshold %.2f, after step %d; step and threshold were chosen on it", best.dice, best.threshold, best.step);
        card.metrics = figures;
        card.threshold = best.threshold;
    }
    card.intendedUse = "Research: proposals of glomeruli in light microscopy of kidney sections, to be reviewed by a person. Not a medical device";
    card.licence = "GPL-3.0-or-later as a part of Bowman; the images keep the licences of their sources, listed with the training data";
    card.date = today();
    if (auto saved = saveModel(m_request.output, card, best.step > 0 ? best.weights : toFloats(stateOf(*m_state.average))); !saved) return saved.error();
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
