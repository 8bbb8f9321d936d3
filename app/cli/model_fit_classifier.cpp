// bowman-cli model fit-classifier: which glomeruli are globally sclerotic, learnt from labelled ones.
#include <cstdio>
#include <memory>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "core/annotation/annotation.h"
#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/detect/network_library.h"
#include "core/measure/classifier_training.h"

namespace bowman::cli {
namespace {

struct FitOptions {
    std::string model, device = "auto", name = "sclerosis";
    ClassifierData data;
    double penalty = 0.03, threshold = 0.5;
    std::filesystem::path out;
    bool json = false;
};

int fit(const FitOptions& o) {
    if (o.data.crops.empty() && o.data.index.empty()) return fail({"cannot fit a classifier", "", "give --crops, --index or both"});
    const auto file = findModel(o.model);
    if (!file) return fail(file.error());
    const auto library = loadNetworkLibrary();
    if (!library) return fail(library.error());
    const auto card = (*library)->readCard(*file);
    if (!card) return fail(card.error());
    const auto sha256 = sha256OfFile(*file);
    if (!sha256) return fail(sha256.error());
    const auto extractor = (*library)->createFeatureExtractor(*file, o.device);
    if (!extractor) return fail(extractor.error());
    heedInterrupts();
    std::stop_source stop;
    const auto examples = readExamples(o.data, **extractor, [&, isWatched = platform::isErrorTerminal()](int done) {
        if (isWatched) std::fprintf(stderr, "\r%d glomeruli looked at", done);
        if (interrupted) stop.request_stop();
    }, stop.get_token());
    if (platform::isErrorTerminal()) std::fputc('\n', stderr);
    if (!examples) return fail(examples.error());
    const auto fitted = fitClassifier(*examples, o.penalty, o.threshold);
    if (!fitted) return fail(fitted.error());

    GlomerulusClassifier c;
    c.name = o.name;
    c.featuresOf = card->name;
    c.featuresSha256 = *sha256;
    c.edge = o.data.edge;
    c.model = fitted->model;
    c.threshold = o.threshold;
    int sclerotic = 0;
    for (const ClassifierExample& example : *examples) sclerotic += example.isSclerotic && example.part == "training";
    c.trainingData = std::to_string(fitted->report.examples) + " glomeruli, " + std::to_string(sclerotic) + " of them globally sclerotic";
    c.split = "Fitted to all centres' training parts; judged by leaving each centre out, and on other patients of the validation part";
    c.metrics = describe(fitted->report);
    c.intendedUse = "Research: proposes which glomeruli are globally sclerotic, to be reviewed by a person. Not a medical device";
    c.failureModes = "A centre or stain that it has not seen: see the figures of the centres that were left out; out-of-focus and coarse pictures look sclerotic to it";
    c.licence = "GPL-3.0-or-later as a part of Bowman; the images keep the licences of their sources";
    c.date = nowIso8601().substr(0, 10);
    if (const auto written = writeFileAtomically(o.out, toJson(c)); !written) return fail(written.error());
    if (o.json) std::printf("%s\n", toJson(fitted->report).dump(2).c_str());
    else std::printf("%s\n%s written: %s\n", c.metrics.c_str(), o.out.c_str(), c.trainingData.c_str());
    return 0;
}

}  // namespace

void addModelFitClassifier(CLI::App& modelCommand, int& exitCode) {
    const auto o = std::make_shared<FitOptions>();
    CLI::App* command = modelCommand.add_subcommand("fit-classifier", "Learns which glomeruli are globally sclerotic, from labelled ones");
    command->add_option("--model", o->model, "Segmentation model whose encoder looks at the glomeruli: name or file; default: the shipped one");
    command->add_option("--crops", o->data.crops, "CSV of single glomeruli: image, mask, centre, cls (globally_sclerotic or another)")->check(CLI::ExistingFile);
    command->add_option("--index", o->data.index, "index.csv of labelled images whose masks tell 1 from 2 (globally sclerotic)")->check(CLI::ExistingFile);
    command->add_option("--edge", o->data.edge, "Pixels that a glomerulus is scaled to")->capture_default_str()->check(CLI::Range(64, 1024));
    command->add_option("--penalty", o->penalty, "Of the squared weights")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--threshold", o->threshold, "Probability from which on it is called sclerotic")->capture_default_str()->check(CLI::Range(0.01, 0.99));
    command->add_option("--device", o->device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command->add_option("--name", o->name, "Name in the file")->capture_default_str();
    command->add_option("--out", o->out, "File to write: NAME.classifier.json")->required();
    command->add_flag("--json", o->json, "Print the figures as JSON");
    command->callback([o, &exitCode] { exitCode = fit(*o); });
}

}  // namespace bowman::cli
