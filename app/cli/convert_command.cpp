// bowman-cli convert: labels from one format to another, without a project.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/formats/format.h"
#include "core/formats/label_import.h"
#include "core/formats/label_source.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

struct ConvertOptions {
    LabelSource source;
    std::filesystem::path out;
    std::filesystem::path slide;
    std::string to, alias;
    std::string state = "file", frame = "file", outFrame = "slide";
    std::vector<std::string> states;
    double umPerPx = 0;
    PixelSize size;
    bool list = false;
    bool json = false;
};

/// What is known of the slide: all of it when its file is given, else what the options say.
struct KnownSlide {
    SlidePtr slide;       ///< may be null
    SlideInfo info;       ///< size 0 where unknown
};

struct FormatRow {
    std::string title, extension, losses;
    bool isRead = false, isWritten = false;
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

int listFormats(bool asJson) {
    std::vector<std::string> order;
    std::map<std::string, FormatRow> rows;
    const auto rowOf = [&](std::string_view name) -> FormatRow& {
        const auto [row, isNew] = rows.try_emplace(std::string(name));
        if (isNew) order.emplace_back(name);
        return row->second;
    };
    for (const Exporter* exporter : exporters()) {
        FormatRow& row = rowOf(exporter->name());
        row.title = exporter->title();
        row.extension = exporter->extension().empty() ? "a folder" : "*" + std::string(exporter->extension());
        row.losses = exporter->losses();
        row.isWritten = true;
    }
    for (const LabelReader* reader : labelReaders()) {
        FormatRow& row = rowOf(reader->name());
        if (row.title.empty()) row.title = reader->title();
        row.extension = reader->extensions();
        row.isRead = true;
    }
    json list = json::array();
    if (!asJson) std::printf("%-20s %-5s %-6s %-28s %s\n", "name", "read", "write", "extensions", "format");
    for (const std::string& name : order) {
        const FormatRow& row = rows.at(name);
        list.push_back({{"name", name}, {"title", row.title}, {"extensions", row.extension}, {"read", row.isRead}, {"write", row.isWritten}, {"losses", row.losses}});
        if (!asJson)
            std::printf("%-20s %-5s %-6s %-28s %s\n", name.c_str(), row.isRead ? "yes" : "-", row.isWritten ? "yes" : "-", row.extension.c_str(), row.title.c_str());
    }
    if (asJson) std::cout << json{{"formats", list}}.dump(2) << '\n';
    return 0;
}

Result<const Exporter*> exporterFor(const ConvertOptions& options) {
    if (!options.to.empty()) return findExporter(options.to);
    const std::string extension = lower(options.out.extension().string());
    std::vector<const Exporter*> candidates;
    std::string names;
    for (const Exporter* exporter : exporters()) {
        if (exporter->extension() != extension || extension.empty()) continue;
        candidates.push_back(exporter);
        names.append(names.empty() ? "" : ", ").append(exporter->name());
    }
    if (candidates.size() == 1) return candidates.front();
    if (candidates.empty()) return Error{"cannot convert", options.out.string(), "its extension is of no format: say --to NAME (convert --list shows them)"};
    return Error{"cannot convert", options.out.string(), "several formats have the extension " + extension + ": say --to with one of " + names};
}

Result<KnownSlide> knownSlide(const ConvertOptions& options) {
    KnownSlide known;
    if (!options.slide.empty()) {
        auto slide = openSlide(options.slide);
        if (!slide) return slide.error();
        known.slide = *slide;
        known.info = (*slide)->info();
    } else {
        known.info.levels.push_back({options.size, 1, 0, 0});
        known.info.bounds = known.info.rect();
    }
    if (options.umPerPx > 0) known.info.umPerPx = {options.umPerPx, "user", "--um-per-px"};
    return known;
}

/// Formats whose numbers mean nothing without the size of the slide.
bool needsSize(std::string_view exporter) {
    for (const char* part : {"rle", "mask", "ndpa", "training"})
        if (exporter.find(part) != std::string_view::npos) return true;
    return false;
}

Result<PixelSize> sizeOf(const KnownSlide& known, Labels& labels, const Exporter& exporter) {
    if (known.info.size().width > 0) return known.info.size();
    if (labels.slideSize.width > 0) return labels.slideSize;
    if (needsSize(exporter.name()))
        return Error{"cannot convert", "", std::string(exporter.title()) + " needs the size of the slide: give --slide, or --width and --height"};
    SlideRect all;
    for (const Annotation& a : labels.annotations) all = all.united(boundsOf(a.shape));
    const PixelSize size{std::max<std::int64_t>(1, std::llround(std::ceil(all.right()))), std::max<std::int64_t>(1, std::llround(std::ceil(all.bottom())))};
    labels.warnings.push_back("the size of the slide is not known: taken as " + std::to_string(size.width) + " × " + std::to_string(size.height) +
                              " px, which holds all labels (--slide, or --width and --height, say it)");
    return size;
}

std::string aliasOf(const ConvertOptions& options, const Labels& labels) {
    if (!options.alias.empty()) return options.alias;
    if (!options.source.id.empty()) return options.source.id;
    return labels.slideAlias.empty() ? options.source.path.stem().string() : labels.slideAlias;
}

Snapshot snapshotOf(const ConvertOptions& options, const KnownSlide& known, PixelSize size, Labels labels) {
    Snapshot snapshot;
    SlideRecord& record = snapshot.slide;
    record.id = 1;
    record.path = options.slide;
    record.size = size;
    record.umPerPx = known.info.umPerPx;
    record.alias = aliasOf(options, labels);
    if (known.slide)
        if (auto identity = identifySlide(*known.slide)) record.identity = std::move(*identity);
    for (Annotation& a : labels.annotations) {
        a.id = static_cast<AnnotationId>(snapshot.annotations.size()) + 1;
        if (a.provenance.source.empty()) a.provenance.source = "import";
        if (a.provenance.model.empty() && a.provenance.source == "import") a.provenance.model = labels.format;
        snapshot.annotations.push_back(std::make_shared<const Annotation>(std::move(a)));
    }
    return snapshot;
}

ExportRequest requestFor(const ConvertOptions& options, const KnownSlide& known, Snapshot snapshot) {
    ExportRequest request;
    request.path = options.out;
    request.frame = options.outFrame == "bounds" ? ExportFrame::Bounds : ExportFrame::Slide;
    request.states = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added, ReviewState::Proposed, ReviewState::Unsure};
    if (!options.states.empty()) request.states.clear();
    for (const std::string& text : options.states) request.states.push_back(*reviewStateFromText(text));
    request.openSlide = [slide = known.slide](const SlideRecord&) -> Result<SlidePtr> {
        if (!slide) return Error{"this format needs the slide", "", "give --slide"};
        return slide;
    };
    request.slides.push_back(std::move(snapshot));
    return request;
}

