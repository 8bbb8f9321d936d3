// How long the hand waits, in the window itself and with real events: from a move of the brush to its paint, from its release to the end of the
// event, from a click to the outline that it proposes, from N to a sharp picture of the next object, and from opening a large project to its picture.
#include <cmath>
#include <filesystem>
#include <memory>
#include <numbers>

#include <QApplication>
#include <QTemporaryDir>

#include "core/annotation/polygon_ops.h"
#include "tests/bench/window_bench.h"
#include "ui/main_window/main_window.h"
#include "ui/tools/stroke_tool.h"

namespace bowman::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kVertices = 2000;
constexpr double kRadius = 160;
constexpr int kStrokes = 60, kMoves = 40;

struct Options {
    fs::path slide;
    int objects = 10'000;
    int opened = 50'000;
};

ui::Networks noNetworks() {
    ui::Networks networks;
    networks.models = [] { return std::vector<fs::path>(); };
    networks.readCard = [](const fs::path& file) -> Result<ModelCard> { return Error{"no network in this benchmark", file.string(), ""}; };
    networks.createPredictor = [](const fs::path& file, const std::string&) -> Result<std::unique_ptr<Predictor>> {
        return Error{"no network in this benchmark", file.string(), ""};
    };
    return networks;
}

AnnotationPtr wobblyDisc(AnnotationId id, SlidePoint centre, double radius, int vertices) {
    Ring ring;
    for (int i = 0; i < vertices; ++i) {
        const double a = 2 * std::numbers::pi * i / vertices, r = radius * (1 + 0.05 * std::sin(17 * a));
        ring.push_back({std::round(16 * (centre.x + r * std::cos(a))) / 16, std::round(16 * (centre.y + r * std::sin(a))) / 16});
    }
    auto a = std::make_shared<Annotation>();
    a->id = id;
    a->uuid = newUuid();
    a->provenance.source = "model";
    a->uncertainty = static_cast<double>(id % 97) / 97;
    if (auto valid = makeValid({Polygon{std::move(ring), {}}})) a->shape = a->prediction = *valid;
    return a;
}

/// A project of `count` objects on a grid all over the slide; the first one, in the middle of the first screen, has 2,000 vertices.
Result<void> fill(ui::MainWindow& window, int count) {
    const PixelSize size = window.project().slide()->info().size();
    const int columns = static_cast<int>(std::ceil(std::sqrt(count)));
    const double step = static_cast<double>(std::min(size.width, size.height)) / columns;
    Edit batch{"detection", {}};
    for (int i = 0; i < count; ++i)
        batch.changes.push_back({nullptr, wobblyDisc(window.project().document()->newAnnotationId(), {step * (i % columns + 0.5), step * (i / columns + 0.5)}, std::min(kRadius, 0.4 * step), i == 0 ? kVertices : 300)});
    auto applied = window.project().applyBatch(std::move(batch), "{}");
    if (!applied) return applied.error();
    return window.project().document()->flush();
}

nlohmann::json brushFigures(ui::MainWindow& window) {
    ui::SlideView& view = window.canvas().view();
    const AnnotationId id = window.project().annotations()->all().front()->id;
    window.action(ui::Command::SmoothTravel)->setChecked(false);
    window.review().travelTo(id);
    window.review().select(id);
    if (!waitUntil(30, [&] { return view.isSharp(); })) return {{"error", "the view did not become sharp"}};
    window.action(ui::Command::ToolBrush)->trigger();
    PaintCounter painted(view);
    Samples moves, released, releasedCommitted, written, releasedShown;
    const QPointF middle = QRectF(view.rect()).center();
    // Along the border, so that each stroke changes the outline; it is taken back, so that the next one finds the 2,000 vertices again.
    const double radius = kRadius / view.viewport().downsample;
    int edits = 0;
    std::size_t vertices = 0;
    for (int stroke = 0; stroke < kStrokes; ++stroke) {
        const double from = 0.9 * stroke;
        const auto at = [&](int i) { return middle + radius * QPointF(std::cos(from + 0.02 * i), std::sin(from + 0.02 * i)); };
        sendMouse(view, QEvent::MouseButtonPress, at(0));
        for (int i = 1; i <= kMoves; ++i) {
            const int before = painted.count;
            const double start = now();
            sendMouse(view, QEvent::MouseMove, at(i));
            while (painted.count == before && now() - start < 1) QCoreApplication::processEvents();
            moves.add(now() - start);
        }
        const std::int64_t revision = window.project().document()->revision();
        const double start = now();
        sendMouse(view, QEvent::MouseButtonRelease, at(kMoves));
        const double handled = now() - start;
        released.add(handled);
        // What the hand's edit needs to be on disk: the writer may be done before the event is handled.
        if (auto onDisk = window.project().document()->flush(); !onDisk) return {{"error", onDisk.error().message()}};
        const double committed = now() - start;
        releasedCommitted.add(committed);
        written.add(committed - handled);
        const int painted1 = painted.count;
        while (painted.count == painted1 && now() - start < 1) QCoreApplication::processEvents();
        releasedShown.add(now() - start);
        if (window.project().document()->revision() == revision) continue;
        ++edits;
        vertices = vertexCount(window.project().annotations()->find(id)->shape);
        window.action(ui::Command::Undo)->trigger();
        waitUntil(2, [&] { return view.isSharp() && window.project().saveState().everythingSaved; });
    }
    window.action(ui::Command::ToolSelect)->trigger();
    return {{"edits", edits}, {"move_to_paint", milliseconds(moves)}, {"release", milliseconds(released)}, {"release_to_committed", milliseconds(releasedCommitted)}, {"wait_for_the_writer", milliseconds(written)}, {"release_to_paint", milliseconds(releasedShown)}, {"vertices_of_the_last", vertices}};
}

