// bowman-cli model: what a model file says of itself, and which models and networks there are.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/files.h"
#include "core/detect/network_library.h"

namespace bowman::cli {
namespace {

namespace fs = std::filesystem;

struct ModelOptions {
    std::string model;
    bool networks = false;
    bool json = false;
};

Result<ModelCard> readCard(const fs::path& file) {
    auto library = loadNetworkLibrary();
    if (!library) return library.error();
    auto card = (*library)->readCard(file);
    if (!card) return card;
    auto hash = sha256OfFile(file);
    if (!hash) return hash.error();
    card->sha256 = *hash;
    return card;
}

void printLine(const char* name, const std::string& value) {
    if (value.empty()) return;
    std::string shown;
    for (const char c : value) shown += c == '\n' ? "\n                  " : std::string(1, c);
    std::printf("%-16s  %s\n", name, shown.c_str());
}

void printCard(const ModelCard& c, const fs::path& file) {
    const auto number = [](double value) {
        char text[32];
        std::snprintf(text, sizeof text, "%g", value);
        return std::string(text);
    };
    const auto numbers = [&](const std::array<double, 3>& v) { return "(" + number(v[0]) + ", " + number(v[1]) + ", " + number(v[2]) + ")"; };
    std::string classes;
    for (const std::string& name : c.classes) classes += (classes.empty() ? "" : ", ") + name;
    printLine("name", c.name);
    printLine("file", file.string());
    printLine("sha256", c.sha256);
    printLine("network", c.architecture + " with " + c.encoder + ", padding " + c.padding + ", batch-norm eps " + number(c.batchNormEps));
    printLine("classes", classes);
    printLine("scale", number(c.umPerPx) + " µm/px, tiles of " + std::to_string(c.tileSize) + " px with a margin of " + std::to_string(c.margin));
    printLine("threshold", number(c.threshold) + ", smallest area " + number(c.smallestAreaUm2) + " µm², smallest confidence " + number(c.smallestConfidence));
    printLine("input", "(RGB/255 − " + numbers(c.mean) + ") / " + numbers(c.std) + ", resampled by " + c.resampling);
    printLine("measured", c.metrics.empty() ? "nothing: no figure is known" : c.metrics);
    printLine("training data", c.trainingData);
    printLine("split", c.split);
    printLine("intended use", c.intendedUse);
    printLine("failure modes", c.failureModes.empty() ? "none are listed, which does not mean that there are none" : c.failureModes);
    printLine("sources", c.sources);
    printLine("licence", c.licence);
    printLine("date", c.date);
}

int info(const ModelOptions& options) {
    const auto file = findModel(options.model);
    if (!file) return fail(file.error());
    const auto card = readCard(*file);
    if (!card) return fail(card.error());
    if (!options.json) {
        printCard(*card, *file);
        return 0;
    }
    nlohmann::json json = toJson(*card);
    json["sha256"] = card->sha256;
    json["file"] = file->string();
    std::printf("%s\n", json.dump(2).c_str());
    return 0;
}

int list(const ModelOptions& options) {
    if (options.networks) {
        const auto library = loadNetworkLibrary();
        if (!library) return fail(library.error());
        std::fputs((*library)->describeNetworks().c_str(), stdout);
        return 0;
    }
    std::vector<fs::path> files;
    std::error_code status;
    for (const auto& entry : fs::directory_iterator(zooFolder(), status))
        if (entry.path().extension() == ".safetensors") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    nlohmann::json json = nlohmann::json::array();
    int exitCode = 0;
    for (const fs::path& file : files) {
        const auto card = readCard(file);
        if (!card) {
            exitCode = fail(card.error());
            continue;
        }
        if (!options.json) std::printf("%-24s %s with %s, %g µm/px, %s\n", file.stem().c_str(), card->architecture.c_str(), card->encoder.c_str(), card->umPerPx, card->date.c_str());
        json.push_back({{"name", file.stem().string()}, {"file", file.string()}, {"card", toJson(*card)}});
    }
    if (options.json) std::printf("%s\n", nlohmann::json{{"models", json}}.dump(2).c_str());
    else if (files.empty()) std::printf("no models in %s\n", zooFolder().c_str());
    return exitCode;
}

}  // namespace

void addModel(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<ModelOptions>();
    CLI::App* command = app.add_subcommand("model", "What a model file says of itself; which models there are");
    command->require_subcommand(1);
    CLI::App* infoCommand = command->add_subcommand("info", "The card of a model");
    infoCommand->add_option("model", options->model, "Model file or name of a shipped model; none = the default one");
    infoCommand->add_flag("--json", options->json, "Print JSON");
    infoCommand->callback([options, &exitCode] { exitCode = info(*options); });
    CLI::App* listCommand = command->add_subcommand("list", "The shipped models");
    listCommand->add_flag("--networks", options->networks, "The networks that can be trained instead, with their number of parameters");
    listCommand->add_flag("--json", options->json, "Print JSON");
    listCommand->callback([options, &exitCode] { exitCode = list(*options); });
    addModelPublish(*command, exitCode);
    addModelFitClassifier(*command, exitCode);
    addModelImport(*command, exitCode);
    addModelExport(*command, exitCode);
}

}  // namespace bowman::cli
