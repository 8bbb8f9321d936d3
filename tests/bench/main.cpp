// bowman-bench: speed, measured as ratios within one run where it can be. Never part of the tests.
#include <cstdio>
#include <fstream>
#include <thread>

#include "tests/bench/bench.h"

int main(int argc, char** argv) {
    CLI::App app("Benchmarks of Bowman");
    app.name("bowman-bench");
    app.require_subcommand(1);
    app.fallthrough();
    std::string file;
    app.add_option("--json", file, "Write the figures to this file");
    nlohmann::json result;
    bowman::bench::addViewer(app, result);
    bowman::bench::addDetect(app, result);
    bowman::bench::addNetwork(app, result);
    bowman::bench::addReceptive(app, result);
    bowman::bench::addCorrection(app, result);
    bowman::bench::addHand(app, result);
    bowman::bench::addFormats(app, result);
    bowman::bench::addPhantom(app, result);
    bowman::bench::addAppearance(app, result);
    bowman::bench::addSlides(app, result);
    CLI11_PARSE(app, argc, argv);
    result["cores"] = std::thread::hardware_concurrency();
    std::printf("%s\n", result.dump(2).c_str());
    if (!file.empty()) std::ofstream(file) << result.dump(2) << "\n";
    return result.contains("error") ? 1 : 0;
}
