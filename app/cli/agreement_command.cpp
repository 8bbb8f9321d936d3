// bowman-cli agreement: how well two readers of a slide agree, as the window says it.
#include <filesystem>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/reading_choice.h"
#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/document/document.h"
#include "core/measure/comparison_text.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

struct AgreementOptions {
    std::filesystem::path project;
    std::vector<std::string> slides;
    std::string json;                     ///< file, or "-"
    std::filesystem::path csv;
    ComparisonRule rule;
    ReadingChoice reading;
};

bool isNamed(const SlideRecord& slide, const std::string& name) {
    return slide.alias == name || std::to_string(slide.id) == name || slide.path.filename() == name;
}

/// The first reading with each other one of the slide.
std::vector<ComparedReadings> pairsOf(const Document& document, SlideId slide) {
    const auto readings = document.readings(slide);
    std::vector<ComparedReadings> pairs;
    for (const ReadingRecord& second : readings) {
        if (second.kind != ReadingKind::Blinded) continue;
        ComparedReadings pair{document.snapshotOf(readings.front().id), document.snapshotOf(second.id), {}};
        for (const ReadingRecord& consensus : readings)
            if (consensus.first == readings.front().id && consensus.second == second.id) pair.consensus = document.snapshotOf(consensus.id);
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

Result<std::vector<ComparedReadings>> pairsOf(const AgreementOptions& options) {
    std::error_code status;
    if (!std::filesystem::exists(options.project, status)) return Error{"cannot open the project", options.project.string(), "there is no such file"};
    const auto document = Document::open(options.project, platform::userName());
    if (!document) return document.error();
    std::vector<ComparedReadings> pairs;
    std::vector<bool> isFound(options.slides.size(), false);
    for (const SlideRecord& slide : (*document)->slides()) {
        bool isWanted = options.slides.empty();
        for (std::size_t i = 0; i < options.slides.size(); ++i)
            if (isNamed(slide, options.slides[i])) isWanted = isFound[i] = true;
        if (!isWanted) continue;
        if (const auto permitted = permitShowing(**document, slide.id, 0, options.reading); !permitted) return permitted.error();
        for (ComparedReadings& pair : pairsOf(**document, slide.id)) pairs.push_back(std::move(pair));
    }
    for (std::size_t i = 0; i < isFound.size(); ++i)
        if (!isFound[i]) return Error{"the project has no slide " + options.slides[i], options.project.string(), ""};
    if (pairs.empty()) return Error{"nothing to compare", options.project.string(), "no slide was read by a second person"};
    return pairs;
}

void printForPeople(const ComparedReadings& pair, const ReadingComparison& c) {
    std::printf("%s: %s and %s\n", pair.first.slide.alias.c_str(), pair.first.reading.person.c_str(), pair.second.reading.person.c_str());
    std::printf("  glomeruli %lld and %lld, %lld matched, F1 %.3f\n", static_cast<long long>(c.detection.truth), static_cast<long long>(c.detection.predicted),
                static_cast<long long>(c.detection.matched), c.detection.f1());
    if (c.meanIou) std::printf("  mean IoU %.3f, mean Dice %.3f\n", *c.meanIou, *c.meanDice);
    std::printf("  kappa of class %s\n  %zu disagreements:", describe(c.kappa).c_str(), c.disagreements());
    for (const Disagreement kind : kDisagreements)
        if (const auto count = c.count(kind)) std::printf("  %s %zu", describe(kind), count);
    std::printf("\n");
}

int agreement(const AgreementOptions& options) {
    const auto pairs = pairsOf(options);
    if (!pairs) return fail(pairs.error());
    json all = json::array();
    std::string csv = comparisonCsvHeader();
    for (const ComparedReadings& pair : *pairs) {
        const ReadingComparison comparison = compareReadings(pair.first.annotations, pair.second.annotations, options.rule);
        all.push_back(comparisonJson(pair, comparison));
        csv += comparisonCsv(pair, comparison);
        if (options.json != "-") printForPeople(pair, comparison);
    }
    const std::string text = json{{"comparisons", all}}.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    if (options.json == "-") std::cout << text;
    else if (!options.json.empty())
        if (const auto written = writeFileAtomically(options.json, text); !written) return fail(written.error());
    if (!options.csv.empty())
        if (const auto written = writeFileAtomically(options.csv, csv); !written) return fail(written.error());
    return 0;
}

}  // namespace

void addAgreement(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<AgreementOptions>();
    AgreementOptions& o = *options;
    CLI::App* command = app.add_subcommand("agreement", "Says how well two readers of a slide agree: objects, outlines, Cohen's kappa of the classes");
    command->add_option("project", o.project, "Project (.bowman)")->required();
    command->add_option("--slide", o.slides, "Alias, number or file name of a slide; default: all that two people have read")->delimiter(',');
    command->add_option("--matching-iou", o.rule.matchingIou, "From here on two outlines are the same object")->check(CLI::Range(0.05, 1.0))->capture_default_str();
    command->add_option("--outline-iou", o.rule.outlineIou, "Below, outlines of the same object differ")->check(CLI::Range(0.05, 1.0))->capture_default_str();
    addDespiteBlindedOption(*command, o.reading);
    command->add_option("--json", o.json, "Figures and every object as JSON: a file, or - for stdout");
    command->add_option("--csv", o.csv, "A table with a line for each object");
    command->callback([options, &exitCode] { exitCode = agreement(*options); });
}

}  // namespace bowman::cli
