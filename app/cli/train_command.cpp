// bowman-cli train: makes a segmentation model from labelled images.
#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/platform/platform.h"
#include "core/detect/network_library.h"

namespace bowman::cli {
namespace {

std::atomic<bool> interrupted = false;  // set by Ctrl-C, read between steps

void onInterrupt(int) { interrupted = true; }

struct TrainOptions {
    TrainingRequest request;
    std::vector<std::filesystem::path> indices, trainingSets;
    std::filesystem::path log;
    bool json = false;
};

nlohmann::json asJson(const TrainingProgress& p) {
    return {{"step", p.step}, {"steps", p.steps}, {"loss", p.loss}, {"learning_rate", p.learningRate},
            {"tiles_per_second", p.tilesPerSecond}, {"loader_wait_share", p.loaderWaitShare}};
}

void showProgress(const TrainingProgress& p, double smoothLoss, int batch) {
    if (!platform::isErrorTerminal() && p.step % 50 != 0 && p.step != p.steps) return;
    const double left = p.tilesPerSecond > 0 ? (p.steps - p.step) * double(batch) / p.tilesPerSecond : 0;
    std::fprintf(stderr, "%sstep %d of %d, loss %.4f, %.1f tiles/s, %.0f min left %s", platform::isErrorTerminal() ? "\r" : "", p.step, p.steps, smoothLoss, p.tilesPerSecond, left / 60,
                 platform::isErrorTerminal() && p.step != p.steps ? "" : "\n");
}

int train(const TrainOptions& options) {
    auto library = loadNetworkLibrary();
    if (!library) return fail(library.error());
    TrainingRequest request = options.request;
    request.data = options.indices;
    request.data.insert(request.data.end(), options.trainingSets.begin(), options.trainingSets.end());
    if (!request.startFrom.empty()) {
        const auto model = findModel(request.startFrom.string());
        if (!model) return fail(model.error());
        request.startFrom = *model;
    }
    std::ofstream log;
    if (!options.log.empty()) {
        log.open(options.log, std::ios::app);
        if (!log) return fail({"cannot write", options.log.string(), "the log could not be opened"});
    }
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    std::stop_source stop;
    double smoothLoss = -1;
    int lastStep = 0;
    const auto card = (*library)->createTrainer()->train(request, [&](const TrainingProgress& p) {
        smoothLoss = smoothLoss < 0 ? p.loss : 0.97 * smoothLoss + 0.03 * p.loss;
        lastStep = p.step;
        if (log.is_open()) log << asJson(p).dump() << std::endl;
        if (!options.json) showProgress(p, smoothLoss, request.batchSize);
        if (interrupted) stop.request_stop();
    }, stop.get_token());
    if (!card) {
        if (!options.json && lastStep > 0 && platform::isErrorTerminal()) std::fputc('\n', stderr);
        fail(card.error());
        if (!interrupted || request.checkpoint.empty() || lastStep == 0) return 1;
        std::fprintf(stderr, "%s is kept; the same command goes on from there\n", request.checkpoint.c_str());
        return 2;
    }
    if (options.json)
        std::printf("%s\n", nlohmann::json{{"model", request.output.string()}, {"steps", request.steps}, {"loss", smoothLoss}, {"card", toJson(*card)}}.dump(2).c_str());
    else
        std::printf("%s written: %s with %s, %d steps, loss %.4f\n", request.output.c_str(), card->architecture.c_str(), card->encoder.c_str(), request.steps, smoothLoss);
    return 0;
}

}  // namespace

void addTrain(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<TrainOptions>();
    TrainingRequest& r = options->request;
    CLI::App* command = app.add_subcommand("train", "Trains a segmentation model on labelled images");
    command->add_option("--index", options->indices, "index.csv of labelled images (may be repeated)")->check(CLI::ExistingFile);
    command->add_option("--training-set", options->trainingSets, "Folder written by export --format training-set (may be repeated)")->check(CLI::ExistingDirectory);
    command->add_option("--data-weight", r.dataWeights, "Share of the tiles for each index, then each training set");
    command->add_option("--dataset-share", r.datasetShares, "dataset=share of the tiles of its index; what is left is balanced over dataset and stain");
    command->add_option("--ignore-rect", r.ignoreRects, "dataset:x,y,w,h as fractions of each image: not tissue (mini-maps, scale bars)");
    command->add_option("--part", r.part, "Rows of the index to learn from")->capture_default_str();
    command->add_option("--architecture", r.architecture, "linknet-smp or linknet-paper")->capture_default_str();
    command->add_option("--encoder", r.encoder, "See bowman-cli model list --networks")->capture_default_str();
    command->add_option("--encoder-weights", r.encoderWeights, "Pretrained encoder (safetensors)")->check(CLI::ExistingFile);
    command->add_option("--start-from", r.startFrom, "Model file or name to go on from");
    command->add_option("--um-per-px", r.umPerPx, "Scale at which the network sees tissue")->capture_default_str();
    command->add_option("--tile", r.tileSize, "Edge of a tile in pixels")->capture_default_str();
    command->add_option("--steps", r.steps, "Number of steps")->capture_default_str();
    command->add_option("--batch", r.batchSize, "Tiles per step")->capture_default_str();
    command->add_option("--encoder-rate", r.encoderRate, "Highest learning rate of the encoder")->capture_default_str();
    command->add_option("--decoder-rate", r.decoderRate, "Highest learning rate of the decoder")->capture_default_str();
    command->add_option("--loss", r.loss, "bce+dice, lovasz or bce+lovasz")->capture_default_str();
    command->add_option("--seed", r.seed, "Everything random follows from it")->capture_default_str();
    command->add_option("--threads", r.threads, "Threads of the network; 0 = all cores")->capture_default_str();
    command->add_option("--loaders", r.loaders, "Threads that make tiles")->capture_default_str();
    command->add_option("--device", r.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command->add_option("--checkpoint", r.checkpoint, "File to resume from and to keep the state in");
    command->add_option("--checkpoint-every", r.checkpointEvery, "Steps between checkpoints")->capture_default_str();
    command->add_option("--preview", r.preview, "PNG of the first tiles with the outlines of their masks");
    command->add_option("--log", options->log, "JSON, a line per step, appended");
    command->add_option("--name", r.name, "Name in the model card")->capture_default_str();
    command->add_option("--out", r.output, "Model file to write (safetensors)")->required();
    command->add_flag("--json", options->json, "Print the result as JSON");
    command->callback([options, &exitCode] { exitCode = train(*options); });
}

}  // namespace bowman::cli
