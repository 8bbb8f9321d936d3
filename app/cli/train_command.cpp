// bowman-cli train: makes a segmentation model from labelled images.
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "core/base/platform/platform.h"
#include "core/detect/network_library.h"
#include "core/detect/training_preset.h"

namespace bowman::cli {
namespace {

struct TrainOptions {
    TrainingRequest request;
    std::vector<std::filesystem::path> indices, trainingSets;
    std::filesystem::path log;
    std::string preset = "default";
    bool fullPrecision = false;
    bool json = false;
    /// Take the preset's value where the option was not given.
    std::vector<std::function<void(TrainingRequest& request, const TrainingRequest& preset)>> fillIn;
};

nlohmann::json asJson(const TrainingProgress& p) {
    nlohmann::json j = {{"step", p.step}, {"steps", p.steps}, {"loss", p.loss}, {"learning_rate", p.learningRate},
            {"tiles_per_second", p.tilesPerSecond}, {"loader_wait_share", p.loaderWaitShare},
                        {"loader_wait_seconds", p.loaderWaitSeconds}};
    if (p.heldOutDice) {
        j["held_out_dice"] = *p.heldOutDice;
        j["held_out_threshold"] = p.heldOutThreshold;
    }
    return j;
}

void showHeldOut(const TrainingProgress& p) {
    if (p.heldOutDice)
        std::fprintf(stderr, "%sstep %d: held-out Dice %.4f at threshold %.2f\n", platform::isErrorTerminal() ? "\r" : "", p.step, *p.heldOutDice, p.heldOutThreshold);
}

void showProgress(const TrainingProgress& p, double smoothLoss, int batch) {
    if (!platform::isErrorTerminal() && p.step % 50 != 0 && p.step != p.steps) return;
    const double left = p.tilesPerSecond > 0 ? (p.steps - p.step) * double(batch) / p.tilesPerSecond : 0;
    std::fprintf(stderr, "%sstep %d of %d, loss %.4f, %.1f tiles/s, waited %.1f %% for tiles, %.0f min left %s", platform::isErrorTerminal() ? "\r" : "", p.step, p.steps, smoothLoss,
                 p.tilesPerSecond, 100 * p.loaderWaitShare, left / 60,
                 platform::isErrorTerminal() && p.step != p.steps ? "" : "\n");
}

int train(const TrainOptions& options) {
    const auto preset = trainingPreset(options.preset);
    if (!preset) return fail(preset.error());
    TrainingRequest request = options.request;
    for (const auto& fill : options.fillIn) fill(request, *preset);
    request.mixedPrecision = !options.fullPrecision;
    request.data = options.indices;
    request.data.insert(request.data.end(), options.trainingSets.begin(), options.trainingSets.end());
    if (!request.startFrom.empty()) {
        const auto model = findModel(request.startFrom.string());
        if (!model) return fail(model.error());
        request.startFrom = *model;
    }
    auto library = loadNetworkLibrary();
    if (!library) return fail(library.error());
    std::ofstream log;
    if (!options.log.empty()) {
        log.open(options.log, std::ios::app);
        if (!log) return fail({"cannot write", options.log.string(), "the log could not be opened"});
    }
    heedInterrupts();
    std::stop_source stop;
    double smoothLoss = -1;
    int lastStep = 0;
    const auto card = (*library)->createTrainer()->train(request, [&](const TrainingProgress& p) {
        smoothLoss = smoothLoss < 0 ? p.loss : 0.97 * smoothLoss + 0.03 * p.loss;
        lastStep = p.step;
        if (log.is_open()) log << asJson(p).dump() << std::endl;
        if (!options.json) showProgress(p, smoothLoss, request.batchSize * request.accumulate);
        if (!options.json) showHeldOut(p);
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
        std::printf("%s\n", nlohmann::json{{"model", request.output.string()}, {"steps", lastStep}, {"loss", smoothLoss}, {"card", toJson(*card)}}.dump(2).c_str());
    else
        std::printf("%s written: %s with %s, %d steps, loss %.4f\n", request.output.c_str(), card->architecture.c_str(), card->encoder.c_str(), lastStep, smoothLoss);
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
    command->add_option("--hard-examples", r.hardExamples, "What evaluate --objects wrote: places where a network was wrong are shown more often")->check(CLI::ExistingFile);
    command->add_option("--hard-share", r.hardShare, "Of the tiles of a dataset and stain that has hard examples")->capture_default_str()->check(CLI::Range(0.0, 1.0));
    command->add_option("--part", r.part, "Rows of the index to learn from")->capture_default_str();
    command->add_option("--preset", options->preset, "default, quick or thesis; what is given beside it counts more")->capture_default_str();
    // An option whose default is the preset's.
    const auto option = [command, &options](const char* name, auto TrainingRequest::*field, const char* text) {
        CLI::Option* const added = command->add_option(name, options->request.*field, text)->capture_default_str();
        options->fillIn.push_back([added, field](TrainingRequest& request, const TrainingRequest& preset) {
            if (added->count() == 0) request.*field = preset.*field;
        });
        return added;
    };
    option("--architecture", &TrainingRequest::architecture, "See bowman-cli model list --networks");
    option("--encoder", &TrainingRequest::encoder, "See bowman-cli model list --networks");
    command->add_option("--encoder-weights", r.encoderWeights, "Pretrained encoder (safetensors)")->check(CLI::ExistingFile);
    command->add_option("--start-from", r.startFrom, "Model file or name to go on from");
    option("--um-per-px", &TrainingRequest::umPerPx, "Scale at which the network sees tissue");
    option("--tile", &TrainingRequest::tileSize, "Edge of a tile in pixels");
    option("--steps", &TrainingRequest::steps, "Number of steps; 0 = by --epochs");
    option("--frozen-epochs", &TrainingRequest::frozenEpochs, "Epochs with the encoder left as it is, first");
    option("--epochs", &TrainingRequest::epochs, "Epochs of the whole network, after them");
    option("--tiles-per-epoch", &TrainingRequest::tilesPerEpoch, "0 = as many as cover the images once");
    option("--batch", &TrainingRequest::batchSize, "Tiles per batch");
    option("--accumulate", &TrainingRequest::accumulate, "Batches whose gradients make one step; on a processor they run side by side, which is faster");
    option("--encoder-rate", &TrainingRequest::encoderRate, "Highest learning rate of the encoder");
    option("--decoder-rate", &TrainingRequest::decoderRate, "Highest learning rate of the decoder");
    option("--loss", &TrainingRequest::loss, "A sum of bce, dice, focal, lovasz, lovasz-hinge, each with a weight if wanted: 0.5*bce+dice");
    option("--augmentation", &TrainingRequest::augmentation, "basic, thesis, strong or stains; bowman-cli augment shows them");
    option("--balance-groups", &TrainingRequest::balanceGroups, "true: patients of a stain are drawn alike, however many images they have");
    option("--average-decay", &TrainingRequest::averageDecay, "Of the moving average of the weights, which is what is saved; 0 = the last ones");
    option("--folds", &TrainingRequest::folds, "Folds by patient or slide within the part; 0 = learn from all of it");
    option("--fold", &TrainingRequest::fold, "The one that is held out, from 0");
    option("--validate-every", &TrainingRequest::validateEvery, "Steps between looks at the held-out fold; the best weights are saved");
    option("--patience", &TrainingRequest::patience, "Looks without a better Dice after which the training ends; 0 = never");
    option("--seed", &TrainingRequest::seed, "Everything random follows from it");
    option("--threads", &TrainingRequest::threads, "Threads of the network; 0 = all cores");
    option("--loaders", &TrainingRequest::loaders, "Threads that make tiles");
    option("--device", &TrainingRequest::device, "auto, cpu, cuda or cuda:N");
    command->add_flag("--full-precision", options->fullPrecision, "Keep CUDA from computing in 16 bit");
    command->add_option("--checkpoint", r.checkpoint, "File to resume from and to keep the state in");
    option("--checkpoint-every", &TrainingRequest::checkpointEvery, "Steps between checkpoints");
    command->add_option("--preview", r.preview, "PNG of the first tiles with the outlines of their masks");
    command->add_option("--log", options->log, "JSON, a line per step, appended");
    command->add_option("--name", r.name, "Name in the model card")->capture_default_str();
    command->add_option("--out", r.output, "Model file to write (safetensors)")->required();
    command->add_flag("--json", options->json, "Print the result as JSON");
    command->callback([options, &exitCode] { exitCode = train(*options); });
}

}  // namespace bowman::cli
