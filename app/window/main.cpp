// bowman: the window. Reads the command line, hands the networks in, and starts the event loop.
#include <chrono>
#include <cstdio>
#include <memory>

#include <QCommandLineParser>
#include <QFileInfo>
#include <QScreen>
#include <QTimer>

#include "app/window/shipped_networks.h"
#include "ui/canvas/surface.h"
#include "ui/canvas/tile_budget.h"
#include "ui/controllers/language.h"
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

/// Says when the window was painted first, and ends: what the benchmark of the start asks for. BOWMAN_STARTED_AT is the time of the start in seconds
/// since 1970.
class FirstPaint : public QObject {
public:
    FirstPaint(QWidget& window, double startedAt) : QObject(&window), m_startedAt(startedAt) { window.installEventFilter(this); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && !m_isDone) {
            m_isDone = true;
            QTimer::singleShot(0, watched, [this] {
                const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
                std::printf("painted after ms: %.1f\n", 1000 * (now - m_startedAt));
                std::fflush(stdout);
                QCoreApplication::quit();
            });
        }
        return false;
    }

private:
    const double m_startedAt;
    bool m_isDone = false;
};

}  // namespace

int main(int argc, char** argv) {
    using namespace bowman::ui;
    QCoreApplication::setApplicationName("Bowman");
    QCoreApplication::setApplicationVersion(BOWMAN_VERSION);
    WatchedApplication application(argc, argv);
    const Options options = parse(application);
    setWantedSurface(openSettings()->value("canvas/surface").toString());
    if (const qulonglong megabytes = openSettings()->value("canvas/tileMemoryMb").toULongLong(); megabytes > 0)
        TileBudget::ofProgram().setBytes(static_cast<std::size_t>(megabytes) << 20);
    applyLanguage(openSettings()->value("window/language").toString());
    applyTheme(themeFromText(openSettings()->value("window/theme").toString()));

    MainWindow window(bowman::shippedNetworks());
    if (options.size.isValid()) window.resize(options.size);
    if (const double startedAt = qEnvironmentVariable("BOWMAN_STARTED_AT").toDouble(); startedAt > 0) new FirstPaint(window, startedAt);
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
