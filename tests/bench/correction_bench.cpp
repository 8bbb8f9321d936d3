// Time of one correction: brush geometry on a large outline among many, and its commit with the SQLite transaction.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>

#include <QApplication>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/vertex_edit.h"
#include "core/document/document.h"
#include "core/interactive/live_wire.h"
#include "core/interactive/wand.h"
#include "tests/bench/bench.h"
#include "tests/bench/reviewer.h"

namespace bowman::bench {
namespace {

namespace fs = std::filesystem;

MultiPolygon disc(SlidePoint c, double radius, int vertices) {
    Polygon p;
    for (int i = 0; i < vertices; ++i) {
        const double a = 2 * std::numbers::pi * i / vertices;
        const double r = radius * (1 + 0.05 * std::sin(17 * a));
        p.outer.push_back({c.x + r * std::cos(a), c.y + r * std::sin(a)});
    }
    return {p};
}

AnnotationPtr object(Document& document, SlidePoint c, int vertices) {
    auto a = std::make_shared<Annotation>();
    a->id = document.newAnnotationId();
    a->uuid = newUuid();
    auto shape = makeValid(disc(c, 180, vertices));
    if (shape) a->shape = *shape;
    a->prediction = a->shape;
    return a;
}

/// Discs with noise on pink: what wand and live wire look at.
PicturePatch patch(int edge) {
    Image image(edge, edge, PixelFormat::Rgb8);
    for (int y = 0; y < edge; ++y)
        for (int x = 0; x < edge; ++x) {
            const bool inside = std::hypot(x % 256 - 128, y % 256 - 128) < 90;
            const int noise = (x * 7919 + y * 104729) % 31;
            const int colour[3] = {inside ? 130 : 215, inside ? 60 : 165, inside ? 140 : 195};
            for (int c = 0; c < 3; ++c) image.pixel(x, y)[c] = static_cast<std::uint8_t>(colour[c] + noise);
        }
    return {std::move(image), {}, 1};
}

/// What a press and a move of wand, magnetic outline and points compute; reading the slide is not in it.
nlohmann::json tracing(int rounds) {
    Samples field, grow, wire, path, handles, moved;
    const PicturePatch picture = patch(640);
    const MultiPolygon outline = *makeValid(disc({320, 320}, 180, 2000));
    for (int i = 0; i < rounds; ++i) {
        const double a = 0.4 * i;
        double start = now();
        const auto wand = WandField::around(picture, {128 + 40 * std::cos(a), 128 + 40 * std::sin(a)});
        field.add(now() - start);
        if (!wand) return {{"error", wand.error().message()}};
        for (double tolerance = 2; tolerance < 60; tolerance += 4) {
            start = now();
            const auto grown = wand->grown(tolerance);
            if (!grown) return {{"error", grown.error().message()}};
            const auto joined = unite(outline, *grown);
            grow.add(now() - start);
            if (!joined) return {{"error", joined.error().message()}};
        }
        start = now();
        const auto line = LiveWire::from(picture, {320 + 90 * std::cos(a), 320 + 90 * std::sin(a)});
        wire.add(now() - start);
        if (!line) return {{"error", line.error().message()}};
        for (int to = 0; to < 20; ++to) {
            start = now();
            const auto way = (*line)->pathTo({20.0 + 30 * to, 600.0 - 25 * to});
            path.add(now() - start);
        }
        start = now();
        const auto refs = handlesOf(outline, 16);
        handles.add(now() - start);
        for (std::size_t h = 0; h < refs.size(); ++h) {
            const SlidePoint at = pointAt(outline, refs[h]);
            start = now();
            const bool valid = isValid(withMovedHandle(outline, refs, refs[h], {at.x + 3, at.y - 2}));
            moved.add(now() - start);
            if (!valid) return {{"error", "an outline of the bench is not valid"}};
        }
    }
    return {{"wand_press", milliseconds(field)}, {"wand_move_with_2000_vertices", milliseconds(grow)}, {"live_wire_click", milliseconds(wire)},
            {"live_wire_move", milliseconds(path)}, {"handles_of_2000_vertices", milliseconds(handles)}, {"drag_a_point_of_2000", milliseconds(moved)}};
}

nlohmann::json run(int objects, int strokes) {
    const fs::path folder = fs::temp_directory_path() / ("bowman-bench-" + newUuid());
    fs::create_directories(folder);
    nlohmann::json result;
    {
        auto opened = Document::open(folder / "bench.bowman", "bench");
        if (!opened) return {{"error", opened.error().message()}};
        Document& document = **opened;
        SlideInfo info;
        info.path = folder / "none.tif";
        info.levels.push_back({{50000, 50000}, 1, 256, 256});
        auto slide = document.addSlide(info, {});
        if (!slide) return {{"error", slide.error().message()}};
        Edit batch{"detection", {}};
        const int columns = static_cast<int>(std::ceil(std::sqrt(objects)));
        for (int i = 0; i < objects; ++i)
            batch.changes.push_back({nullptr, object(document, {250.0 + 480 * (i % columns), 250.0 + 480 * (i / columns)}, i == 0 ? 2000 : 300)});
        const double batchStart = now();
        if (auto done = document.applyBatch(*slide, batch, "{}"); !done) return {{"error", done.error().message()}};
        result["batch_apply_s"] = now() - batchStart;
        if (auto done = document.flush(); !done) return {{"error", done.error().message()}};

        Samples geometry, apply, durable;
        const AnnotationId id = batch.changes.front().after->id;
        for (int i = 0; i < strokes; ++i) {
            const AnnotationPtr before = document.annotations(*slide).find(id);
            const double a = 0.05 * i;
            const double start = now();
            auto stroke = bufferedLine({{250 + 170 * std::cos(a), 250 + 170 * std::sin(a)}, {250 + 175 * std::cos(a + 0.2), 250 + 175 * std::sin(a + 0.2)}}, 20);
            auto grown = i % 2 ? subtract(before->shape, *stroke) : unite(before->shape, *stroke);
            geometry.add(now() - start);
            if (!grown) return {{"error", grown.error().message()}};
            auto after = std::make_shared<Annotation>(*before);
            after->shape = *grown;
            after->state = ReviewState::Corrected;
            const double applyStart = now();
            if (auto done = document.apply(*slide, {"brush", {{before, after}}}); !done) return {{"error", done.error().message()}};
            apply.add(now() - applyStart);
            if (auto done = document.flush(); !done) return {{"error", done.error().message()}};
            durable.add(now() - applyStart);
        }
        result["objects"] = objects;
        result["brush_geometry"] = milliseconds(geometry);
        result["apply_in_memory"] = milliseconds(apply);
        result["until_on_disk"] = milliseconds(durable);
    }
    const double openStart = now();
    auto reopened = Document::open(folder / "bench.bowman", "bench");
    result["reopen_s"] = now() - openStart;
    if (!reopened) result["error"] = reopened.error().message();
    if (reopened) reopened->reset();
    fs::remove_all(folder);
    return result;
}

}  // namespace

void addCorrection(CLI::App& app, nlohmann::json& result) {
    auto objects = std::make_shared<int>(10000);
    auto strokes = std::make_shared<int>(200);
    auto reviewer = std::make_shared<ReviewerOptions>();
    auto reviews = std::make_shared<bool>(true);
    CLI::App* command = app.add_subcommand("correction", "Brush geometry, commit and reopening");
    command->add_option("--objects", *objects, "Glomeruli on the slide");
    command->add_option("--strokes", *strokes, "Brush strokes");
    command->add_option("--slide", reviewer->slide, "Slide of the scripted reviewer; without one validation_mosaic.tif of the data folder");
    command->add_option("--truth", reviewer->truth, "Its glomeruli, in any label format; without one <slide>_mask.tif");
    command->add_option("--tools", reviewer->tools, "What the reviewer corrects with: redraw, lasso")->check(CLI::IsMember({"redraw", "lasso"}))->capture_default_str();
    command->add_flag("!--no-reviewer", *reviews, "Leave the scripted reviewer out");
    command->callback([=, &result] {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        int argc = 1;
        char name[] = "bowman-bench";
        char* argv[] = {name, nullptr};
        QApplication application(argc, argv);
        result = run(*objects, *strokes);
        result["tracing"] = tracing(std::max(1, *strokes / 10));
        if (*reviews) result["reviewer"] = reviewerFigures(*reviewer);
    });
}

}  // namespace bowman::bench
