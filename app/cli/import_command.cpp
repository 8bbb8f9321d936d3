// bowman-cli import: labels that other tools wrote, into a project.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/platform/platform.h"
#include "core/document/document.h"
#include "core/formats/label_import.h"
#include "core/formats/label_reader.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kLinesShown = 20;

struct ImportOptions {
    std::filesystem::path project;
    std::filesystem::path slide;
    LabelSource source;
    std::string state = "file";
    std::string overlap = "trim";
    std::string frame = "file";
    bool json = false;
};

std::vector<std::string> messagesOf(const LabelImport& import) {
    std::vector<std::string> messages;
    for (const ImportIssue& issue : import.issues) messages.push_back(issue.message);
    return messages;
}

json asJson(const LabelImport& import, const ImportOptions& options, const SlideRecord& slide, const std::vector<std::string>& warnings) {
    return {{"project", options.project.string()}, {"slide", slide.alias}, {"slide_id", slide.id}, {"added", import.added},
            {"format", options.source.format},
            {"replaced", import.replaced}, {"unchanged", import.unchanged}, {"trimmed", import.trimmed}, {"removed_proposals", import.removed},
            {"left_out_overlapping", import.overlapping}, {"left_out_outside", import.outside}, {"messages", messagesOf(import)},
            {"warnings", warnings}};
}

void printForPeople(const LabelImport& import, const SlideRecord& slide) {
    std::printf("%s: %d added, %d replaced, %d unchanged", slide.alias.c_str(), import.added, import.replaced, import.unchanged);
    if (import.removed > 0) std::printf("; %d proposals that nobody had touched made room", import.removed);
    if (import.trimmed > 0) std::printf("; %d cut where they overlap a neighbour", import.trimmed);
    if (import.overlapping > 0) std::printf("; %d left out because they overlap", import.overlapping);
    if (import.outside > 0) std::printf("; %d left out because they lie outside of the slide", import.outside);
    std::printf("\n");
    for (std::size_t i = 0; i < std::min(kLinesShown, import.issues.size()); ++i)
        std::fprintf(stderr, "bowman-cli: %s\n", import.issues[i].message.c_str());
    if (import.issues.size() > kLinesShown) std::fprintf(stderr, "bowman-cli: … and %zu more\n", import.issues.size() - kLinesShown);
}

Result<LabelImport> importInto(Document& document, SlideId id, Labels labels, const ImportOptions& options, const SlideInfo& slide) {
    const LabelImportRequest request{.current = document.annotations(id),
                                     .labels = std::move(labels.annotations),
                                     .slide = slide.size(),
                                     .person = document.person(),
                                     .now = nowIso8601(),
                                     .format = labels.format,
                                     .state = *importStateFromText(options.state),
                                     .overlap = *overlapPolicyFromText(options.overlap),
                                     .newId = [&] { return document.newAnnotationId(); }};
    auto import = importLabels(request);
    if (!import) return import;
    if (!import->edit.changes.empty()) {
        const auto applied = document.applyBatch(id, import->edit, describeImport(options.source, request, slide));
        if (!applied) return applied.error();
    }
    if (const auto flushed = document.flush(); !flushed) return flushed.error();
    return import;
}

int importFile(ImportOptions& options) {
    const auto slide = openSlide(options.slide);
    if (!slide) return fail(slide.error());
    options.source.frame = *labelFrameFromText(options.frame);
    auto labels = readLabelsFor((*slide)->info(), options.source);   // before the project: bad labels make no project
    if (!labels) return fail(labels.error());
    options.source.format = labels->format;
    const std::vector<std::string> warnings = labels->warnings;
    const auto identity = identifySlide(**slide);
    if (!identity) return fail(identity.error());
    const auto document = Document::open(options.project, platform::userName());
    if (!document) return fail(document.error());
    const auto id = (*document)->addSlide((*slide)->info(), *identity);
    if (!id) return fail(id.error());
    const auto import = importInto(**document, *id, std::move(*labels), options, (*slide)->info());
    if (!import) return fail(import.error());
    const auto record = (*document)->slide(*id);
    if (!record) return fail(record.error());
    if (options.json) std::cout << asJson(*import, options, *record, warnings).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    else printForPeople(*import, *record);
    for (const std::string& warning : warnings) std::fprintf(stderr, "bowman-cli: %s: %s\n", options.source.path.c_str(), warning.c_str());
    const int leftOut = import->overlapping + import->outside;
    if (leftOut == 0) return 0;
    return import->added + import->replaced + import->unchanged > 0 ? 2 : 1;
}

}  // namespace

void addImport(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<ImportOptions>();
    ImportOptions& o = *options;
    CLI::App* command = app.add_subcommand("import", "Takes labels that other tools wrote into a project");
    command->add_option("project", o.project, "Project (.bowman); made where there is none")->required();
    std::vector<std::string> formats;
    for (const LabelReader* reader : labelReaders()) formats.emplace_back(reader->name());
    command->add_option("labels", o.source.path, "Label file; its format is found by its content")->required();
    command->add_option("--slide", o.slide, "The slide file that the labels are of")->required();
    command->add_option("--format", o.source.format, "The file's format, where its content does not say")->check(CLI::IsMember(formats));
    command->add_option("--state", o.state, "file: as the file says (without a word: accepted, QuPath's detections proposed); proposed: all are to be reviewed; accepted: none needs to")
        ->check(CLI::IsMember({"file", "proposed", "accepted"}))->capture_default_str();
    command->add_option("--overlap", o.overlap, "Where a new glomerulus overlaps another: trim (cut a small overlap off, leave out with a large one), skip (leave out), "
                                                "replace (proposals of a model that nobody has touched make room)")
        ->check(CLI::IsMember({"trim", "skip", "replace"}))->capture_default_str();
    command->add_option("--frame", o.frame, "Where the file's (0,0) is: file (as it says, else the slide's corner), slide, or bounds (QuPath)")
        ->check(CLI::IsMember({"file", "slide", "bounds"}))->capture_default_str();
    command->add_option("--id", o.source.id, "Which slide or image of a file that has several (HuBMAP row, COCO image); default: the only one");
    command->add_flag("--json", o.json, "One JSON object on stdout: counts and what was left out");
    command->callback([options, &exitCode] { exitCode = importFile(*options); });
}

}  // namespace bowman::cli
