#include "app/cli/detect_slide.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/detect/candidates.h"
#include "core/detect/classify_objects.h"
#include "core/detect/flips.h"
#include "core/document/candidate_list.h"
#include "core/document/detection_edit.h"
#include "core/formats/geojson.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

/// A slide in the project.
struct ProjectSlide {
    Document* document = nullptr;
    SlideId slide = 0;
};

Result<ProjectSlide> enterProject(const DetectOptions& options, Document& document, const Slide& slide) {
    const auto identity = identifySlide(slide);
    if (!identity) return identity.error();
    const auto id = document.addSlide(slide.info(), *identity);
    if (!id) return id.error();
    if (options.umPerPx > 0) {
        auto record = document.slide(*id);
        if (!record) return record.error();
        record->umPerPx = {options.umPerPx, "user", record->umPerPx.tag};
        if (const auto updated = document.updateSlide(*record); !updated) return updated.error();
    }
    return ProjectSlide{&document, *id};
}

/// The option, else what the project knows (a person may have said it there), else the file.
Result<MicronsPerPixel> scaleOf(const DetectOptions& options, const Slide& slide, const std::optional<ProjectSlide>& project) {
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

std::vector<Annotation> annotationsOf(const std::vector<Change>& changes) {
    std::vector<Annotation> annotations;
    for (const Change& change : changes)
        if (change.after) annotations.push_back(*change.after);
    return annotations;
}

json resultAsJson(const SlideTask& task, const DetectionRequest& request, const DetectionResult& result, const LoadedModel& model,
                  const MicronsPerPixel& scale) {
    const JobReport& report = result.report;
    json j = json::parse(describeRun(request, model.predictor->card(), report));
    j["slide"] = task.slide.string();
    j["objects"] = result.objects.size();
    j["out"] = task.out.string();
    j["model"]["file"] = model.file.string();
    j["um_per_px_source"] = scale.source;
    j["um_per_px_tag"] = scale.tag;
    j["seconds"]["loading_model"] = model.seconds;
    const int computed = report.patchesDone - report.patchesRestored;
    j["tiles_per_second"] = report.secondsTotal > 0 ? report.patchesDone / report.secondsTotal : 0;
    j["network_tiles_per_second"] = report.secondsNetwork > 0 ? computed / report.secondsNetwork : 0;
    return j;
}

Result<DetectionEdit> makeEdit(const std::optional<ProjectSlide>& project, const DetectionEditRequest& wanted) {
    if (project) return editFromDetection(project->document->annotations(project->slide), wanted, [&] { return project->document->newAnnotationId(project->slide); });
    AnnotationId last = 0;
    return editFromDetection(AnnotationSet(), wanted, [&] { return ++last; });
}

Result<void> keepInProject(const ProjectSlide& project, const DetectionRequest& request, const DetectionResult& result, const ModelCard& card,
                           const DetectionEdit& made) {
    if (!made.edit.changes.empty()) {
        const auto applied = project.document->applyBatch(project.slide, made.edit, describeRun(request, card, result.report));
        if (!applied) return applied.error();
    }
    if (result.map && !request.region && result.report.end == JobEnd::Done) {
        const double threshold = request.threshold.value_or(card.threshold);
        const auto faint = findCandidates(*result.map, {.threshold = threshold, .smallestAreaUm2 = request.smallestAreaUm2.value_or(card.smallestAreaUm2),
                                                        .smallestConfidence = request.smallestConfidence.value_or(card.smallestConfidence),
                                                        .umPerPx = request.umPerPx, .tissue = request.tissue, .clip = request.slide->info().rect()}, result.objects);
        const CandidateOrigin origin{.card = card, .threshold = threshold, .person = platform::userName()};
        if (const auto kept = project.document->setCandidates(project.slide, candidatesFrom(faint, origin)); !kept) return kept.error();
    }
    return project.document->flush();
}

/// Writes what was asked for; the GeoJSON has what the project got, or everything where there is none.
Result<DetectionEdit> keep(const SlideTask& task, const DetectionRequest& request, const DetectionResult& result, const ModelCard& card,
                           const std::optional<ProjectSlide>& project, double sclerosisThreshold) {
    const auto palette = project ? project->document->palette() : Result<Palette>(Palette());
    if (!palette) return palette.error();
    const DetectionEditRequest wanted{.result = result,
                                      .card = card,
                                      .threshold = request.threshold.value_or(card.threshold),
                                      .region = request.region,
                                      .person = platform::userName(),
                                      .sclerosisThreshold = sclerosisThreshold,
                                      .palette = *palette};
    auto made = makeEdit(project, wanted);
    if (!made) return made.error();
    if (!task.out.empty()) {
        const GeoJsonWriteOptions how{.slideAlias = "", .slideSize = request.slide->info().size(), .origin = {}};
        if (const auto written = writeFileAtomically(task.out, toGeoJson(annotationsOf(made->edit.changes), how)); !written) return written.error();
    }
    if (project)
        if (const auto inProject = keepInProject(*project, request, result, card, *made); !inProject) return inProject.error();
    return made;
}

DetectionRequest requestFor(const DetectOptions& options, SlidePtr slide, double umPerPx) {
    DetectionRequest request;
    request.slide = std::move(slide);
    request.umPerPx = umPerPx;
    if (!options.region.empty()) request.region = SlideRect{options.region[0], options.region[1], options.region[2], options.region[3]};
    if (options.threshold > 0) request.threshold = options.threshold;
    if (options.smallestAreaUm2 >= 0) request.smallestAreaUm2 = options.smallestAreaUm2;
    if (options.smallestConfidence >= 0) request.smallestConfidence = options.smallestConfidence;
    if (options.smoothingUm > 0) request.smoothingUm = options.smoothingUm;
    if (!options.gridShift.empty()) request.gridShift = {double(options.gridShift[0]), double(options.gridShift[1])};
    request.tissueOnly = !options.everywhere;
    request.patchSize = options.patchSize;
    if (!options.noResume) {
        if (options.cache.empty()) request.cache = detectionCacheFor(options.project);
        else request.cache.folders = {options.cache};
    }
    return request;
}

Result<SlideOutcome> run(const DetectOptions& options, const SlideTask& task, DetectTools& tools,
                         const std::function<void(const DetectionProgress&)>& onProgress, std::stop_token stop) {
    const auto slide = openSlide(task.slide);
    if (!slide) return slide.error();
    std::optional<ProjectSlide> project;
    const auto enter = [&]() -> Result<void> {
        const auto document = tools.project();
        if (!document) return document.error();
        const auto entered = enterProject(options, **document, **slide);
        if (!entered) return entered.error();
        project = *entered;
        return {};
    };
    if (tools.hasProjectFile())
        if (const auto entered = enter(); !entered) return entered.error();
    const auto scale = scaleOf(options, **slide, project);
    if (!scale) return scale.error();
    const auto model = tools.model();
    if (!model) return model.error();
    if (!project && !options.project.empty())  // a new one only once everything else is in order
        if (const auto entered = enter(); !entered) return entered.error();

    Predictor& network = *(*model)->predictor;
    std::optional<FlippingPredictor> flipping;
    if (options.flips) flipping.emplace(network);
    Predictor& predictor = flipping ? static_cast<Predictor&>(*flipping) : network;
    DetectionRequest request = requestFor(options, *slide, *scale->value);
    if (project) request.tissue = tissueCorrectionOf(project->document->annotations(project->slide).all());
    auto result = detectGlomeruli(request, predictor, {.onProgress = onProgress, .onTile = {}}, stop);
    if (!result) return result.error();
    if (flipping)
        if (const auto told = tellDisagreement(result->objects, **slide, *scale->value, network, {}, stop); !told) result->report.notes.push_back("mirror images of some objects were not asked about: " + told.error().message());
    ObjectClassifier* const classifier = result->objects.empty() ? nullptr : tools.classifier();
    const auto classifierStart = std::chrono::steady_clock::now();
    if (classifier)
        if (const auto told = classifyObjects(result->objects, **slide, *classifier, {}, stop); !told) result->report.notes.push_back("sclerosis was not told of each: " + told.error().message());
    const double secondsSclerosis = std::chrono::duration<double>(std::chrono::steady_clock::now() - classifierStart).count();
    const auto kept = keep(task, request, *result, predictor.card(), project, classifier ? classifier->threshold() : 1);
    if (!kept) return kept.error();

    SlideOutcome outcome;
    outcome.report = result->report;
    outcome.objects = result->objects.size();
    outcome.why = result->report.why;
    outcome.code = result->report.end == JobEnd::Done && result->report.patchesFailed == 0 ? 0 : 2;
    outcome.details = resultAsJson(task, request, *result, **model, *scale);
    if (classifier)
        outcome.sclerotic = static_cast<int>(std::count_if(result->objects.begin(), result->objects.end(), [&](const DetectedObject& o) { return o.sclerosis.value_or(0) >= classifier->threshold(); }));
    outcome.details["globally_sclerotic"] = outcome.sclerotic ? json(*outcome.sclerotic) : json();
    outcome.details["seconds"]["sclerosis"] = secondsSclerosis;
    if (project) {
        const DetectionEdit& edit = *kept;
        outcome.added = edit.added, outcome.replaced = edit.replaced, outcome.dropped = edit.dropped;
        outcome.details["project"] = {{"file", options.project.string()}, {"added", edit.added}, {"replaced", edit.replaced}, {"dropped", edit.dropped}};
    }
    return outcome;
}

}  // namespace

