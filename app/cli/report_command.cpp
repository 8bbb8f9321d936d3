// bowman-cli report: figures, plots and pictures of the glomeruli of a project, as PDF or HTML.
#include <cstdio>
#include <iostream>
#include <memory>
#include <stop_token>

#include <QGuiApplication>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/reading_choice.h"
#include "core/base/platform/platform.h"
#include "core/document/document.h"
#include "ui/report/report.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

struct ReportOptions {
    std::filesystem::path project;
    std::filesystem::path out;
    std::vector<std::string> slides;
    std::string title;
    ReadingChoice reading;
    int mostPictures = 150;
    bool json = false;
};

bool isNamed(const SlideRecord& slide, const std::string& name) {
    return slide.alias == name || std::to_string(slide.id) == name || slide.path.filename() == name;
}

Result<ui::ReportRequest> requestOf(const ReportOptions& options) {
    std::error_code status;
    if (!std::filesystem::exists(options.project, status)) return Error{"cannot open the project", options.project.string(), "there is no such file"};
    const auto document = Document::open(options.project, platform::userName());
    if (!document) return document.error();
    ui::ReportRequest request;
    std::string known;
    for (const SlideRecord& slide : (*document)->slides()) {
        known += (known.empty() ? "" : ", ") + slide.alias;
        bool isWanted = options.slides.empty();
        for (const std::string& name : options.slides) isWanted = isWanted || isNamed(slide, name);
        if (!isWanted) continue;
        auto snapshot = readingOf(**document, slide.id, options.reading);
        if (!snapshot) return snapshot.error();
        request.slides.push_back(*std::move(snapshot));
    }
    for (const std::string& name : options.slides) {
        bool isFound = false;
        for (const Snapshot& snapshot : request.slides) isFound = isFound || isNamed(snapshot.slide, name);
        if (!isFound) return Error{"the project has no slide " + name, options.project.string(), "it has " + (known.empty() ? "none" : known)};
    }
    if (request.slides.empty()) return Error{"nothing to report", options.project.string(), "the project has no slides"};
    auto palette = (*document)->palette();
    if (!palette) return palette.error();
    request.palette = *std::move(palette);
    request.title = QString::fromStdString(options.title);
    request.person = QString::fromStdString(platform::userName());
    request.version = BOWMAN_VERSION;
    request.time = QDateTime::currentDateTime();
    request.mostPictures = options.mostPictures;
    return request;
}

/// Said before minutes of work, not after.
Result<void> checkTarget(const std::filesystem::path& out) {
    constexpr const char* kWhat = "cannot write the report";
    std::string suffix = out.extension().string();
    for (char& c : suffix) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (suffix != ".pdf" && suffix != ".html" && suffix != ".htm") return Error{kWhat, out.string(), "a report is a .pdf or an .html file"};
    std::error_code status;
    const auto folder = out.has_parent_path() ? out.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, status)) return Error{kWhat, out.string(), "there is no folder " + folder.string()};
    return {};
}

int makeReport(const ReportOptions& options) {
    if (const auto checked = checkTarget(options.out); !checked) return fail(checked.error());
    const auto request = requestOf(options);
    if (!request) return fail(request.error());
    // Letters and pictures are painted by Qt, which wants an application; it needs no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", "1");
    int argc = 1;
    char name[] = "bowman-cli";
    char* argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);

    heedInterrupts();
    std::stop_source stop;
    const bool isWatched = !options.json && platform::isErrorTerminal();
    const ExportControl control{[&](double fraction) {
                                    if (interrupted) stop.request_stop();
                                    if (isWatched) std::fprintf(stderr, "\r%3.0f %%%s", fraction * 100, fraction >= 1 ? "\n" : "");
                                },
                                stop.get_token()};
    const auto report = ui::gatherReport(*request, control);
    if (!report) return fail(report.error());
    if (const auto written = ui::writeReport(*report, options.out, control); !written) return fail(written.error());

    std::vector<std::string> warnings;
    std::size_t pictures = 0;
    for (const ui::ReportSlide& slide : report->slides) {
        pictures += slide.pictures.size();
        if (!slide.problem.isEmpty()) warnings.push_back(slide.record.alias + ": pictures or areas are missing: " + slide.problem.toStdString());
    }
    for (const std::string& warning : warnings) std::fprintf(stderr, "bowman-cli: %s\n", warning.c_str());
    const SlideFigures& total = report->total;
    if (options.json) {
        json j = {{"file", options.out.string()}, {"slides", report->slides.size()}, {"glomeruli", total.counted}, {"not_reviewed", total.unreviewed},
                  {"rejected", total.rejected}, {"globally_sclerosed", total.globallySclerosed}, {"pictures", pictures}, {"warnings", warnings}};
        if (total.tissue) j["tissue_mm2"] = total.tissue->mm2;
        if (total.cortex) j["cortex_mm2"] = total.cortex->mm2;
        std::cout << j.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    } else {
        std::printf("%s written\n%zu glomeruli of %zu slide(s), %zu not reviewed\n", options.out.c_str(), total.counted, report->slides.size(), total.unreviewed);
    }
    return warnings.empty() ? 0 : 2;
}

}  // namespace

void addReport(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<ReportOptions>();
    ReportOptions& o = *options;
    CLI::App* command = app.add_subcommand("report", "Writes a report on the glomeruli of a project: figures, plots, pictures, and how it was made");
    command->add_option("project", o.project, "Project (.bowman)")->required();
    command->add_option("--out", o.out, "File to write: .pdf or .html")->required();
    command->add_option("--slide", o.slides, "Alias, number or file name of a slide; default: all")->delimiter(',');
    command->add_option("--title", o.title, "Title; default: made of the aliases");
    command->add_option("--pictures", o.mostPictures, "The most pictures of glomeruli of each slide")->check(CLI::Range(0, 5000))->capture_default_str();
    addReadingOption(*command, o.reading);
    command->add_flag("--json", o.json, "One JSON object on stdout: file, counts, areas, warnings");
    command->callback([options, &exitCode] { exitCode = makeReport(*options); });
}

}  // namespace bowman::cli
