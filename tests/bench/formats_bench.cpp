// How long each label format takes and what memory it needs, on a slide with very many glomeruli. Each measurement runs
// in a child process of its own, so that peaks do not mix and what one leaves behind does not help the next.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numbers>
#include <random>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/formats/format.h"
#include "core/formats/label_reader.h"
#include "core/formats/rle.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
    int objects = 50000;
    int vertices = 100;
    std::int64_t edge = 50000;   ///< of the slide, level-0 pixels
    int runs = 3;
    std::vector<std::string> only;
};

/// Lopsided outlines on a jittered grid; the same for the same options.
Snapshot project(const Options& options) {
    Snapshot snapshot;
    snapshot.slide.id = 1;
    snapshot.slide.alias = "bench";
    snapshot.slide.size = {options.edge, options.edge};
    snapshot.slide.umPerPx = {0.5, "file", "bench"};
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> share(0, 1);
    const int columns = static_cast<int>(std::ceil(std::sqrt(options.objects)));
    const double pitch = static_cast<double>(options.edge) / columns;
    for (int i = 0; i < options.objects; ++i) {
        auto a = std::make_shared<Annotation>();
        a->id = i + 1;
        a->uuid = newUuid();
        a->state = ReviewState::Accepted;
        a->score = share(random);
        a->provenance = {"model", "glomeruli-linknet", std::string(64, 'a'), 0.6, "", "2026-01-01T10:00:00Z", "bench", "2026-01-02T10:00:00Z", 1.5};
        const SlidePoint centre{pitch * (i % columns + 0.5), pitch * (i / columns + 0.5)};
        const double radius = pitch * (0.25 + 0.12 * share(random)), phase = 6 * share(random);
        Polygon polygon;
        for (int k = 0; k < options.vertices; ++k) {
            const double angle = 2 * std::numbers::pi * k / options.vertices;
            const double r = radius * (1 + 0.15 * std::sin(3 * angle + phase) + 0.03 * std::sin(17 * angle));
            polygon.outer.push_back({std::round(16 * (centre.x + r * std::cos(angle))) / 16, std::round(16 * (centre.y + r * std::sin(angle))) / 16});
        }
        a->shape = {polygon};
        snapshot.annotations.push_back(std::move(a));
    }
    return snapshot;
}

double statusMegabytes(const char* key) {
    std::ifstream status("/proc/self/status");
    const std::string wanted = std::string(key) + ":";
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(wanted)) return std::strtod(line.c_str() + wanted.size(), nullptr) / 1024;
    return 0;
}

