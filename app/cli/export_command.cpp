// bowman-cli export: labels of a project as files that other tools read.
#include <cstdio>
#include <iostream>
#include <memory>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/reading_choice.h"
#include "core/base/platform/platform.h"
#include "core/document/document.h"
#include "core/formats/export_selection.h"
#include "core/formats/format.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

struct ExportOptions {
    std::filesystem::path project;
    std::vector<std::string> formats;
    std::vector<std::string> states;
    std::vector<std::string> slides;
    std::string frame = "slide";
    ReadingChoice reading;
    ExportRequest request;
    bool json = false;
};

bool isNamed(const SlideRecord& slide, const std::string& name) {
    return slide.alias == name || std::to_string(slide.id) == name || slide.path.filename() == name;
}

Result<std::vector<Snapshot>> snapshotsOf(const ExportOptions& options, const Document& document) {
    std::vector<Snapshot> snapshots;
    std::string known;
    for (const SlideRecord& slide : document.slides()) {
        known += (known.empty() ? "" : ", ") + slide.alias;
        bool isWanted = options.slides.empty();
        for (const std::string& name : options.slides) isWanted = isWanted || isNamed(slide, name);
        if (!isWanted) continue;
        auto snapshot = readingOf(document, slide.id, options.reading);
        if (!snapshot) return snapshot.error();
        snapshots.push_back(*std::move(snapshot));
    }
    for (const std::string& name : options.slides) {
        bool isFound = false;
        for (const Snapshot& snapshot : snapshots) isFound = isFound || isNamed(snapshot.slide, name);
        if (!isFound) return Error{"the project has no slide " + name, options.project.string(), "it has " + (known.empty() ? "none" : known)};
    }
    if (snapshots.empty()) return Error{"nothing to export", options.project.string(), "the project has no slides"};
    return snapshots;
}

Result<ExportRequest> requestOf(const ExportOptions& options) {
    std::error_code status;
    if (!std::filesystem::exists(options.project, status)) return Error{"cannot open the project", options.project.string(), "there is no such file"};
    const auto document = Document::open(options.project, platform::userName());
    if (!document) return document.error();
    auto snapshots = snapshotsOf(options, **document);
    if (!snapshots) return snapshots.error();
    ExportRequest request = options.request;
    request.slides = std::move(*snapshots);
    request.frame = options.frame == "bounds" ? ExportFrame::Bounds : ExportFrame::Slide;
    if (!options.states.empty()) request.states.clear();
    for (const std::string& text : options.states) request.states.push_back(*reviewStateFromText(text));
    return request;
}

/// The error with the option that would include what is there.
Error withAdvice(Error error, const ExportRequest& request) {
    const auto leftOut = statesLeftOut(request);
    if (error.what != "nothing to export" || leftOut.empty()) return error;
    std::string states;
    for (const ReviewState state : request.states) states += std::string(toText(state)) + ",";
    for (const ReviewState state : leftOut) states += std::string(toText(state)) + ",";
    states.pop_back();
    error.why += "; --states " + states + " includes them";
    return error;
}

json asJson(const ExportReport& report, std::string_view format) {
    json j = {{"format", format}, {"slides", report.slides}, {"skipped_slides", report.skippedSlides}, {"objects", report.objects},
              {"counts", report.counts}, {"warnings", report.warnings}, {"files", json::array()}};
    for (const auto& file : report.files) j["files"].push_back(file.string());
    return j;
}

void printForPeople(const ExportReport& report) {
    for (const auto& file : report.files) std::printf("%s written\n", file.c_str());
    std::printf("%zu objects of %zu slide(s)", report.objects, report.slides);
    for (const auto& [name, count] : report.counts) std::printf(", %s: %lld", name.c_str(), static_cast<long long>(count));
    std::printf("\n");
}

struct Written {
    const Exporter* exporter;
    Result<ExportReport> report;
};

/// Every format that was asked for, even after one has failed; nothing more after Ctrl-C.
std::vector<Written> writeAll(const ExportOptions& options, ExportRequest request) {
    std::stop_source stop;
    const bool isWatched = !options.json && platform::isErrorTerminal();
    const auto onProgress = [&](double fraction) {
        if (interrupted) stop.request_stop();
        if (isWatched) std::fprintf(stderr, "\r%3.0f %%%s", fraction * 100, fraction >= 1 ? "\n" : "");
    };
    std::vector<Written> all;
    const std::filesystem::path target = request.path;
    for (const std::string& name : options.formats) {
        const Exporter* exporter = findExporter(name);
        if (options.formats.size() > 1)   // side by side in one folder
            request.path = target / (options.project.stem().string() + "-" + name + std::string(exporter->extension()));
        all.push_back({exporter, exporter->write(request, {onProgress, stop.get_token()})});
        if (interrupted) break;
    }
    return all;
}