int leftOutBy(const ExportRequest& request) {
    int count = 0;
    for (const AnnotationPtr& a : request.slides.front().annotations)
        count += std::find(request.states.begin(), request.states.end(), a->state) == request.states.end();
    return count;
}

int convert(ConvertOptions& options) {
    if (options.list) return listFormats(options.json);
    if (options.source.path.empty() || options.out.empty()) return fail({"cannot convert", "", "give an input and an output file (or --list)"});
    const auto exporter = exporterFor(options);
    if (!exporter) return fail(exporter.error());
    const auto known = knownSlide(options);
    if (!known) return fail(known.error());
    options.source.frame = *labelFrameFromText(options.frame);
    if (options.state != "file") options.source.unstated = reviewStateFromText(options.state);
    if (options.source.frame == LabelFrame::Bounds && !known->slide) return fail({"cannot convert", "", "--frame bounds needs --slide, whose bounds it means"});
    auto labels = readLabelsFor(known->info, options.source);
    if (!labels) return fail(labels.error());
    const auto size = sizeOf(*known, *labels, **exporter);
    if (!size) return fail(size.error());
    std::vector<std::string> warnings = labels->warnings;
    const std::string from = labels->format;
    const std::size_t read = labels->annotations.size();
    const ExportRequest request = requestFor(options, *known, snapshotOf(options, *known, *size, std::move(*labels)));
    if (const int leftOut = leftOutBy(request); leftOut > 0)
        warnings.push_back(std::to_string(leftOut) + " objects are of other states and left out; --states proposed,accepted,corrected,added,unsure,rejected includes all");
    const auto report = (*exporter)->write(request);
    if (!report) return fail(report.error());
    warnings.insert(warnings.end(), report->warnings.begin(), report->warnings.end());
    for (const std::string& warning : warnings) std::fprintf(stderr, "bowman-cli: %s\n", warning.c_str());
    if (!options.json) {
        for (const auto& file : report->files) std::printf("%s written\n", file.c_str());
        std::printf("%zu objects read (%s), %zu written (%s)\n", read, from.c_str(), report->objects, std::string((*exporter)->name()).c_str());
        return 0;
    }
    json j = {{"from", from}, {"to", (*exporter)->name()}, {"read", read}, {"objects", report->objects}, {"counts", report->counts}, {"warnings", warnings}, {"files", json::array()}};
    for (const auto& file : report->files) j["files"].push_back(file.string());
    std::cout << j.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    return 0;
}

}  // namespace