/// Runs `work` in a child; {"seconds", "growth_mb" over what the project itself takes, "peak_mb", …} or {"error"}.
nlohmann::json measured(const std::function<nlohmann::json()>& work) {
    int pipes[2];
    if (pipe(pipes) != 0) return {{"error", "no pipe"}};
    malloc_trim(0);
    const pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        const double before = statusMegabytes("VmRSS"), start = now();
        nlohmann::json result = work();
        result["seconds"] = now() - start;
        result["cpu_s"] = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;   // of the child alone; other work on the machine does not count
        result["peak_mb"] = statusMegabytes("VmHWM");
        result["growth_mb"] = statusMegabytes("VmHWM") - before;
        const std::string text = result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        const bool isWritten = write(pipes[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        _exit(isWritten ? 0 : 1);
    }
    close(pipes[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t n = 0; child > 0 && (n = read(pipes[0], buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
    close(pipes[0]);
    int status = 0;
    waitpid(child, &status, 0);
    auto result = nlohmann::json::parse(text, nullptr, false);
    if (result.is_discarded()) return {{"error", "the child ended with status " + std::to_string(status)}};
    return result;
}

/// Medians of several runs, with what else the last one said.
nlohmann::json medianOf(int runs, const std::function<nlohmann::json()>& work) {
    Samples seconds, cpu, growth, peak;
    nlohmann::json result;
    for (int i = 0; i < runs; ++i) {
        result = measured(work);
        if (result.contains("error")) return result;
        seconds.add(result["seconds"]);
        cpu.add(result["cpu_s"]);
        growth.add(result["growth_mb"]);
        peak.add(result["peak_mb"]);
    }
    result["seconds"] = seconds.median();
    result["cpu_s"] = cpu.median();
    result["growth_mb"] = growth.median();
    result["peak_mb"] = peak.median();
    return result;
}

void print(const std::string& name, const nlohmann::json& r) {
    if (r.contains("error")) std::fprintf(stderr, "%-28s %s\n", name.c_str(), r["error"].get<std::string>().c_str());
    else std::fprintf(stderr, "%-28s %7.2f s (%7.2f s of processor)  +%6.0f MB  peak %6.0f MB\n", name.c_str(), r["seconds"].get<double>(), r["cpu_s"].get<double>(), r["growth_mb"].get<double>(), r["peak_mb"].get<double>());
}

nlohmann::json written(const Exporter& exporter, const ExportRequest& request) {
    const auto report = exporter.write(request);
    if (!report) return {{"error", report.error().message()}};
    std::uintmax_t bytes = 0;
    for (const fs::path& file : report->files) bytes += fs::file_size(file);
    return {{"objects", report->objects}, {"file_mb", static_cast<double>(bytes) / (1 << 20)}};
}

nlohmann::json readBack(const LabelReader& reader, const fs::path& file, const SlideRecord& slide) {
    LabelReadOptions options;
    options.slideSize = slide.size;
    options.umPerPx = slide.umPerPx.value;
    options.centreOffsetNm = SlidePoint{};
    options.id = slide.alias;
    const auto labels = reader.read(file, options);
    if (!labels) return {{"error", labels.error().message()}};
    return {{"objects", labels->annotations.size()}};
}

/// Run lengths of a whole slide from its polygons, without a file.
nlohmann::json rleOf(const Snapshot& snapshot) {
    std::vector<const MultiPolygon*> shapes;
    for (const AnnotationPtr& a : snapshot.annotations) shapes.push_back(&a->shape);
    const RleText encoded = rleOfShapes(shapes, snapshot.slide.size);
    return {{"pixels", encoded.pixels}, {"text_mb", static_cast<double>(encoded.text.size()) / (1 << 20)}};
}

bool isWanted(const Options& options, std::string_view name) {
    return options.only.empty() || std::find(options.only.begin(), options.only.end(), name) != options.only.end();
}

nlohmann::json run(const Options& options) {
    const fs::path folder = fs::temp_directory_path() / ("bowman-bench-" + newUuid());
    fs::create_directories(folder);
    ExportRequest request;
    request.slides = {project(options)};
    const SlideRecord& slide = request.slides.front().slide;
    nlohmann::json result = {{"objects", options.objects}, {"vertices", options.vertices}, {"edge", options.edge}, {"runs", options.runs}};
    for (const Exporter* exporter : exporters()) {
        const std::string name(exporter->name());
        // Those of pixels are measured apart; a training set is as slow as its slides are.
        if (name == "training-set" || name.starts_with("mask") || !isWanted(options, name)) continue;
        request.path = folder / ("bench-" + name + std::string(exporter->extension()));
        auto& figures = result["formats"][name];
        figures["write"] = medianOf(options.runs, [&] { return written(*exporter, request); });
        print(name + " write", figures["write"]);
        const auto reader = fs::exists(request.path) ? readerFor(request.path) : Result<const LabelReader*>(Error{"nothing written", request.path.string(), ""});
        if (!reader) continue;
        figures["read"] = medianOf(options.runs, [&] { return readBack(**reader, request.path, slide); });
        print(std::string((*reader)->name()) + " read", figures["read"]);
    }
    if (isWanted(options, "rle")) {
        result["rle"] = medianOf(options.runs, [&] { return rleOf(request.slides.front()); });
        print("runs of the slide", result["rle"]);
    }
    if (isWanted(options, "mask-tiff")) {
        request.path = folder / "mask.tif";
        result["mask_tiff"] = medianOf(1, [&] { return written(*findExporter("mask-tiff"), request); });
        print("mask-tiff write", result["mask_tiff"]);
    }
    fs::remove_all(folder);
    return result;
}

}  // namespace

void addFormats(CLI::App& app, nlohmann::json& result) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("formats", "Label formats: time and memory, written and read back");
    command->add_option("--objects", options->objects, "Glomeruli on the slide")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_option("--vertices", options->vertices, "Points of each outline")->check(CLI::Range(3, 100000))->capture_default_str();
    command->add_option("--edge", options->edge, "Width and height of the slide in pixels")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_option("--runs", options->runs, "Runs of each measurement: the median is kept")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_option("--only", options->only, "Formats; also \"rle\" and \"mask-tiff\"")->delimiter(',');
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