Result<LoadedModel*> DetectTools::model() {
    if (m_model) return &*m_model;
    const auto start = std::chrono::steady_clock::now();
    const auto file = findModel(m_options.model);
    if (!file) return file.error();
    const auto library = loadNetworkLibrary();
    if (!library) return library.error();
    auto predictor = (*library)->createPredictor(*file, m_options.device, m_options.threads);
    if (!predictor) return predictor.error();
    m_model = LoadedModel{*file, std::move(*predictor), std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
    return &*m_model;
}

ObjectClassifier* DetectTools::classifier() {
    if (m_options.noSclerosis) return nullptr;
    if (!m_classifier) {
        auto created = createShippedClassifier(m_options.device);
        if (!created) std::fprintf(stderr, "sclerosis is not told: %s\n", created.error().message().c_str());
        m_classifier = created ? std::move(*created) : nullptr;
    }
    return m_classifier->get();
}

Result<Document*> DetectTools::project() {
    if (!m_project) {
        auto opened = Document::open(m_options.project, platform::userName());
        if (!opened) return opened.error();
        m_project = std::move(*opened);
    }
    return m_project.get();
}

bool DetectTools::hasProjectFile() const {
    std::error_code status;
    return !m_options.project.empty() && std::filesystem::exists(m_options.project, status);
}

SlideOutcome detectSlide(const DetectOptions& options, const SlideTask& task, DetectTools& tools,
                         const std::function<void(const DetectionProgress&)>& onProgress, std::stop_token stop) {
    auto outcome = run(options, task, tools, onProgress, std::move(stop));
    if (outcome) return std::move(*outcome);
    SlideOutcome failed;
    failed.why = outcome.error().message();
    return failed;
}

}  // namespace bowman::cli
