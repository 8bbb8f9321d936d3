// bowman-cli model publish: the model again, with a card that says what was measured. The figures come from the files that
// `evaluate --json` wrote, never from the keyboard.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/files.h"
#include "core/detect/network_library.h"

namespace bowman::cli {
namespace {

struct PublishOptions {
    std::string model;
    std::string target;
    std::vector<std::string> scores;
    std::string name;
    std::optional<double> threshold;
    std::optional<double> smallestAreaUm2;
    std::optional<double> smallestConfidence;
    std::optional<int> margin;
    std::string failureModes, sources;  // text files
    bool half = false;
};

constexpr int kFewestPatients = 5;   // two that happen to agree would look like certainty

/// " (95 % over 6 patients: Dice 0.890–0.950, F1 0.88–0.97)"; empty where the file has none.
std::string intervals(const nlohmann::json& s) {
    const auto found = s.find("interval95");
    if (found == s.end() || found->is_null() || found->at("patients").get<int>() < kFewestPatients) return {};
    const auto &dice = found->at("dice_pooled"), &f1 = found->at("object_f1");
    char text[120];
    std::snprintf(text, sizeof text, " (95 %% over %d patients: Dice %.3f–%.3f, F1 %.2f–%.2f)", found->at("patients").get<int>(), dice.at(0).get<double>(), dice.at(1).get<double>(),
                  f1.at(0).get<double>(), f1.at(1).get<double>());
    return text;
}

std::string line(const std::string& what, const nlohmann::json& s) {
    char text[200];
    std::snprintf(text, sizeof text, "%s: Dice %.3f pooled, %.3f mean; objects precision %.2f, recall %.2f, F1 %.2f", what.c_str(),
                  s.at("dice_pooled").get<double>(), s.at("dice_mean").get<double>(), s.at("object_precision").get<double>(),
                  s.at("object_recall").get<double>(), s.at("object_f1").get<double>());
    return text + intervals(s);
}

/// One line for all and one for each group, of every file.
Result<std::string> measured(const std::vector<std::string>& files) {
    std::string text;
    for (const std::string& file : files) {
        const auto content = readFile(file);
        if (!content) return content.error();
        try {
            const auto json = nlohmann::json::parse(*content);
            if (!text.empty()) text += '\n';
            text += line(json.value("part", "?") + ", all", json);
            for (const auto& [group, scores] : json.at("groups").items()) text.append("\n").append(line(group, scores));
        } catch (const nlohmann::json::exception& e) {
            return Error{"not a result of evaluate --index --json", file, e.what()};
        }
    }
    return text;
}

/// The text of a file into a field of the card; an empty path leaves the field as it is.
Result<void> readInto(std::string& field, const std::string& file) {
    if (file.empty()) return {};
    auto text = readFile(file);
    if (!text) return text.error();
    while (!text->empty() && (text->back() == '\n' || text->back() == ' ')) text->pop_back();
    field = std::move(*text);
    return {};
}

int publish(const PublishOptions& o) {
    const auto file = findModel(o.model);
    if (!file) return fail(file.error());
    const auto library = loadNetworkLibrary();
    if (!library) return fail(library.error());
    auto card = (*library)->readCard(*file);
    if (!card) return fail(card.error());
    if (!o.scores.empty()) {
        auto text = measured(o.scores);
        if (!text) return fail(text.error());
        card->metrics = *text;
    }
    if (const auto read = readInto(card->failureModes, o.failureModes); !read) return fail(read.error());
    if (const auto read = readInto(card->sources, o.sources); !read) return fail(read.error());
    if (!o.name.empty()) card->name = o.name;
    if (o.threshold) card->threshold = *o.threshold;
    if (o.smallestAreaUm2) card->smallestAreaUm2 = *o.smallestAreaUm2;
    if (o.smallestConfidence) card->smallestConfidence = *o.smallestConfidence;
    if (o.margin) card->margin = *o.margin;
    const auto checked = modelCardFromJson(toJson(*card), o.target);
    if (!checked) return fail(checked.error());
    if (const auto written = (*library)->writeWithCard(*file, o.target, *checked, o.half); !written) return fail(written.error());
    std::printf("%s written\n", o.target.c_str());
    return 0;
}

}  // namespace

void addModelPublish(CLI::App& modelCommand, int& exitCode) {
    const auto o = std::make_shared<PublishOptions>();
    CLI::App* command = modelCommand.add_subcommand("publish", "The model again, with measured figures and settings in its card");
    command->add_option("model", o->model, "Model file or name")->required();
    command->add_option("target", o->target, "Model file to write")->required();
    command->add_option("--scores", o->scores, "File that evaluate --index --json wrote (may be repeated)");
    command->add_option("--name", o->name, "Name in the card");
    command->add_option("--threshold", o->threshold, "Probability from which on a pixel counts")->check(CLI::Range(0.01, 0.99));
    command->add_option("--smallest-area", o->smallestAreaUm2, "Objects below this many µm² are dropped")->check(CLI::NonNegativeNumber);
    command->add_option("--smallest-confidence", o->smallestConfidence, "Objects whose mean probability lies less than this share of the way from the threshold to 1 are dropped")->check(CLI::Range(0.0, 0.99));
    command->add_option("--margin", o->margin, "Pixels at each edge of a patch that are not trusted")->check(CLI::NonNegativeNumber);
    command->add_option("--failure-modes", o->failureModes, "Text file: what the model is known to get wrong, one line each");
    command->add_option("--sources", o->sources, "Text file: where the training images come from and their licences, one line each");
    command->add_flag("--half", o->half, "Store the weights in 16 bit");
    command->callback([o, &exitCode] { exitCode = publish(*o); });
}

}  // namespace bowman::cli
