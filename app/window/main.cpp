// bowman: the window. Reads the command line, hands the networks in, and starts the event loop.
#include <cstdio>
#include <memory>

#include <QCommandLineParser>
#include <QFileInfo>
#include <QScreen>
#include <QTimer>

#include "app/window/shipped_networks.h"
#include "ui/controllers/settings.h"
#include "ui/controllers/watchdog.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/screenshot.h"
#include "ui/main_window/theme.h"

namespace {

struct Options {
    QStringList files;
    QString project;
    QString screenshot;
    QSize size;
    bool detect = false;
    bool review = false;
    bool quit = false;
};

Options parse(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription("Whole-slide viewer and annotator for renal pathology: finds, corrects and exports glomeruli.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("files", "Slides or one .bowman project.", "[FILE…]");
    parser.addOptions({{"project", "Keep the work in this project file.", "P.bowman"},
                       {"detect", "Find glomeruli at once."},
                       {"review", "Begin the review: go to the object that the network was least sure of."},
                       {"screenshot", "Save a picture of the window when everything is on it, then quit.", "OUT.png"},
                       {"size", "Size of the window.", "WxH"},
                       {"quit", "Quit when everything is on the screen."}});
    parser.process(application);
    Options options;
    options.files = parser.positionalArguments();
    options.project = parser.value("project");
    options.screenshot = parser.value("screenshot");
    options.detect = parser.isSet("detect");
    options.review = parser.isSet("review");
    options.quit = parser.isSet("quit") || parser.isSet("screenshot");
    if (parser.isSet("size")) {
        const QStringList parts = parser.value("size").split('x');
        if (parts.size() == 2) options.size = {parts[0].toInt(), parts[1].toInt()};
        if (options.size.width() < 320 || options.size.height() < 240) {
            std::fprintf(stderr, "bowman: --size: “%s” is not a size like 1600x1000\n", qPrintable(parser.value("size")));
            std::exit(1);
        }
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace bowman::ui;
    QCoreApplication::setApplicationName("Bowman");
    QCoreApplication::setApplicationVersion(BOWMAN_VERSION);
    WatchedApplication application(argc, argv);
    const Options options = parse(application);
    applyTheme(themeFromText(openSettings()->value("window/theme").toString()));

    MainWindow window(bowman::shippedNetworks());
    if (options.size.isValid()) window.resize(options.size);
    window.show();
    // After the first paint: an empty window that is there beats a full one that is not.
    QTimer::singleShot(0, &window, [&] { window.openFiles(options.files, options.project); });

    int exitCode = 0;
    std::unique_ptr<Screenshot> script;
    if (options.quit || options.detect || options.review)
        QTimer::singleShot(0, &window, [&] {
            script = std::make_unique<Screenshot>(window, ScreenshotRequest{options.screenshot, options.detect, options.review}, [&](const QString& error) {
                if (!options.quit) return;
                if (!error.isEmpty()) {
                    std::fprintf(stderr, "bowman: %s\n", qPrintable(error));
                    exitCode = 1;
                }
                window.close();
            });
        });
    const int loopCode = QApplication::exec();
    return exitCode ? exitCode : loopCode;
}