/// A stroke at low zoom, its tip over hundreds of neighbours of the selected object.
nlohmann::json crowdFigures(ui::MainWindow& window) {
    ui::SlideView& view = window.canvas().view();
    const AnnotationSet& set = *window.project().annotations();
    const PixelSize size = window.project().slide()->info().size();
    constexpr double kAcross = 25;      // objects, of a square in the middle of the slide
    const double step = static_cast<double>(size.width) / std::ceil(std::sqrt(static_cast<double>(set.size())));
    const double edge = kAcross * step;
    const SlideRect square{size.width / 2.0 - edge / 2, size.height / 2.0 - edge / 2, edge, edge};
    const std::vector<AnnotationPtr> inside = set.intersecting(square);
    view.travelTo(square, false);
    window.review().select(inside[inside.size() / 2]->id);
    if (!waitUntil(30, [&] { return view.isSharp(); })) return {{"error", "the view did not become sharp"}};
    window.action(ui::Command::ToolBrush)->trigger();
    auto& brush = dynamic_cast<ui::StrokeTool&>(*view.tool());
    brush.setRadius(2.2 * step);
    PaintCounter painted(view);
    Samples moves;
    const double span = 0.36 * edge / view.viewport().downsample;      // half of the way, logical pixels at scale 1
    const QPointF middle = QRectF(view.rect()).center();
    // To and fro in five lines.
    const auto at = [&](int i) {
        const int line = i / 30;
        const double along = (i % 30) / 29.0 * 2 - 1;
        return middle + QPointF(span * (line % 2 ? -along : along), span * (line / 2.0 - 1));
    };
    sendMouse(view, QEvent::MouseButtonPress, at(0));
    for (int i = 1; i < 150; ++i) {
        const int before = painted.count;
        const double start = now();
        sendMouse(view, QEvent::MouseMove, at(i));
        while (painted.count == before && now() - start < 5) QCoreApplication::processEvents();
        moves.add(now() - start);
    }
    const std::int64_t revision = window.project().document()->revision();
    const double start = now();
    sendMouse(view, QEvent::MouseButtonRelease, at(149));
    const double handled = now() - start;
    // While the outline is cut, the loop runs: the longest time between two rounds of it is what a person would feel.
    double longest = handled, round = now();
    const bool isDone = waitUntil(120, [&] {
        longest = std::max(longest, now() - round);
        round = now();
        return window.project().document()->revision() != revision;
    });
    const double committed = now() - start;
    const AnnotationPtr after = window.review().selectedAnnotation();
    if (!after) return {{"error", "the stroke made nothing"}};
    std::size_t cut = 0;
    for (const AnnotationPtr& other : set.intersecting(boundsOf(after->shape))) cut += other != after && meet(other->shape, after->shape);
    window.action(ui::Command::ToolSelect)->trigger();
    return {{"committed", isDone}, {"neighbours", cut}, {"vertices", vertexCount(after->shape)}, {"move_to_paint", milliseconds(moves)}, {"release_ms", 1000 * handled},
            {"release_to_committed_ms", 1000 * committed}, {"longest_hold_up_ms", 1000 * longest}};
}

