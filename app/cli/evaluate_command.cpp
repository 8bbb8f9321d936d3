// bowman-cli evaluate: scores labels against labels on one slide, or a model on labelled images.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <memory>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/detect/flips.h"
#include "core/detect/network_library.h"
#include "core/formats/geojson.h"
#include "core/measure/agreement.h"
#include "core/measure/evaluation_pictures.h"
#include "core/measure/evaluation_table.h"
#include "core/measure/index_evaluation.h"
#include "core/measure/mask_agreement.h"
#include "core/measure/wrong_objects.h"
#include "core/slide/image_file.h"
#include "core/slide/slide.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

struct EvaluateOptions {
    bool flips = false;
    std::filesystem::path truth, truthMask, prediction, slide;
    std::filesystem::path index, masks, contactSheet, reliability, objects, table;
    std::string umPerPx = "index";
    std::vector<std::string> models;
    std::string device = "auto", part = "validation";
    bool heldOut = false;
    double threshold = 0;
    double smallestAreaUm2 = -1;
    double smallestConfidence = -1;
    int threads = 0;
    int pictures = 12;      // of the contact sheet
    bool searchThreshold = false;
    std::string json;       // "-" = stdout
    bool wantsJson = false;
};

int print(const EvaluateOptions& options, const json& result) {
    const std::string text = result.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    if (options.json.empty() || options.json == "-") {
        std::cout << text;
        return 0;
    }
    const auto written = writeFileAtomically(options.json, text);
    return written ? 0 : fail(written.error());
}

json asJson(const Agreement& agreement) {
    const ObjectAgreement& objects = agreement.objects;
    double iouSum = 0, smallestIou = 1;
    for (const ObjectMatch& match : agreement.matches) {
        iouSum += match.iou;
        smallestIou = std::min(smallestIou, match.iou);
    }
    json j = {{"pixel_dice", agreement.pixels.dice()}, {"object_precision", objects.precision()}, {"object_recall", objects.recall()},
              {"object_f1", objects.f1()}, {"iou_threshold", kMatchingIou}, {"objects_truth", objects.truth},
              {"objects_predicted", objects.predicted}, {"objects_matched", objects.matched}, {"mean_iou_of_matches", nullptr}, {"smallest_iou_of_matches", nullptr},
              {"pixels_truth", agreement.pixels.truth}, {"pixels_predicted", agreement.pixels.predicted}, {"pixels_both", agreement.pixels.both}};
    if (agreement.matches.empty()) return j;
    j["mean_iou_of_matches"] = iouSum / static_cast<double>(agreement.matches.size());
    j["smallest_iou_of_matches"] = smallestIou;
    return j;
}

/// Glomeruli that a file says are there: all states but rejected.
Result<std::vector<MultiPolygon>> readShapes(const std::filesystem::path& file) {
    const auto annotations = readGeoJson(file);
    if (!annotations) return annotations.error();
    std::vector<MultiPolygon> shapes;
    for (const Annotation& annotation : *annotations)
        if (annotation.kind == AnnotationKind::Glomerulus && annotation.state != ReviewState::Rejected) shapes.push_back(annotation.shape);
    return shapes;
}

/// Many tools write a mask of two values as 0 and 255: where there is nothing else, 255 is what was marked.
Image withMarkedAsOne(Image mask) {
    std::uint8_t* const end = mask.data() + mask.sizeBytes();
    const bool isTwoValued = std::all_of(mask.data(), end, [](std::uint8_t v) { return v == 0 || v == kNotLookedAt; });
    if (!isTwoValued || std::find(mask.data(), end, kNotLookedAt) == end) return mask;
    std::fprintf(stderr, "the mask holds 0 and 255 only: 255 is taken as glomerulus\n");
    std::replace(mask.data(), end, kNotLookedAt, std::uint8_t{1});
    return mask;
}