void addConvert(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<ConvertOptions>();
    ConvertOptions& o = *options;
    std::vector<std::string> from, to;
    for (const LabelReader* reader : labelReaders()) from.emplace_back(reader->name());
    for (const Exporter* exporter : exporters()) to.emplace_back(exporter->name());
    CLI::App* command = app.add_subcommand("convert", "Turns a label file into one of another format, without a project");
    command->add_option("in", o.source.path, "Label file; its format is found by its content");
    command->add_option("out", o.out, "File to write; its extension says the format where only one has it");
    command->add_flag("--list", o.list, "Only print the formats: names, what is read and written, extensions");
    command->add_option("--slide", o.slide, "The slide that the labels are of: size, µm/px, bounds, Hamamatsu's offsets");
    command->add_option("--from", o.source.format, "Format of the input, where its content does not say")->check(CLI::IsMember(from));
    command->add_option("--to", o.to, "Format of the output")->check(CLI::IsMember(to));
    command->add_option("--state", o.state, "State of objects whose file says none")->check(CLI::IsMember({"file", "proposed", "accepted"}))->capture_default_str();
    command->add_option("--states", o.states, "Which objects are written; default: all but rejected")->delimiter(',')
        ->check(CLI::IsMember({"proposed", "accepted", "corrected", "rejected", "added", "unsure"}));
    command->add_option("--frame", o.frame, "Where the input's (0,0) is: file (as it says, else the slide's corner), slide, or bounds (QuPath)")
        ->check(CLI::IsMember({"file", "slide", "bounds"}))->capture_default_str();
    command->add_option("--out-frame", o.outFrame, "Where the output's (0,0) is to be")->check(CLI::IsMember({"slide", "bounds"}))->capture_default_str();
    command->add_option("--um-per-px", o.umPerPx, "µm per level-0 pixel, where no slide says it")->check(CLI::PositiveNumber);
    command->add_option("--width", o.size.width, "Width of the slide in pixels, without --slide")->check(CLI::PositiveNumber);
    command->add_option("--height", o.size.height, "Height of the slide in pixels, without --slide")->check(CLI::PositiveNumber);
    command->add_option("--id", o.source.id, "Which slide or image of a file that has several (HuBMAP row, COCO image)");
    command->add_option("--alias", o.alias, "Name of the slide in the output; default: as the input says, else the input's name");
    command->add_flag("--json", o.json, "One JSON object on stdout");
    command->callback([options, &exitCode] { exitCode = convert(*options); });
}

}  // namespace bowman::cli
