// bowman-cli detect: finds the glomeruli of slides, as the window does.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>

#include "app/cli/commands.h"
#include "app/cli/detect_progress.h"
#include "app/cli/detect_slide.h"
#include "app/cli/interrupt.h"
#include "core/base/files.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

/// Those of the list after those of the command line. A line is a path, from the list's folder on; empty ones and those after # are passed over.
Result<std::vector<std::filesystem::path>> slidesOf(const DetectOptions& options) {
    std::vector<std::filesystem::path> slides = options.slides;
    if (options.list.empty()) return slides;
    const auto content = readFile(options.list);
    if (!content) return content.error();
    std::istringstream lines(*content);
    for (std::string line; std::getline(lines, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.pop_back();
        if (!line.empty() && line.front() != '#') slides.push_back(options.list.parent_path() / line);
    }
    return slides;
}

/// `out` where it is one slide; else {name} and {folder} in it stand for the slide's name without its ending and its folder, and a folder alone for
/// folder/{name}.geojson.
std::filesystem::path outputFor(const std::string& out, const std::filesystem::path& slide) {
    if (out.empty()) return {};
    std::error_code status;
    std::string pattern = out;
    if (pattern.back() == '/' || std::filesystem::is_directory(pattern, status)) pattern = (std::filesystem::path(pattern) / "{name}.geojson").string();
    const auto put = [&](const std::string& what, const std::string& with) {
        for (std::size_t at = pattern.find(what); at != std::string::npos; at = pattern.find(what, at + with.size())) pattern.replace(at, what.size(), with);
    };
    put("{folder}", slide.has_parent_path() ? slide.parent_path().string() : ".");
    put("{name}", slide.stem().string());
    return pattern;
}

Result<std::vector<SlideTask>> tasksOf(const DetectOptions& options) {
    if (options.out.empty() && options.project.empty()) return Error{"nothing to do", "", "give --out FILE.geojson, --project FILE.bowman, or both"};
    const auto slides = slidesOf(options);
    if (!slides) return slides.error();
    if (slides->empty()) return Error{"nothing to do", options.list.string(), "there is no slide"};
    std::vector<SlideTask> tasks;
    std::map<std::filesystem::path, std::filesystem::path> writers;
    for (const auto& slide : *slides) {
        tasks.push_back({slide, outputFor(options.out, slide)});
        if (tasks.back().out.empty()) continue;
        const auto [writer, isFirst] = writers.emplace(tasks.back().out, slide);
        if (!isFirst)
            return Error{"two slides would write the same file", tasks.back().out.string(),
                         writer->second.string() + " and " + slide.string() + "; use {name} or {folder} in --out"};
    }
    return tasks;
}

void printForPeople(const DetectOptions& options, const SlideTask& task, const SlideOutcome& outcome) {
    const JobReport& report = outcome.report;
    std::printf("%zu glomeruli in %.1f mm² of tissue: %d patches in %.1f s on %s\n", outcome.objects, report.tissueMm2,
                report.patchesDone, report.secondsTotal, report.device.c_str());
    if (report.patchesRestored > 0) std::printf("%d of the patches were finished by an earlier run\n", report.patchesRestored);
    if (!task.out.empty()) std::printf("%s written\n", task.out.c_str());
    if (outcome.sclerotic) std::printf("%d of them look globally sclerotic\n", *outcome.sclerotic);
    if (outcome.added)
        std::printf("%s: %d proposals added, %d replaced, %d left out because they lie on objects that were reviewed\n",
                    options.project.c_str(), *outcome.added, *outcome.replaced, *outcome.dropped);
}

void printTable(const std::vector<SlideTask>& tasks, const std::vector<SlideOutcome>& outcomes) {
    std::printf("%10s %10s %8s  %s\n", "glomeruli", "mm²", "s", "slide");
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const SlideOutcome& o = outcomes[i];
        if (o.code == 1) std::printf("%10s %9s %8s  %s: %s\n", "failed", "", "", tasks[i].slide.c_str(), o.why.c_str());
        else std::printf("%10zu %9.1f %8.1f  %s%s%s\n", o.objects, o.report.tissueMm2, o.report.secondsTotal, tasks[i].slide.c_str(), o.why.empty() ? "" : ": ", o.why.c_str());
    }
}

json outcomesAsJson(const std::vector<SlideTask>& tasks, const std::vector<SlideOutcome>& outcomes) {
    json slides = json::array(), failed = json::array();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i].code == 1) {
            failed.push_back({{"slide", tasks[i].slide.string()}, {"why", outcomes[i].why}});
            continue;
        }
        slides.push_back(outcomes[i].details);
        slides.back()["exit_code"] = outcomes[i].code;
    }
    return {{"slides", slides}, {"failed", failed}};
}

SlideOutcome runTask(const DetectOptions& options, const SlideTask& task, DetectTools& tools, DetectWatch& watch) {
    std::stop_source stop;
    const auto onProgress = [&](const DetectionProgress& p) {
        watch.show(p);
        if (interrupted) stop.request_stop();
    };
    SlideOutcome outcome = detectSlide(options, task, tools, onProgress, stop.get_token());
    if (outcome.code != 1 && !outcome.why.empty()) watch.say(task.slide.string() + ": " + outcome.why);
    if (static bool isTold = false; !outcome.report.idleCard.empty() && !std::exchange(isTold, true)) watch.say(outcome.report.idleCard);
    for (const std::string& failure : outcome.report.failures) watch.say(failure);
    for (const std::string& note : outcome.report.notes) watch.say(task.slide.string() + ": " + note);
    watch.end(outcome.code, static_cast<int>(outcome.objects), outcome.why);
    return outcome;
}

