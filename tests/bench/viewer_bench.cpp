// What the hand feels: time to the first picture and to a sharp one, and what each frame of a scripted path costs the thread that paints.
// Real paint events on an offscreen window; decoding and start beside it.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPaintEvent>
#include <QPainter>
#include <QProcess>

#include "core/base/platform/platform.h"
#include "core/slide/slide.h"
#include "tests/bench/bench.h"
#include "tests/bench/viewer_decode.h"
#include "tests/bench/viewer_objects.h"
#include "tests/bench/viewer_path.h"
#include "tests/bench/window_bench.h"
#include "ui/canvas/slide_view.h"
#include "ui/canvas/tile_budget.h"

namespace bowman::bench {
namespace {

namespace fs = std::filesystem;

constexpr double kFrame = 1.0 / 60;

struct Options {
    fs::path slide;              ///< empty: the phantom, made once
    double seconds = 60;
    double objectSeconds = kCycleSeconds;
    std::vector<int> objects = {0, 1000, 10000, 100000};
    std::vector<int> heights = {1080, 2160};
    double degrees = 0;
    bool decode = true;
    bool start = true;
};

double memoryMb(const char* field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind(field, 0) == 0) return std::atof(line.c_str() + std::string(field).size()) / 1024;
    return 0;
}

void forgetPeakMemory() { std::ofstream("/proc/self/clear_refs") << "5"; }

struct Shown {
    Shown(const SlidePtr& slide, int height) {
        view.resize(height * 16 / 9, height);
        view.show();
        view.setSlide(slide, slide->info().umPerPx.value);
    }
    /// Runs the event loop until `done` says so, at most `seconds`; the time that took, or −1.
    template <typename Done>
    double wait(double start, double seconds, Done done) {
        return waitUntil(seconds - (now() - start), done) ? now() - start : -1;
    }
    bool settle(double seconds) {
        return wait(now(), seconds, [this] { return view.isSharp(); }) >= 0;
    }
    ui::SlideView view;
};

/// Opening, five times: the file's own pages are in the system's cache, ours are not.
nlohmann::json openingFigures(const fs::path& path, int height) {
    Samples covered, sharp;
    for (int i = 0; i < 5; ++i) {
        const double start = now();
        const auto slide = openSlide(path);
        if (!slide) return {{"error", slide.error().message()}};
        Shown shown(*slide, height);
        covered.add(shown.wait(start, 20, [&] { return shown.view.isCovered(); }));
        shown.view.repaint();
        sharp.add(shown.wait(start, 20, [&] { return shown.view.isSharp(); }));
    }
    return {{"first_picture_ms", 1000 * covered.median()}, {"first_picture_worst_ms", 1000 * covered.worst()},
            {"all_sharp_ms", 1000 * sharp.median()}, {"all_sharp_worst_ms", 1000 * sharp.worst()}};
}

struct Run {
    double seconds = 60;
    double degrees = 0;
};

/// One frame each sixtieth of a second: the new view, whatever has arrived since the last frame, and the paint events of both.
nlohmann::json walk(ui::SlideView& view, const Run& run) {
    const SlideRect rect = view.slide()->info().rect();
    view.zoomToFit();
    const Viewport fitted = view.viewport();
    PaintCounter painted(view);
    Samples frames, inputs, cpu;
    int over = 0, sharp = 0;
    std::vector<std::pair<double, int>> byCost;     // CPU of each frame
    const auto begin = std::chrono::steady_clock::now();
    const int count = static_cast<int>(run.seconds / kFrame);
    for (int i = 0; i < count; ++i) {
        std::this_thread::sleep_until(begin + std::chrono::duration<double>(i * kFrame));
        Viewport next = viewAt(i * kFrame, fitted, rect);
        next.orientation = Orientation(run.degrees, false);
        const double start = now(), startCpu = platform::threadCpuSeconds();
        view.setViewport(next);
        inputs.add(now() - start);
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        const double frame = now() - start;
        frames.add(frame);
        cpu.add(platform::threadCpuSeconds() - startCpu);
        byCost.emplace_back(platform::threadCpuSeconds() - startCpu, i);
        over += frame > 0.0167;
        sharp += view.isSharp();
    }
    nlohmann::json figures = milliseconds(frames);
    figures["view_change_p99_ms"] = 1000 * inputs.percentile(99);
    figures["cpu_p99_ms"] = 1000 * cpu.percentile(99);       // without what other programs took
    std::sort(byCost.rbegin(), byCost.rend());
    for (std::size_t i = 0; i < std::min<std::size_t>(byCost.size(), 12); ++i)
        figures["dearest"].push_back({{"cpu_ms", 1000 * byCost[i].first}, {"at_s", byCost[i].second * kFrame}, {"downsample", viewAt(byCost[i].second * kFrame, fitted, rect).downsample}});
    figures["cpu_worst_ms"] = 1000 * cpu.worst();
    figures["share_over_16_7_ms"] = static_cast<double>(over) / count;
    figures["share_sharp"] = static_cast<double>(sharp) / count;
    figures["paint_events_per_frame"] = static_cast<double>(painted.count) / count;
    return figures;
}

/// Why a pan copies tiles instead of moving the back buffer.
nlohmann::json blitFigures(int width, int height) {
    QImage target(width, height, QImage::Format_RGB32), tile(256, 256, QImage::Format_RGB32);
    target.fill(Qt::white);
    tile.fill(Qt::gray);
    Samples all, moved;
    for (int i = 0; i < 40; ++i) {
        double start = now();
        {
            QPainter painter(&target);
            for (int y = -100; y < height; y += 256)
                for (int x = -100; x < width; x += 256) painter.drawImage(x, y, tile);
        }
        all.add(now() - start);
        start = now();
        constexpr int kDx = 23, kDy = 11;
        for (int y = 0; y + kDy < height; ++y) std::memmove(target.scanLine(y), target.constScanLine(y + kDy) + 4 * kDx, static_cast<std::size_t>(width - kDx) * 4);
        {
            QPainter painter(&target);
            painter.setClipRegion(QRegion(width - kDx, 0, kDx, height) + QRegion(0, height - kDy, width, kDy));
            for (int y = -111; y < height; y += 256)
                for (int x = -123; x < width; x += 256)
                    if (x + 256 > width - kDx || y + 256 > height - kDy) painter.drawImage(x, y, tile);
        }
        moved.add(now() - start);
    }
    return {{"copy_all_tiles_ms", 1000 * all.median()}, {"move_and_fill_strips_ms", 1000 * moved.median()}};
}

nlohmann::json windowFigures(const fs::path& path, int height, const Options& o) {
    forgetPeakMemory();
    nlohmann::json figures{{"window", std::to_string(height * 16 / 9) + "x" + std::to_string(height)}, {"opening", openingFigures(path, height)},
                           {"pan", blitFigures(height * 16 / 9, height)}};
    const auto slide = openSlide(path);
    if (!slide) return {{"error", slide.error().message()}};
    Shown shown(*slide, height);
    shown.settle(20);
    figures["cold"] = walk(shown.view, {o.seconds, o.degrees});
    shown.settle(10);
    figures["warm"] = walk(shown.view, {o.seconds, o.degrees});
    shown.settle(10);
    figures["memory"] = {{"peak_mb", memoryMb("VmHWM:")}, {"now_mb", memoryMb("VmRSS:")}, {"cache_budget_mb", static_cast<double>(ui::TileBudget::ofProgram().bytes()) / (1 << 20)}};
    for (const int count : o.objects) {
        const double before = memoryMb("VmRSS:");
        const AnnotationSet set = manyObjects((*slide)->info().rect(), count);
        const double own = memoryMb("VmRSS:") - before;
        const double start = now();
        shown.view.setAnnotations(&set);
        const double handed = now() - start;
        const bool sharp = shown.settle(60);
        const double shownAfter = now() - start;
        nlohmann::json row = walk(shown.view, {o.objectSeconds, o.degrees});
        row["objects"] = count;
        row["shown_after_ms"] = sharp ? 1000 * shownAfter : -1;
        row["set_annotations_ms"] = 1000 * handed;
        row["objects_mb"] = own;
        row["now_mb"] = memoryMb("VmRSS:");
        figures["objects"].push_back(row);
        shown.view.setAnnotations(nullptr);
        shown.settle(10);
    }
    return figures;
}

/// The program itself, offscreen, five times: it says when its window was painted first, and ends.
nlohmann::json startFigures() {
    const fs::path program = platform::executableFolder() / "bowman";
    if (!fs::exists(program)) return {{"error", "bowman is not beside bowman-bench"}};
    Samples starts;
    for (int i = 0; i < 5; ++i) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("BOWMAN_SETTINGS", QString::fromStdString((fs::temp_directory_path() / "bowman-bench-settings.ini").string()));
        const auto epoch = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
        environment.insert("BOWMAN_STARTED_AT", QString::number(epoch, 'f', 6));
        process.setProcessEnvironment(environment);
        process.start(QString::fromStdString(program.string()), QStringList());
        if (!process.waitForFinished(30000)) return {{"error", "bowman did not end"}};
        const QByteArray said = process.readAllStandardOutput();
        starts.add(said.mid(said.lastIndexOf(':') + 1).trimmed().toDouble() / 1000);
    }
    return {{"painted_window_ms", 1000 * starts.median()}, {"worst_ms", 1000 * starts.worst()}};
}

