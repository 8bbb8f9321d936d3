#include "models/training/training_state.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/log.h"
#include "models/weights/encoder_weights.h"
#include "models/weights/state.h"

namespace bowman {
namespace {

using nlohmann::json;

/// What must be the same for a checkpoint to be of this training.
json identityOf(const TrainingState& state, const TrainingRequest& r) {
    std::vector<std::string> data;
    for (const auto& path : r.data) data.push_back(path.filename().string());
    json identity = {{"architecture", state.card.architecture}, {"encoder", state.card.encoder}, {"um_per_px", r.umPerPx}, {"tile_size", r.tileSize},
            {"batch", r.batchSize}, {"steps", r.steps}, {"loss", r.loss}, {"seed", r.seed}, {"part", r.part}, {"data", data},
            {"encoder_rate", r.encoderRate}, {"decoder_rate", r.decoderRate}};
    // Settings that came later are named where they are not as they always were: older checkpoints go on.
    const TrainingRequest usual;
    const auto add = [&identity](const char* name, const auto& value, const auto& otherwise) {
        if (value != otherwise) identity[name] = value;
    };
    add("augmentation", r.augmentation, usual.augmentation);
    add("balance_groups", r.balanceGroups, usual.balanceGroups);
    add("accumulate", r.accumulate, usual.accumulate);
    add("average_decay", r.averageDecay, usual.averageDecay);
    add("frozen_epochs", r.frozenEpochs, usual.frozenEpochs);
    add("epochs", r.epochs, usual.epochs);
    add("folds", r.folds, usual.folds);
    add("fold", r.fold, usual.fold);
    add("validate_every", r.validateEvery, usual.validateEvery);
    return identity;
}

json asJson(const BestWeights& best) {
    return {{"step", best.step}, {"dice", best.dice}, {"threshold", best.threshold}, {"looks_since", best.looksSince}};
}

Result<void> readBest(const SafetensorsFile& file, const json& head, TrainingState& state) {
    if (!head.contains("best")) return {};
    const json& best = head["best"];
    state.best = {best.value("step", 0), best.value("dice", 0.0), best.value("threshold", 0.5), best.value("looks_since", 0), toFloats(stateOf(*state.average))};
    for (NamedFloats& tensor : state.best.weights) {
        auto values = file.floats("best." + tensor.name);
        if (!values) return values.error();
        if (values->size() != tensor.values.size()) return Error{"cannot resume", file.file(), "best." + tensor.name + " has another size"};
        tensor.values = std::move(*values);
    }
    return {};
}

Result<TrainingState> fromModel(const TrainingRequest& request) {
    auto model = loadModel(request.startFrom);
    if (!model) return model.error();
    TrainingState state;
    state.card = std::move(model->card);
    state.network = std::move(model->network);
    return state;
}

Result<TrainingState> fromEncoder(const TrainingRequest& request) {
    TrainingState state;
    ModelCard& card = state.card;
    card.architecture = request.architecture;
    card.encoder = request.encoder;
    std::optional<SafetensorsFile> weights;
    if (!request.encoderWeights.empty()) {
        auto file = SafetensorsFile::read(request.encoderWeights);
        if (!file) return file.error();
        card.encoder = encoderVariant(request.encoder, *file);
        weights = std::move(*file);
    }
    const EncoderConvention convention = weights ? conventionOf(card.encoder, *weights) : conventionOf(card.encoder);
    card.padding = convention.padding;
    card.batchNormEps = convention.batchNormEps;
    card.mean = convention.mean;
    card.std = convention.std;
    auto network = buildModel(card);
    if (!network) return network.error();
    state.network = std::move(*network);
    if (weights) {
        const auto loaded = loadEncoderWeights(*weights, state.network->encoder());
        if (!loaded) return loaded.error();
        state.needsUnfolding = loaded->folded;
        logInfo(request.encoderWeights.string() + ": " + std::to_string(loaded->loaded) + " tensors of " + card.encoder);
    }
    return state;
}

}  // namespace

Result<TrainingState> startTraining(const TrainingRequest& request) {
    torch::manual_seed(request.seed);
    auto state = request.startFrom.empty() ? fromEncoder(request) : fromModel(request);
    if (!state) return state;
    auto average = buildModel(state->card);
    if (!average) return average.error();
    state->average = std::move(*average);
    state->average->eval();
    startAverage(*state);
    state->card.name = request.name;
    state->card.umPerPx = request.umPerPx;
    state->card.tileSize = request.tileSize;
    state->card.margin = request.tileSize / 8;
    state->card.metrics.clear();  // what was measured was another model
    return state;
}

void startAverage(TrainingState& state) {
    torch::NoGradGuard guard;
    const auto from = stateOf(*state.network), to = stateOf(*state.average);
    for (std::size_t i = 0; i < from.size(); ++i) torch::Tensor(to[i].tensor).copy_(from[i].tensor);
}

void updateAverage(TrainingState& state, double largestDecay) {
    torch::NoGradGuard guard;
    const double decay = std::min(largestDecay, (1.0 + state.step) / (10.0 + state.step));
    const auto from = stateOf(*state.network), to = stateOf(*state.average);
    for (std::size_t i = 0; i < from.size(); ++i) {
        torch::Tensor target = to[i].tensor;
        target.lerp_(from[i].tensor.detach(), 1 - decay);
    }
}

double rateFactor(int step, int steps) {
    const int warmUp = std::clamp(steps / 10, 1, 100);
    if (step < warmUp) return double(step + 1) / warmUp;
    const double done = double(step - warmUp) / std::max(1, steps - warmUp);
    return 0.01 + 0.99 * 0.5 * (1 + std::cos(std::numbers::pi * done));
}

Result<void> writeCheckpoint(const TrainingState& state, const TrainingRequest& request) {
    std::vector<NamedFloats> tensors = toFloats(stateOf(*state.network), "network.");
    for (auto& more : {toFloats(stateOf(*state.average), "average."), toFloats(state.optimizer->moments())})
        tensors.insert(tensors.end(), more.begin(), more.end());
    json head = {{"step", state.step}, {"training", identityOf(state, request)}};
    if (state.best.step > 0) {
        head["best"] = asJson(state.best);
        for (NamedFloats tensor : state.best.weights) {
            tensor.name = "best." + tensor.name;
            tensors.push_back(std::move(tensor));
        }
    }
    return writeSafetensors(request.checkpoint, std::move(tensors), {{"bowman_checkpoint", head.dump()}});
}

Result<void> resumeFromCheckpoint(TrainingState& state, const TrainingRequest& request) {
    std::error_code status;
    if (request.checkpoint.empty() || !std::filesystem::exists(request.checkpoint, status)) return {};
    const auto file = SafetensorsFile::read(request.checkpoint);
    if (!file) return file.error();
    const auto found = file->header().metadata.find("bowman_checkpoint");
    const json head = found == file->header().metadata.end() ? json() : json::parse(found->second, nullptr, false);
    if (!head.is_object() || !head.contains("step") || !head["step"].is_number_integer() || !head.contains("training") || !head["training"].is_object())
        return Error{"cannot resume", request.checkpoint.string(), "it is not a checkpoint of a training"};
    const json identity = identityOf(state, request), &there = head["training"];
    std::set<std::string> keys;
    for (const json* side : {&identity, &there})
        for (const auto& [key, value] : side->items()) keys.insert(key);
    const auto valueIn = [](const json& side, const std::string& key) { return side.contains(key) ? side[key].dump() : std::string("as usual"); };
    for (const std::string& key : keys)
        if (valueIn(identity, key) != valueIn(there, key))
            return Error{"cannot resume", request.checkpoint.string(), "it is of another training: " + key + " is " + valueIn(there, key) + " there, " +
                         valueIn(identity, key) + " here"};
    for (auto& [module, prefix] : {std::pair{state.network, "network."}, std::pair{state.average, "average."}})
        if (auto loaded = loadState(*file, *module, prefix); !loaded) return loaded;
    torch::NoGradGuard guard;
    for (NamedTensor& moment : state.optimizer->moments()) {
        const auto values = file->floats(moment.name);
        if (!values) return values.error();
        if (values->size() != static_cast<std::size_t>(moment.tensor.numel()))
            return Error{"cannot resume", request.checkpoint.string(), moment.name + " has another size"};
        moment.tensor.copy_(torch::from_blob(const_cast<float*>(values->data()), moment.tensor.sizes(), torch::kFloat32));
    }
    if (auto best = readBest(*file, head, state); !best) return best;
    state.step = head["step"].get<int>();
    state.needsUnfolding = false;
    return {};
}

}  // namespace bowman
