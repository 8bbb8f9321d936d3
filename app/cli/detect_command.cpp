// bowman-cli detect: finds the glomeruli of one slide, as the window does.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/detect/candidates.h"
#include "core/detect/detection_job.h"
#include "core/detect/network_library.h"
#include "core/document/candidate_list.h"
#include "core/document/detection_edit.h"
#include "core/document/document.h"
#include "core/formats/geojson.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

std::atomic<bool> interrupted = false;  // set by Ctrl-C, read after each patch

void onInterrupt(int signal) {
    interrupted = true;
    std::signal(signal, SIG_DFL);  // a second one ends the program
}

struct DetectOptions {
    std::filesystem::path slide;
    std::filesystem::path out;
    std::filesystem::path project;
    std::string model;
    std::string device = "auto";
    double umPerPx = 0;
    double threshold = 0;
    double smallestAreaUm2 = -1;
    std::vector<double> region;
    std::vector<int> gridShift;
    int threads = 0;
    int patchSize = 0;
    bool everywhere = false;
    bool json = false;
};

/// A network and what it takes to run it.
struct LoadedModel {
    std::filesystem::path file;
    std::unique_ptr<Predictor> predictor;
    double seconds = 0;
};

/// The project with its slide, opened before the network runs: one that can't be written is known at once.
struct ProjectSlide {
    std::unique_ptr<Document> document;
    SlideId slide = 0;
};

