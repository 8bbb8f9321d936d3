// bowman-cli import: labels that other tools wrote, into a project.
#include <algorithm>
#include <cmath>
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
    std::filesystem::path labels;
    std::filesystem::path slide;
    std::string state;
    std::string frame;
    std::string id;
    bool json = false;
};

Result<Labels> labelsOf(const ImportOptions& options, const Slide& slide) {
    const SlideInfo& info = slide.info();
    LabelReadOptions how;
    if (!options.state.empty()) how.unstated = reviewStateFromText(options.state);
    how.slideSize = info.size();
    how.umPerPx = info.umPerPx.value;
    how.id = options.id;
    if (options.frame == "slide") how.origin = SlidePoint{};
    if (options.frame == "bounds") how.origin = SlidePoint{info.bounds.x, info.bounds.y};
    auto labels = readLabels(options.labels, how);
    if (!labels) return labels;
    const SlideRect& bounds = info.bounds;
    if (labels->slideSize.width > 0 && labels->slideSize != info.size())
        labels->warnings.push_back("the labels are of a slide of " + std::to_string(labels->slideSize.width) + " × " +
                                   std::to_string(labels->slideSize.height) + " px, this one has " + std::to_string(info.size().width) +
                                   " × " + std::to_string(info.size().height));
    if (options.frame.empty() && (bounds.x > 0 || bounds.y > 0))
        labels->warnings.push_back("the slide has bounds that begin at (" + std::to_string(std::llround(bounds.x)) + ", " +
                                   std::to_string(std::llround(bounds.y)) + "); labels that QuPath made need --frame bounds");
    return labels;
}

json asJson(const LabelImport& import, const ImportOptions& options, const SlideRecord& slide, const std::vector<std::string>& warnings) {
    return {{"project", options.project.string()}, {"slide", slide.alias}, {"slide_id", slide.id}, {"added", import.added},
            {"replaced", import.replaced}, {"unchanged", import.unchanged}, {"trimmed", import.trimmed},
            {"left_out_overlapping", import.overlapping}, {"left_out_outside", import.outside}, {"messages", import.messages},
            {"warnings", warnings}};
}

void printForPeople(const LabelImport& import, const SlideRecord& slide) {
    std::printf("%s: %d added, %d replaced, %d unchanged", slide.alias.c_str(), import.added, import.replaced, import.unchanged);
    if (import.trimmed > 0) std::printf("; %d cut where they overlap a neighbour", import.trimmed);
    if (import.overlapping > 0) std::printf("; %d left out because they overlap", import.overlapping);
    if (import.outside > 0) std::printf("; %d left out because they lie outside of the slide", import.outside);
    std::printf("\n");
    for (std::size_t i = 0; i < std::min(kLinesShown, import.messages.size()); ++i)
        std::fprintf(stderr, "bowman-cli: %s\n", import.messages[i].c_str());
    if (import.messages.size() > kLinesShown) std::fprintf(stderr, "bowman-cli: … and %zu more\n", import.messages.size() - kLinesShown);
}

Result<LabelImport> importInto(Document& document, SlideId slide, std::vector<Annotation> labels, const ImportOptions& options) {
    const auto record = document.slide(slide);
    if (!record) return record.error();
    auto import = importLabels({.current = document.annotations(slide),
                                .labels = std::move(labels),
                                .slide = record->size,
                                .person = document.person(),
                                .now = nowIso8601(),
                                .newId = [&] { return document.newAnnotationId(); }});
    if (!import) return import;
    if (!import->edit.changes.empty()) {
        const json run = {{"kind", "import"}, {"file", options.labels.filename().string()}};
        const auto applied = document.applyBatch(slide, import->edit, run.dump(-1, ' ', false, json::error_handler_t::replace));
        if (!applied) return applied.error();
    }
    if (const auto flushed = document.flush(); !flushed) return flushed.error();
    return import;
}

int importFile(const ImportOptions& options) {
    const auto slide = openSlide(options.slide);
    if (!slide) return fail(slide.error());
    auto labels = labelsOf(options, **slide);   // before the project: bad labels make no project
    if (!labels) return fail(labels.error());
    const auto identity = identifySlide(**slide);
    if (!identity) return fail(identity.error());
    const auto document = Document::open(options.project, platform::userName());
    if (!document) return fail(document.error());
    const auto id = (*document)->addSlide((*slide)->info(), *identity);
    if (!id) return fail(id.error());
    const auto import = importInto(**document, *id, std::move(labels->annotations), options);
    if (!import) return fail(import.error());
    const auto record = (*document)->slide(*id);
    if (!record) return fail(record.error());
    if (options.json) std::cout << asJson(*import, options, *record, labels->warnings).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    else printForPeople(*import, *record);
    for (const std::string& warning : labels->warnings) std::fprintf(stderr, "bowman-cli: %s: %s\n", options.labels.c_str(), warning.c_str());
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
    command->add_option("labels", o.labels, "Label file; its format is found by its content")->required();
    command->add_option("--slide", o.slide, "The slide file that the labels are of")->required();
    command->add_option("--state", o.state, "State of objects whose file says none; default: accepted (QuPath detections: proposed)")
        ->check(CLI::IsMember({"proposed", "accepted"}));
    command->add_option("--frame", o.frame, "Where the file's (0,0) is: the slide's corner, or that of its bounds (QuPath); default: as the file says, else the slide's")
        ->check(CLI::IsMember({"slide", "bounds"}));
    command->add_option("--id", o.id, "HuBMAP: which row; default: the only one");
    command->add_flag("--json", o.json, "One JSON object on stdout: counts and what was left out");
    command->callback([options, &exitCode] { exitCode = importFile(*options); });
}

}  // namespace bowman::cli
