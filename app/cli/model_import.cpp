// bowman-cli model import: weights that were trained elsewhere, as a model file with a card.
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/files.h"
#include "core/detect/network_library.h"

namespace bowman::cli {
namespace {

struct ImportOptions {
    WeightImport request;
    std::string name;
    std::string licence = "Not stated: ask where the weights come from";
    bool json = false;
};

std::string today() {
    const std::time_t now = std::time(nullptr);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
    return text;
}

void print(const ImportOptions& o, const ImportedWeights& imported) {
    if (o.json) {
        std::printf("%s\n", nlohmann::json{{"model", o.request.target.string()}, {"loaded", imported.loaded}, {"names", imported.names},
                                           {"unmatched", imported.unmatched}, {"card", toJson(imported.card)}}.dump(2).c_str());
        return;
    }
    for (const std::string& name : imported.unmatched) std::printf("not matched: %s\n", name.c_str());
    std::printf("%s written: %d tensors under the names of %s, %zu not matched; padding %s, batch-norm eps %g\n", o.request.target.c_str(),
                imported.loaded, imported.names.c_str(), imported.unmatched.size(), imported.card.padding.c_str(), imported.card.batchNormEps);
}

int import(ImportOptions o) {
    const auto library = loadNetworkLibrary();
    if (!library) return fail(library.error());
    const auto hash = sha256OfFile(o.request.file);
    if (!hash) return fail(hash.error());
    ModelCard& card = o.request.card;
    card.name = o.name.empty() ? o.request.target.stem().string() : o.name;
    card.trainingData = "Unknown to Bowman: imported from " + o.request.file.filename().string() + ", sha256 " + *hash +
                        (o.request.encoderOnly ? "; its encoder alone, the rest has random weights and must be trained" : "");
    card.intendedUse = "Research; not measured by Bowman. Not a medical device";
    card.licence = o.licence;
    card.date = today();
    if (const auto checked = modelCardFromJson(toJson(card), o.request.target.string()); !checked) return fail(checked.error());
    const auto imported = (*library)->importWeights(o.request);
    if (!imported) return fail(imported.error());
    print(o, *imported);
    return 0;
}

}  // namespace

void addModelImport(CLI::App& modelCommand, int& exitCode) {
    const auto o = std::make_shared<ImportOptions>();
    WeightImport& r = o->request;
    CLI::App* command = modelCommand.add_subcommand("import", "Weights trained elsewhere (safetensors with the names of segmentation_models_pytorch, "
                                                              "torchvision or timm) as a model file; lists what did not match");
    command->add_option("file", r.file, "Safetensors file")->required();
    command->add_option("--encoder", r.card.encoder, "See bowman-cli model list --networks")->required();
    command->add_option("--architecture", r.card.architecture, "linknet-smp, unet, …: see bowman-cli model list --networks")->required();
    command->add_option("--out", r.target, "Model file to write")->required();
    command->add_option("--um-per-px", r.card.umPerPx, "Scale that the weights were trained at")->required()->check(CLI::Range(0.05, 20.0));
    command->add_option("--classes", r.card.classes, "Name of each class")->delimiter(',')->capture_default_str();
    command->add_option("--tile", r.card.tileSize, "Edge of a patch in pixels, a multiple of 32")->capture_default_str();
    command->add_option("--margin", r.card.margin, "Pixels at each edge of a patch that are not trusted")->check(CLI::NonNegativeNumber)->capture_default_str();
    command->add_option("--threshold", r.card.threshold, "Probability from which on a pixel counts")->check(CLI::Range(0.01, 0.99))->capture_default_str();
    command->add_option("--padding", r.padding, "symmetric or same, instead of that of the weights' library")->check(CLI::IsMember({"symmetric", "same"}));
    command->add_option("--batch-norm-eps", r.batchNormEps, "Instead of that of the weights' library")->check(CLI::PositiveNumber);
    command->add_flag("--encoder-only", r.encoderOnly, "The file has an encoder alone: random weights for the rest, a start for training");
    command->add_option("--name", o->name, "Name in the card; none = that of the file");
    command->add_option("--licence", o->licence, "Licence in the card")->capture_default_str();
    command->add_flag("--json", o->json, "Print JSON");
    command->callback([o, &exitCode] { exitCode = import(*o); });
}

}  // namespace bowman::cli