int detect(const DetectOptions& options) {
    const auto tasks = tasksOf(options);
    if (!tasks) return fail(tasks.error());
    const bool isOne = tasks->size() == 1 && options.list.empty();
    heedInterrupts();
    DetectTools tools(options);
    DetectWatch watch(options.progress, options.json);
    std::vector<SlideOutcome> outcomes;
    int code = 0;
    for (const SlideTask& task : *tasks) {
        watch.begin(task.slide, static_cast<int>(outcomes.size()) + 1, static_cast<int>(tasks->size()));
        if (interrupted) {
            outcomes.emplace_back().why = "not begun: stopped before";
        } else {
            outcomes.push_back(runTask(options, task, tools, watch));
            if (outcomes.back().code == 1 && options.progress != "json") std::fprintf(stderr, "bowman-cli: %s\n", outcomes.back().why.c_str());
        }
        code = isOne ? outcomes.back().code : std::max(code, outcomes.back().code == 0 ? 0 : 2);
    }
    if (options.json && (!isOne || code != 1)) {
        const json j = isOne ? outcomes.front().details : outcomesAsJson(*tasks, outcomes);
        std::cout << j.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    } else if (!isOne && !options.json) {
        printTable(*tasks, outcomes);
    } else if (code != 1) {
        printForPeople(options, tasks->front(), outcomes.front());
    }
    return code;
}

}  // namespace

void addDetect(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<DetectOptions>();
    DetectOptions& o = *options;
    CLI::App* command = app.add_subcommand("detect", "Finds the glomeruli of slides with a network");
    command->add_option("slides", o.slides, "Slide files; one that fails does not keep the others from being searched");
    command->add_option("--list", o.list, "File with a slide a line, from its own folder on; # begins a comment");
    command->add_option("--out", o.out, "GeoJSON to write (QuPath's form); for several slides a folder, or a name with {name} (and {folder}) of the slide");
    command->add_option("--project", o.project, "Project that gets the proposals; made where there is none");
    command->add_option("--model", o.model, "Name of a shipped model, or a file; default: the shipped one for glomeruli");
    command->add_option("--device", o.device, "auto, cpu, cpu-bf16 (16 bit: faster on some processors, not the same to the last object), cuda or cuda:N")->capture_default_str();
    command->add_option("--um-per-px", o.umPerPx, "Scale of the slide, where the file is silent or wrong")->check(CLI::Range(0.05, 20.0));
    command->add_option("--threshold", o.threshold, "Probability from which on a pixel counts; default: the model's")->check(CLI::Range(0.01, 0.99));
    command->add_option("--smallest-area", o.smallestAreaUm2, "Objects below this many µm² are dropped; default: the model's")->check(CLI::NonNegativeNumber);
    command->add_option("--smallest-confidence", o.smallestConfidence, "Objects whose mean probability lies less than this share of the way from the threshold to 1 are dropped; default: the model's")->check(CLI::Range(0.0, 0.99));
    command->add_option("--smoothing", o.smoothingUm, "Spikes and notches of outlines narrower than this many µm go")->check(CLI::Range(0.0, 50.0));
    command->add_option("--region", o.region, "x,y,width,height in level-0 pixels; default: the whole slide")->delimiter(',')->expected(4);
    command->add_option("--grid-shift", o.gridShift, "dx,dy: moves the grid of patches, in pixels of the model's scale (to test that it does not matter)")->delimiter(',')->expected(2);
    command->add_option("--threads", o.threads, "Threads of the network on a CPU; 0 = all cores")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_option("--patch", o.patchSize, "Edge of a patch in pixels of the model's scale, multiple of 32; 0 = 768")->capture_default_str()->check(CLI::NonNegativeNumber);
    command->add_flag("--everywhere", o.everywhere, "Look at glass too");
    command->add_option("--cache", o.cache, "Folder for finished patches, from which a run that was cut off goes on; default: beside the project, or the user's cache folder");
    command->add_flag("--flips", o.flips, "Average over the picture and its three mirror images, and keep their disagreement with each object (flip_disagreement); about twenty times the work on a processor, give --smallest-confidence 0.5 with it");
    command->add_flag("--no-sclerosis", o.noSclerosis, "Do not tell which glomeruli are globally sclerotic");
    command->add_flag("--no-resume", o.noResume, "Compute every patch, and keep none");
    command->add_option("--progress", o.progress, "On standard error: auto (where a person watches), none, text, or json (an object a line, one a second)")->capture_default_str()->check(CLI::IsMember({"auto", "none", "text", "json"}));
    command->add_flag("--json", o.json, "One JSON object on stdout: counts, seconds per stage, tiles per second, utilisation, device");
    command->callback([options, &exitCode] { exitCode = detect(*options); });
}

}  // namespace bowman::cli