int evaluateLabels(const EvaluateOptions& options) {
    if (options.prediction.empty()) return fail({"cannot evaluate", "", "give --prediction FILE.geojson"});
    if (!options.contactSheet.empty() && options.truth.empty()) return fail({"cannot make a contact sheet", options.contactSheet.string(), "it needs outlines: --truth, not --truth-mask"});
    const auto predicted = readShapes(options.prediction);
    if (!predicted) return fail(predicted.error());
    Agreement agreement;
    if (!options.truthMask.empty()) {
        auto mask = readMaskFile(options.truthMask);
        if (!mask) return fail(mask.error());
        agreement = compareMaskWithShapes(withMarkedAsOne(std::move(*mask)), *predicted);
    } else {
        const auto truth = readShapes(options.truth);
        if (!truth) return fail(truth.error());
        const auto slide = openSlide(options.slide);
        if (!slide) return fail(slide.error());
        agreement = compareShapes(*truth, *predicted, {.slideSize = (*slide)->info().size()});
        if (!options.contactSheet.empty()) {
            const auto wrong = wrongObjects(**slide, *truth, *predicted, agreement, options.pictures);
            if (!wrong) return fail(wrong.error());
            if (wrong->empty()) return fail({"cannot make a contact sheet", options.contactSheet.string(), "neither file has a glomerulus"});
            if (const auto written = writePicture(options.contactSheet, contactSheetOf(*wrong)); !written) return fail(written.error());
        }
    }
    if (!options.table.empty())
        if (const auto written = writeFileAtomically(options.table, agreementTable(agreement)); !written) return fail(written.error());
    if (options.wantsJson) return print(options, asJson(agreement));
    const ObjectAgreement& objects = agreement.objects;
    std::printf("pixel Dice  %.4f\nprecision   %.4f  (%lld of %lld)\nrecall      %.4f  (%lld of %lld)\nF1          %.4f  at IoU %.2f\n", agreement.pixels.dice(),
                objects.precision(), static_cast<long long>(objects.matched), static_cast<long long>(objects.predicted), objects.recall(),
                static_cast<long long>(objects.matched), static_cast<long long>(objects.truth), objects.f1(), kMatchingIou);
    return 0;
}

void printTable(const IndexEvaluation& e) {
    std::printf("%s on %s, threshold %.2f\n%-28s %6s %11s %9s %9s %6s %5s %5s %7s %17s\n", e.model.c_str(), e.device.c_str(), e.threshold, e.part.c_str(), "images",
                "pooled Dice", "mean Dice", "precision", "recall", "F1", "PQ", "HD95 um", "Dice 95 % over patients");
    const auto line = [](const std::string& name, const SummaryWithIntervals& summary) {
        const ScoreSummary& s = summary.score;
        std::printf("%-28s %6d %11.3f %9.3f %9.2f %6.2f %5.2f %5.2f %7.1f", name.c_str(), s.images, s.pixels.dice(), s.diceMean(), s.objects.precision(),
                    s.objects.recall(), s.objects.f1(), s.panopticQuality(), s.hausdorff95Um().value_or(0));
        if (summary.intervals) std::printf("   %.3f - %.3f (%d)", summary.intervals->dicePooled.low, summary.intervals->dicePooled.high, summary.intervals->groups);
        std::printf("\n");
    };
    for (const auto& [name, summary] : e.groups) line(name, summary);
    line("all", e.all);
    if (e.notHeldOut > 0) std::printf("%d images of the part do not count: their patients were not held out of the training\n", e.notHeldOut);
    const BestThreshold best = bestThreshold(e.all.score.probabilities);
    std::printf("best threshold for pixels %.2f (Dice %.3f, chosen on these images), calibration error %.4f\n", best.threshold, best.dice,
                calibrationOf(e.all.score.probabilities).expectedError);
    const UncertaintyWorth worth = worthOfUncertainty(e.objects);
    if (worth.auroc) std::printf("uncertainty tells the %d wrong objects from the %d right ones: AUROC %.3f\n", worth.wrong, worth.right, *worth.auroc);
    if (worth.aurocOfSeams) std::printf("the disagreement at seams, of the %d objects that lie on one: AUROC %.3f\n", worth.onSeams, *worth.aurocOfSeams);
    if (worth.aurocOfDisagreement && worth.aurocOfBoth)
        std::printf("the disagreement between mirror images: AUROC %.3f; both together %.3f\n", *worth.aurocOfDisagreement, *worth.aurocOfBoth);
    if (e.atIndexScale)
        std::printf("the %d images with a known scale: pooled Dice %.3f at it, %.3f at the one found\n", e.atIndexScale->images,
                    e.atIndexScale->pixels.dice(), e.sameImagesAtFoundScale->pixels.dice());
    for (const ThresholdScore& t : e.thresholds)
        std::printf("threshold %.2f: pooled Dice %.3f, precision %.2f, recall %.2f, F1 %.2f\n", t.threshold, t.score.pixels.dice(),
                    t.score.objects.precision(), t.score.objects.recall(), t.score.objects.f1());
}

