// bowman-cli phantom: writes a slide of a kidney that never was, with the truth about its glomeruli.
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/slide/phantom/phantom.h"

namespace bowman::cli {
namespace {

struct Options {
    PhantomRequest request;
    std::string out, truth;
    bool isJson = false;
};

int run(const Options& options) {
    const auto start = std::chrono::steady_clock::now();
    TiffWriteControl control;
    int shown = -1;
    if (platform::isErrorTerminal()) {
        control.progress = [&](double fraction) {
            const int percent = static_cast<int>(100 * fraction);
            if (percent == shown) return;
            shown = percent;
            std::fprintf(stderr, "\rdrawing %3d %%%s", percent, percent == 100 ? "\n" : "");
        };
    }
    if (auto written = writePhantom(options.request, options.out, control); !written) return fail(written.error());
    if (!options.truth.empty())
        if (auto written = writeFileAtomically(options.truth, phantomTruthGeoJson(options.request)); !written) {
            fail(written.error());
            return 2;
        }
    const auto truth = phantomTruth(options.request);
    std::size_t sclerotic = 0;
    for (const PhantomGlomerulus& g : truth) sclerotic += g.sclerotic;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (options.isJson) {
        const nlohmann::ordered_json report{{"slide", options.out},
                                            {"truth", options.truth},
                                            {"width", options.request.width},
                                            {"height", options.request.height},
                                            {"umPerPx", options.request.umPerPx},
                                            {"seed", options.request.seed},
                                            {"glomeruli", truth.size()},
                                            {"sclerotic", sclerotic},
                                            {"seconds", seconds}};
        std::printf("%s\n", report.dump().c_str());
    } else {
        std::printf("%s: %lld×%lld pixels, %zu glomeruli (%zu sclerotic), %.1f s\n", options.out.c_str(),
                    static_cast<long long>(options.request.width), static_cast<long long>(options.request.height),
                    truth.size(), sclerotic, seconds);
    }
    return 0;
}

}  // namespace

void addPhantom(CLI::App& app, int& exitCode) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("phantom", "Draw a PAS-stained kidney slide with known glomeruli");
    command->add_option("out", options->out, "Pyramidal TIFF to write")->required();
    command->add_option("--width", options->request.width, "Level-0 pixels")->capture_default_str();
    command->add_option("--height", options->request.height, "Level-0 pixels")->capture_default_str();
    command->add_option("--um-per-px", options->request.umPerPx, "Microns per level-0 pixel")->capture_default_str();
    command->add_option("--seed", options->request.seed, "Another seed is another kidney")->capture_default_str();
    command->add_option("--truth", options->truth, "GeoJSON with the outlines of the glomeruli");
    command->add_flag("--json", options->isJson, "Print the counts as JSON");
    command->callback([options, &exitCode] { exitCode = run(*options); });
}

}  // namespace bowman::cli