Result<LoadedModel> loadModel(const DetectOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    const auto file = findModel(options.model);
    if (!file) return file.error();
    const auto library = loadNetworkLibrary();
    if (!library) return library.error();
    auto predictor = (*library)->createPredictor(*file, options.device, options.threads);
    if (!predictor) return predictor.error();
    return LoadedModel{*file, std::move(*predictor), std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
}

Result<ProjectSlide> openProject(const DetectOptions& options, const Slide& slide) {
    auto document = Document::open(options.project, platform::userName());
    if (!document) return document.error();
    const auto identity = identifySlide(slide);
    if (!identity) return identity.error();
    const auto id = (*document)->addSlide(slide.info(), *identity);
    if (!id) return id.error();
    if (options.umPerPx > 0) {
        auto record = (*document)->slide(*id);
        if (!record) return record.error();
        record->umPerPx = {options.umPerPx, "user", record->umPerPx.tag};
        if (const auto updated = (*document)->updateSlide(*record); !updated) return updated.error();
    }
    return ProjectSlide{std::move(*document), *id};
}

/// The option, else what the project knows (a person may have said it there), else the file.
Result<MicronsPerPixel> scaleOf(const DetectOptions& options, const Slide& slide, const ProjectSlide* project) {
    MicronsPerPixel scale = slide.info().umPerPx;
    if (options.umPerPx > 0) return MicronsPerPixel{options.umPerPx, "user", scale.tag};
    if (project) {
        const auto record = project->document->slide(project->slide);
        if (!record) return record.error();
        if (record->umPerPx.value) return record->umPerPx;
    }
    if (scale.value) return scale;
    return Error{"cannot look for glomeruli", slide.info().path.string(),
                 "its µm/px is unknown" + (scale.tag.empty() ? std::string() : " (the file says " + scale.tag + ")") +
                     "; give it with --um-per-px, for example --um-per-px 0.5 for a 20× objective"};
}

void showProgress(const DetectionProgress& p) {
    std::fprintf(stderr, "\r%d of %d patches, %.0f s, %.0f s left   ", p.patchesDone, p.patchesTotal, p.seconds, p.secondsLeft);
    if (p.patchesDone == p.patchesTotal) std::fputc('\n', stderr);
}

std::vector<Annotation> annotationsOf(const std::vector<Change>& changes) {
    std::vector<Annotation> annotations;
    for (const Change& change : changes)
        if (change.after) annotations.push_back(*change.after);
    return annotations;
}

json resultAsJson(const DetectOptions& options, const DetectionRequest& request, const DetectionResult& result, const LoadedModel& model,
                  const MicronsPerPixel& scale) {
    const JobReport& report = result.report;
    json j = json::parse(describeRun(request, model.predictor->card(), report));
    j["slide"] = options.slide.string();
    j["objects"] = result.objects.size();
    j["out"] = options.out.string();
    j["model"]["file"] = model.file.string();
    j["um_per_px_source"] = scale.source;
    j["um_per_px_tag"] = scale.tag;
    j["seconds"]["loading_model"] = model.seconds;
    j["tiles_per_second"] = report.secondsTotal > 0 ? report.patchesDone / report.secondsTotal : 0;
    j["network_tiles_per_second"] = report.secondsNetwork > 0 ? report.patchesDone / report.secondsNetwork : 0;
    return j;
}

void printForPeople(const DetectionResult& result, const DetectOptions& options) {
    const JobReport& report = result.report;
    std::printf("%zu glomeruli in %.1f mm² of tissue: %d patches in %.1f s on %s\n", result.objects.size(), report.tissueMm2,
                report.patchesDone, report.secondsTotal, report.device.c_str());
    if (!options.out.empty()) std::printf("%s written\n", options.out.c_str());
}

Result<DetectionEdit> makeEdit(const ProjectSlide* project, const DetectionEditRequest& wanted) {
    if (project) return editFromDetection(project->document->annotations(project->slide), wanted, [&] { return project->document->newAnnotationId(); });
    AnnotationId last = 0;
    return editFromDetection(AnnotationSet(), wanted, [&] { return ++last; });
}

/// Writes what was asked for; the GeoJSON has what the project got, or everything where there is none.
Result<DetectionEdit> keep(const DetectOptions& options, const DetectionRequest& request, const DetectionResult& result,
                           const ModelCard& card, ProjectSlide* project) {
    const DetectionEditRequest wanted{.result = result,
                                      .card = card,
                                      .threshold = request.threshold.value_or(card.threshold),
                                      .region = request.region,
                                      .person = platform::userName()};
    auto made = makeEdit(project, wanted);
    if (!made) return made.error();
    if (!options.out.empty()) {
        const GeoJsonWriteOptions how{.slideAlias = "", .slideSize = request.slide->info().size(), .origin = {}};
        if (const auto written = writeFileAtomically(options.out, toGeoJson(annotationsOf(made->edit.changes), how)); !written) return written.error();
    }
    if (!project) return made;
    if (!made->edit.changes.empty()) {
        const auto applied = project->document->applyBatch(project->slide, made->edit, describeRun(request, card, result.report));
        if (!applied) return applied.error();
    }
    if (result.map && !request.region && result.report.end == JobEnd::Done) {
        const double threshold = request.threshold.value_or(card.threshold);
        const auto faint = findCandidates(*result.map, {.threshold = threshold, .smallestAreaUm2 = request.smallestAreaUm2.value_or(card.smallestAreaUm2),
                                                        .umPerPx = request.umPerPx, .clip = request.slide->info().rect()}, result.objects);
        const CandidateOrigin origin{.card = card, .threshold = threshold, .person = platform::userName()};
        if (const auto kept = project->document->setCandidates(project->slide, candidatesFrom(faint, origin)); !kept) return kept.error();
    }
    if (const auto flushed = project->document->flush(); !flushed) return flushed.error();
    return made;
}

int detect(const DetectOptions& options) {
    if (options.out.empty() && options.project.empty()) return fail({"nothing to do", "", "give --out FILE.geojson, --project FILE.bowman, or both"});
    const auto slide = openSlide(options.slide);
    if (!slide) return fail(slide.error());
    std::optional<ProjectSlide> project;
    const auto open = [&]() -> Result<void> {
        auto opened = openProject(options, **slide);
        if (!opened) return opened.error();
        project = std::move(*opened);
        return {};
    };
    std::error_code status;
    if (std::filesystem::exists(options.project, status))
        if (const auto opened = open(); !opened) return fail(opened.error());
    const auto scale = scaleOf(options, **slide, project ? &*project : nullptr);
    if (!scale) return fail(scale.error());
    auto model = loadModel(options);
    if (!model) return fail(model.error());
    if (!project && !options.project.empty())  // a new one only once everything else is in order
        if (const auto opened = open(); !opened) return fail(opened.error());

    DetectionRequest request;
    request.slide = *slide;
    request.umPerPx = *scale->value;
    if (!options.region.empty()) request.region = SlideRect{options.region[0], options.region[1], options.region[2], options.region[3]};
    if (options.threshold > 0) request.threshold = options.threshold;
    if (options.smallestAreaUm2 >= 0) request.smallestAreaUm2 = options.smallestAreaUm2;
    if (!options.gridShift.empty()) request.gridShift = {double(options.gridShift[0]), double(options.gridShift[1])};
    request.tissueOnly = !options.everywhere;
    request.patchSize = options.patchSize;

    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    std::stop_source stop;
    const bool isWatched = !options.json && platform::isErrorTerminal();
    const DetectionCallbacks callbacks{.onProgress = [&](const DetectionProgress& p) {
        if (isWatched) showProgress(p);
        if (interrupted) stop.request_stop();
    }, .onTile = {}};
    const auto result = detectGlomeruli(request, *model->predictor, callbacks, stop.get_token());
    if (!result) return fail(result.error());
    const auto kept = keep(options, request, *result, model->predictor->card(), project ? &*project : nullptr);
    if (!kept) return fail(kept.error());

    if (options.json) {
        json j = resultAsJson(options, request, *result, *model, *scale);
        if (project) j["project"] = {{"file", options.project.string()}, {"added", kept->added}, {"replaced", kept->replaced}, {"dropped", kept->dropped}};
        std::cout << j.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    } else {
        printForPeople(*result, options);
        if (project)
            std::printf("%s: %d proposals added, %d replaced, %d left out because they lie on objects that were reviewed\n",
                        options.project.c_str(), kept->added, kept->replaced, kept->dropped);
    }
    const JobReport& report = result->report;
    if (!report.why.empty()) std::fprintf(stderr, "bowman-cli: %s: %s\n", options.slide.c_str(), report.why.c_str());
    for (const std::string& failure : report.failures) std::fprintf(stderr, "bowman-cli: %s\n", failure.c_str());
    return report.end == JobEnd::Done && report.patchesFailed == 0 ? 0 : 2;
}

}  // namespace