nlohmann::json run(const Options& o) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "bowman-bench";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    const auto slide = o.slide.empty() ? largePhantom() : Result<fs::path>(o.slide);
    if (!slide) return {{"error", slide.error().message()}};
    nlohmann::json result{{"slide", slide->filename().string()}, {"seconds", o.seconds}, {"degrees", o.degrees}};
    if (o.start) result["start"] = startFigures();
    if (o.decode) {
        for (const int threads : {1, 2}) result["decode"].push_back(decodeFigures(*slide, threads));
    }
    for (const int height : o.heights) result["windows"].push_back(windowFigures(*slide, height, o));
    return result;
}

}  // namespace

void addViewer(CLI::App& app, nlohmann::json& result) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("viewer", "First picture, sharpness, frame times, decoding and memory on offscreen windows");
    command->add_option("slide", options->slide, "Slide to show; without one a phantom of 40000 x 40000 pixels, made once (minutes)");
    command->add_option("--seconds", options->seconds, "Length of the path, walked cold and warm")->capture_default_str();
    command->add_option("--object-seconds", options->objectSeconds, "Length of the path with objects")->capture_default_str();
    command->add_option("--objects", options->objects, "Numbers of objects")->capture_default_str();
    command->add_option("--heights", options->heights, "Heights of the windows (16:9)")->capture_default_str();
    command->add_option("--rotate", options->degrees, "Walk with the view turned by so many degrees");
    command->add_flag("!--no-decode", options->decode, "Leave the decoding out");
    command->add_flag("!--no-start", options->start, "Leave the program's start out");
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
