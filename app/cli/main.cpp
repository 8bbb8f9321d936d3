// bowman-cli: everything that Bowman can do without a display.
#include "app/cli/commands.h"

int main(int argc, char** argv) {
    CLI::App app("Bowman without a window: finds glomeruli on whole slides, exports labels, trains and evaluates");
    app.name("bowman-cli");
    app.set_version_flag("--version", BOWMAN_VERSION);
    app.require_subcommand(1);
    int exitCode = 0;
    bowman::cli::addAgreement(app, exitCode);
    bowman::cli::addConvert(app, exitCode);
    bowman::cli::addAugment(app, exitCode);
    bowman::cli::addDetect(app, exitCode);
    bowman::cli::addEvaluate(app, exitCode);
    bowman::cli::addExport(app, exitCode);
    bowman::cli::addImport(app, exitCode);
    bowman::cli::addInfo(app, exitCode);
    bowman::cli::addPhantom(app, exitCode);
    bowman::cli::addReport(app, exitCode);
    bowman::cli::addThumbnail(app, exitCode);
    bowman::cli::addModel(app, exitCode);
    bowman::cli::addTrain(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;  // --help and --version arrive here too
    }
    return exitCode;
}