nlohmann::json queueFigures(ui::MainWindow& window, int steps) {
    ui::SlideView& view = window.canvas().view();
    pressKey(view, Qt::Key_F5);
    if (!waitUntil(30, [&] { return view.isSharp(); })) return {{"error", "the view did not become sharp"}};
    Samples sharp, handed;
    for (int i = 0; i < steps; ++i) {
        const double start = now();
        window.action(ui::Command::Accept)->trigger();
        handed.add(now() - start);
        if (!waitUntil(10, [&] { return view.isSharp(); })) return {{"error", "the view did not become sharp"}};
        view.repaint();
        sharp.add(now() - start);
        waitUntil(0.3, [] { return false; });    // a person looks
    }
    return {{"key_to_sharp", milliseconds(sharp)}, {"key_handled", milliseconds(handed)}};
}

/// Click to outline on a slide without objects, at places that no click has read before: from the press to the outline on the screen.
nlohmann::json clickFigures(ui::MainWindow& window) {
    ui::SlideView& view = window.canvas().view();
    const PixelSize size = window.project().slide()->info().size();
    constexpr int kPlaces = 6;      // by as many
    Samples outlined;
    int without = 0;
    for (int i = 0; i < kPlaces * kPlaces; ++i) {
        const SlidePoint place{size.width * (i % kPlaces + 0.37) / kPlaces, size.height * (i / kPlaces + 0.37) / kPlaces};
        view.travelTo({place.x - 600, place.y - 400, 1200, 800}, false);
        if (!waitUntil(30, [&] { return view.isSharp(); })) return {{"error", "the view did not become sharp"}};
        window.action(ui::Command::ToolClick)->trigger();
        const QPointF middle = QRectF(view.rect()).center();
        const double start = now();
        sendMouse(view, QEvent::MouseButtonPress, middle);
        sendMouse(view, QEvent::MouseButtonRelease, middle);
        const bool isThere = waitUntil(2, [&] { return view.tool()->liveShape().has_value(); });
        view.repaint();
        if (isThere) outlined.add(now() - start);
        else ++without;
        pressKey(view, Qt::Key_Escape);
    }
    window.action(ui::Command::ToolSelect)->trigger();
    return {{"click_to_outline", milliseconds(outlined)}, {"places_on_glass", without}};
}

nlohmann::json run(const Options& o) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir folder;
    qputenv("BOWMAN_SETTINGS", folder.filePath("settings.ini").toUtf8());
    qputenv("XDG_CACHE_HOME", folder.path().toUtf8());
    int argc = 1;
    char name[] = "bowman-bench";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    fs::path slide = o.slide;
    if (slide.empty()) {
        slide = folder.filePath("phantom.tif").toStdString();
        if (auto written = writePhantom({12'000, 9'000, 0.5, 7}, slide); !written) return {{"error", written.error().message()}};
    }
    nlohmann::json result{{"objects", o.objects}, {"vertices", kVertices}, {"window", "1920x1080"}};
    const QString file = QString::fromStdString(slide.string());
    for (const int count : {o.objects, o.opened}) {
        const QString project = folder.filePath(QString("of-%1.bowman").arg(count));
        {
            ui::MainWindow window(noNetworks());
            window.resize(1920, 1080);
            window.show();
            window.openFiles({file}, project);
            if (!waitUntil(30, [&] { return window.project().slide() != nullptr; })) return {{"error", "the slide did not open"}};
            if (count == o.objects) result["click"] = clickFigures(window);
            if (auto filled = fill(window, count); !filled) return {{"error", filled.error().message()}};
            if (count == o.objects) {
                waitUntil(20, [&] { return window.canvas().view().isSharp(); });
                result["brush"] = brushFigures(window);
                result["queue"] = queueFigures(window, 40);
                result["crowd"] = crowdFigures(window);
            }
        }
        if (count != o.opened) continue;
        Samples opened;
        for (int i = 0; i < 3; ++i) {
            const double start = now();
            ui::MainWindow window(noNetworks());
            window.resize(1920, 1080);
            window.show();
            window.openFiles({project});
            const bool all = waitUntil(60, [&] { return window.project().annotations() && window.project().annotations()->size() == static_cast<std::size_t>(count) && window.canvas().view().isCovered(); });
            window.canvas().view().repaint();
            if (!all) return {{"error", "the project did not open"}};
            opened.add(now() - start);
        }
        result["open_project"] = {{"objects", count}, {"window_and_project", milliseconds(opened)}};
    }
    return result;
}

}  // namespace

void addHand(CLI::App& app, nlohmann::json& result) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("hand", "What the hand waits for, in the window with real events: brush, next object, opening a project");
    command->add_option("slide", options->slide, "Slide to work on; without one a phantom of 12000 x 9000 pixels");
    command->add_option("--objects", options->objects, "Objects on the slide")->capture_default_str();
    command->add_option("--opened", options->opened, "Objects of the project that is opened")->capture_default_str();
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