void addDetect(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<DetectOptions>();
    DetectOptions& o = *options;
    CLI::App* command = app.add_subcommand("detect", "Finds the glomeruli of a slide with a network");
    command->add_option("slide", o.slide, "Slide file")->required();
    command->add_option("--out", o.out, "GeoJSON to write (QuPath's form)");
    command->add_option("--project", o.project, "Project that gets the proposals; made where there is none");
    command->add_option("--model", o.model, "Name of a shipped model, or a file; default: the shipped one for glomeruli");
    command->add_option("--device", o.device, "auto, cpu, cpu-bf16 (16 bit: faster on some processors, not the same to the last object), cuda or cuda:N")->capture_default_str();
    command->add_option("--um-per-px", o.umPerPx, "Scale of the slide, where the file is silent or wrong")->check(CLI::Range(0.05, 20.0));
    command->add_option("--threshold", o.threshold, "Probability from which on a pixel counts; default: the model's")->check(CLI::Range(0.01, 0.99));
    command->add_option("--smallest-area", o.smallestAreaUm2, "Objects below this many µm² are dropped; default: the model's")->check(CLI::NonNegativeNumber);
    command->add_option("--region", o.region, "x,y,width,height in level-0 pixels; default: the whole slide")->delimiter(',')->expected(4);
    command->add_option("--grid-shift", o.gridShift, "dx,dy: moves the grid of patches, in pixels of the model's scale (to test that it does not matter)")->delimiter(',')->expected(2);
    command->add_option("--threads", o.threads, "Threads of the network on a CPU; 0 = all cores")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_option("--patch", o.patchSize, "Edge of a patch in pixels of the model's scale, multiple of 32; 0 = 768")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_flag("--everywhere", o.everywhere, "Look at glass too");
    command->add_flag("--json", o.json, "One JSON object on stdout: counts, seconds per stage, tiles per second, device");
    command->callback([options, &exitCode] { exitCode = detect(*options); });
}

}  // namespace bowman::cli