int exportLabels(const ExportOptions& options) {
    const auto request = requestOf(options);
    if (!request) return fail(request.error());
    heedInterrupts();
    bool isAnyWritten = false, isAnyMissing = false;
    json reports = json::array();
    for (const auto& [exporter, report] : writeAll(options, *request)) {
        const bool isTrainingSet = exporter->name() == "training-set";
        if (!report) {
            isAnyMissing = true;
            const Error error = isTrainingSet ? report.error() : withAdvice(report.error(), *request);
            reports.push_back({{"format", exporter->name()}, {"error", error.message()}});
            fail(error);
            continue;
        }
        isAnyWritten = true;
        isAnyMissing = isAnyMissing || report->skippedSlides > 0;
        reports.push_back(asJson(*report, exporter->name()));
        if (!options.json) printForPeople(*report);
        for (const std::string& warning : report->warnings) std::fprintf(stderr, "bowman-cli: %s\n", warning.c_str());
        if (!options.states.empty() && isTrainingSet)
            std::fprintf(stderr, "bowman-cli: --states has no meaning for a training set: its masks say what is known of every state\n");
    }
    if (options.json && isAnyWritten) {
        const json& shown = options.formats.size() == 1 ? reports.front() : json{{"exports", reports}};
        std::cout << shown.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    }
    if (!isAnyWritten) return 1;
    return isAnyMissing ? 2 : 0;
}

}  // namespace

void addExport(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<ExportOptions>();
    ExportOptions& o = *options;
    std::vector<std::string> formats, states;
    for (const Exporter* exporter : exporters()) formats.emplace_back(exporter->name());
    for (const ReviewState state : {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Rejected,
                                    ReviewState::Added, ReviewState::Unsure})
        states.emplace_back(toText(state));
    CLI::App* command = app.add_subcommand("export", "Writes labels of a project as files that other tools read");
    command->add_option("project", o.project, "Project (.bowman)")->required();
    command->add_option("--format", o.formats, "What to write; several with commas, then --out is a folder")->required()->delimiter(',')->check(CLI::IsMember(formats));
    command->add_option("--out", o.request.path, "File; for several slides a folder, or a name that each file begins with")->required();
    command->add_option("--states", o.states, "Which objects; default: accepted,corrected,added")->delimiter(',')->check(CLI::IsMember(states));
    command->add_option("--slide", o.slides, "Alias, number or file name of a slide; default: all")->delimiter(',');
    command->add_option("--class", o.request.classes, "Classes; default: all")->delimiter(',');
    command->add_option("--frame", o.frame, "Where (0,0) of the files is: the slide's corner, or that of its bounds (QuPath, for slides that have bounds)")
        ->check(CLI::IsMember({"slide", "bounds"}))->capture_default_str();
    command->add_flag("--instances", o.request.mask.withInstances, "mask-tiff: a second TIFF with object numbers");
    command->add_option("--um-per-px", o.request.training.umPerPx, "training-set: scale of the tiles")->check(CLI::Range(0.05, 20.0))->capture_default_str();
    command->add_option("--tile-size", o.request.training.tileSize, "training-set: edge of a tile in pixels")->check(CLI::Range(32, 4096))->capture_default_str();
    command->add_option("--folds", o.request.training.folds, "training-set: number of folds, by patient, else slide")->check(CLI::Range(1, 100))->capture_default_str();
    command->add_option("--seed", o.request.training.seed, "training-set: of folds and jitter")->capture_default_str();
    command->add_option("--overlap", o.request.training.overlap, "training-set: least share of a tile that neighbours in a complete region have in common")->check(CLI::Range(0.0, 0.5))->capture_default_str();
    command->add_option("--jitter", o.request.training.jitter, "training-set: tiles are moved at random by up to this share")->check(CLI::Range(0.0, 0.5))->capture_default_str();
    command->add_option("--smallest-part", o.request.training.smallestPart, "training-set: an object is ignored in a tile that shows less than this share of it")->check(CLI::Range(0.0, 1.0))->capture_default_str();
    command->add_flag("--per-class", o.request.training.perClass, "training-set: masks hold the number of the class, not 1 for every class");
    addReadingOption(*command, o.reading);
    command->add_flag("--json", o.json, "One JSON object on stdout: files, counts, warnings");
    command->callback([options, &exitCode] { exitCode = exportLabels(*options); });
}

}  // namespace bowman::cli
