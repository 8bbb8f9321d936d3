// bowman-cli model export: a model for other programs.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "app/cli/commands.h"
#include "core/detect/network_library.h"

namespace bowman::cli {
namespace {

struct ExportOptions {
    std::string model;
    std::filesystem::path target;
};

int exportModel(const ExportOptions& o) {
    const auto file = findModel(o.model);
    if (!file) return fail(file.error());
    const auto library = loadNetworkLibrary();
    if (!library) return fail(library.error());
    if (const auto written = (*library)->exportTorchScript(*file, o.target); !written) return fail(written.error());
    std::printf("%s written: N×3×H×W, (RGB/255 − mean) / std, sides multiples of 32 → logits; the card is its extra file bowman_card.json\n", o.target.c_str());
    return 0;
}

}  // namespace

void addModelExport(CLI::App& modelCommand, int& exitCode) {
    const auto o = std::make_shared<ExportOptions>();
    CLI::App* command = modelCommand.add_subcommand("export", "The model for other programs");
    command->add_option("model", o->model, "Model file or name")->required();
    command->add_option("--torchscript", o->target, "TorchScript file to write, for torch.jit.load")->required();
    command->callback([o, &exitCode] { exitCode = exportModel(*o); });
}

}  // namespace bowman::cli