/// "index", "auto" or a number.
Result<void> setScale(const std::string& text, IndexEvaluationRequest& request) {
    if (text == "index") return {};
    if (text == "auto") {
        request.scaleFrom = ScaleFrom::Network;
        return {};
    }
    char* end = nullptr;
    request.scaleFrom = ScaleFrom::Given;
    request.umPerPx = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end || !(request.umPerPx >= 0.05 && request.umPerPx <= 20))
        return Error{"cannot evaluate", "", "--um-per-px \"" + text + "\" is neither index nor auto nor a number between 0.05 and 20"};
    return {};
}

Result<void> writeReports(const EvaluateOptions& options, const IndexEvaluation& e) {
    if (!options.contactSheet.empty())
        if (auto written = writePicture(options.contactSheet, contactSheetOf(e.worst)); !written) return written;
    if (!options.reliability.empty())
        if (auto written = writePng(options.reliability, reliabilityDiagram(calibrationOf(e.all.score.probabilities))); !written) return written;
    if (!options.table.empty())
        if (auto written = writeFileAtomically(options.table, evaluationTable(e)); !written) return written;
    return {};
}

struct Networks {
    std::vector<std::filesystem::path> files;
    std::vector<std::unique_ptr<Predictor>> predictors;
};

/// Those of --model; one at least.
Result<Networks> loadNetworks(const EvaluateOptions& options) {
    Networks networks;
    std::vector<std::string> names = options.models;
    if (names.empty()) names.emplace_back();
    for (const std::string& name : names) {
        const auto file = findModel(name);
        if (!file) return file.error();
        networks.files.push_back(*file);
    }
    const auto library = loadNetworkLibrary();
    if (!library) return library.error();
    for (const std::filesystem::path& file : networks.files) {
        auto predictor = (*library)->createPredictor(file, options.device, options.threads);
        if (!predictor) return predictor.error();
        networks.predictors.push_back(std::move(*predictor));
    }
    return networks;
}

int evaluateModel(const EvaluateOptions& options) {
    IndexEvaluationRequest request{.index = options.index, .part = options.part, .masksFolder = options.masks, .threshold = {}, .smallestAreaUm2 = {}, .smallestConfidence = {},
                                   .searchThreshold = options.searchThreshold, .readers = 1, .onProgress = {}};
    if (const auto set = setScale(options.umPerPx, request); !set) return fail(set.error());
    if (!options.contactSheet.empty()) request.worstPictures = options.pictures;
    std::error_code status;
    if (!std::filesystem::is_regular_file(options.index, status)) return fail({"cannot evaluate", options.index.string(), "there is no such file"});
    if (options.models.size() > 1 && !options.heldOut) return fail({"cannot evaluate", "", "several models are scored together with --held-out alone"});
    const auto networks = loadNetworks(options);
    if (!networks) return fail(networks.error());
    heedInterrupts();
    std::stop_source stop;
    if (options.threshold > 0) request.threshold = options.threshold;
    if (options.smallestAreaUm2 >= 0) request.smallestAreaUm2 = options.smallestAreaUm2;
    if (options.smallestConfidence >= 0) request.smallestConfidence = options.smallestConfidence;
    request.onProgress = [&, isWatched = platform::isErrorTerminal()](int done, int total) {
        if (isWatched) std::fprintf(stderr, "\r%d of %d images%s", done, total, done == total ? "\n" : "");
        if (interrupted) stop.request_stop();
    };
    std::vector<Predictor*> predictors;
    std::deque<FlippingPredictor> flipping;
    for (const auto& predictor : networks->predictors) predictors.push_back(options.flips ? &flipping.emplace_back(*predictor) : predictor.get());
    const auto result = options.heldOut ? evaluateHeldOut(request, predictors, stop.get_token()) : evaluateIndex(request, *predictors.front(), stop.get_token());
    if (!result) return fail(result.error());
    if (const auto written = writeReports(options, *result); !written) return fail(written.error());
    if (!options.objects.empty())
        if (const auto written = writeJudgedObjects(options.objects, result->objects); !written) return fail(written.error());
    if (!options.wantsJson || (!options.json.empty() && options.json != "-")) printTable(*result);
    if (!options.wantsJson) return 0;
    json j = toJson(*result);
    j["model_file"] = networks->files.front().string();
    if (options.heldOut)
        for (const std::filesystem::path& file : networks->files) j["model_files"].push_back(file.string());
    j["index"] = options.index.string();
    return print(options, j);
}

