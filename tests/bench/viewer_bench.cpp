// What the hand feels: time to the first picture and to a sharp one, and the time of each frame of a scripted path.
// Real paint events on an offscreen window.
#include <cmath>

#include <QApplication>
#include <QEventLoop>
#include <QPaintEvent>
#include <QTimer>

#include "core/base/platform/platform.h"
#include "core/slide/slide.h"
#include "tests/bench/bench.h"
#include "ui/canvas/slide_view.h"

namespace bowman::bench {
namespace {

struct Options {
    std::string slide;
    int width = 1920;
    int height = 1080;
    int frames = 600;
};

/// Runs the event loop until the view is sharp, at most `seconds`.
bool waitUntilSharp(const ui::SlideView& view, double seconds) {
    const double start = now();
    while (!view.isSharp() && now() - start < seconds) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    return view.isSharp();
}

/// Seconds of one synchronous paint of the whole canvas.
double paintOnce(ui::SlideView& view) {
    const double start = now();
    view.repaint();
    return now() - start;
}

nlohmann::json run(const Options& o) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "bowman-bench";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);

    const double start = now();
    auto slide = openSlide(o.slide);
    if (!slide) return {{"error", slide.error().message()}};
    ui::SlideView view;
    view.resize(o.width, o.height);
    view.show();
    view.setSlide(*slide, (*slide)->info().umPerPx.value);
    view.repaint();
    const double firstPaint = now() - start;
    const bool sharp = waitUntilSharp(view, 20);
    const double sharpAfter = now() - start;

    // A path like a reading one: zoom in, sweep, zoom out a little, sweep on. Twice: cold, then with a warm cache.
    nlohmann::json passes;
    const SlideRect rect = (*slide)->info().rect();
    const Viewport fitted = view.viewport();
    for (const char* pass : {"cold", "warm"}) {
        Samples frames;
        int over = 0;
        for (int i = 0; i < o.frames; ++i) {
            const double t = static_cast<double>(i) / o.frames;
            Viewport v = fitted;
            v.downsample = std::max(1.0, fitted.downsample * std::pow(0.5, 3 + 2 * std::sin(4 * t)));
            v.centre = {rect.width * (0.2 + 0.6 * t), rect.height * (0.5 + 0.25 * std::sin(9 * t))};
            view.setViewport(v);
            const double frame = paintOnce(view);
            frames.add(frame);
            over += frame > 1.0 / 60;
            QCoreApplication::processEvents(QEventLoop::AllEvents, 8);
        }
        passes[pass] = milliseconds(frames);
        passes[pass]["share_over_16_7_ms"] = static_cast<double>(over) / o.frames;
        waitUntilSharp(view, 10);
    }
    return {{"window", std::to_string(o.width) + "x" + std::to_string(o.height)},
            {"open_to_first_paint_ms", 1000 * firstPaint},
            {"open_to_sharp_ms", sharp ? 1000 * sharpAfter : -1},
            {"frames", passes},
            {"peak_memory_mb", static_cast<double>(platform::peakMemoryBytes()) / 1e6}};
}

}  // namespace

void addViewer(CLI::App& app, nlohmann::json& result) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("viewer", "First picture, sharpness, frame times on an offscreen window");
    command->add_option("slide", options->slide, "Slide to show")->required();
    command->add_option("--width", options->width, "Width of the window");
    command->add_option("--height", options->height, "Height of the window");
    command->add_option("--frames", options->frames, "Frames of the path");
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