int evaluate(EvaluateOptions& options) {
    const bool hasTruth = !options.truth.empty() || !options.truthMask.empty();
    if (hasTruth != options.index.empty()) return fail({"cannot evaluate", "", "give either --truth (or --truth-mask) with --prediction, or --index"});
    if (!options.truth.empty() && !options.truthMask.empty()) return fail({"cannot evaluate", "", "give --truth or --truth-mask, not both"});
    if (!options.truth.empty() && options.slide.empty()) return fail({"cannot evaluate", "", "give --slide, whose size says which pixels count"});
    return hasTruth ? evaluateLabels(options) : evaluateModel(options);
}

}  // namespace

void addEvaluate(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<EvaluateOptions>();
    EvaluateOptions& o = *options;
    CLI::App* command = app.add_subcommand("evaluate", "Pixel Dice and object precision, recall and F1: labels against labels, or a model on labelled images");
    command->add_option("--truth", o.truth, "GeoJSON with what is there");
    command->add_option("--truth-mask", o.truthMask, "Label image with what is there (0 background, 255 not looked at unless it is the only other value), instead of --truth");
    command->add_option("--prediction", o.prediction, "GeoJSON to score");
    command->add_option("--slide", o.slide, "Slide that both belong to");
    command->add_option("--index", o.index, "index.csv of labelled images to run a model on");
    command->add_option("--model", o.models, "Name of a shipped model, or a file; default: the shipped one for glomeruli. Several with --held-out")->take_all();
    command->add_flag("--held-out", o.heldOut, "Cross-validation: each image by the model whose training left its patient out (train --folds --fold); others do not count");
    command->add_option("--part", o.part, "Rows of the index that count; \"\" = all")->capture_default_str();
    command->add_option("--masks", o.masks, "Folder for the predicted masks (PNG, 0 and 1)");
    command->add_option("--um-per-px", o.umPerPx, "Scale of the images: index (its estimate, which was derived from the truth), auto (the network finds it) or a number")->capture_default_str();
    command->add_option("--contact-sheet", o.contactSheet, "Picture (PNG, or JPEG by its name) of the worst images, or, with --truth, of what was missed, is not there, or differs most: truth green, prediction magenta");
    command->add_option("--pictures", o.pictures, "Pictures of the contact sheet at the most")->capture_default_str()->check(CLI::Range(1, 60));
    command->add_option("--objects", o.objects, "JSON of every object found or missed, with its place, IoU and uncertainty: train --hard-examples learns from it");
    command->add_option("--table", o.table, "The figures as a table in Markdown");
    command->add_option("--reliability", o.reliability, "PNG of observed against predicted probability");
    command->add_option("--device", o.device, "auto, cpu, cpu-bf16 (16 bit: faster on some processors, not the same to the last object), cuda or cuda:N")->capture_default_str();
    command->add_option("--threshold", o.threshold, "Probability from which on a pixel counts; default: the model's")->check(CLI::Range(0.01, 0.99));
    command->add_option("--smallest-area", o.smallestAreaUm2, "Objects below this many µm² are dropped; default: the model's")->check(CLI::NonNegativeNumber);
    command->add_option("--smallest-confidence", o.smallestConfidence, "Objects whose mean probability lies less than this share of the way from the threshold to 1 are dropped; default: the model's")->check(CLI::Range(0.0, 0.99));
    command->add_flag("--flips", o.flips, "Average over the image and its three mirror images, and say what their disagreement is worth; about twenty times the work on a processor");
    command->add_flag("--search-threshold", o.searchThreshold, "Score the thresholds 0.05 to 0.95 too");
    command->add_option("--threads", o.threads, "Threads of the network on a CPU; 0 = all cores")->capture_default_str()->check(CLI::NonNegativeNumber);
    CLI::Option* json = command->add_option("--json", o.json, "JSON to a file, or to stdout where none is named")->expected(0, 1);
    command->callback([options, json, &exitCode] {
        options->wantsJson = json->count() > 0;
        exitCode = evaluate(*options);
    });
}

}  // namespace bowman::cli
