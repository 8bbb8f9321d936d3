#include "core/measure/classifier_training.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/csv_table.h"
#include "core/detect/components.h"
#include "core/measure/labelled_index.h"
#include "core/slide/image_file.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

constexpr std::uint8_t kOther = 1, kSclerotic = 2;      // of a mask
constexpr std::int64_t kFewestPixels = 150;             // an object with fewer shows nothing

class ExampleReader {
public:
    ExampleReader(const ClassifierData& data, FeatureExtractor& extractor, const std::function<void(int)>& onProgress, std::stop_token stop)
        : m_data(data), m_extractor(extractor), m_onProgress(onProgress), m_stop(std::move(stop)) {}

    Result<std::vector<ClassifierExample>> run() {
        if (!m_data.crops.empty())
            if (const auto read = readCrops(); !read) return read.error();
        if (!m_data.index.empty())
            if (const auto read = readIndex(); !read) return read.error();
        if (m_examples.empty()) return Error{"nothing to learn from", m_data.crops.empty() ? m_data.index.string() : m_data.crops.string(), "no labelled glomerulus with a class"};
        return std::move(m_examples);
    }

private:
    Result<void> readCrops() {
        const auto table = readCsv(m_data.crops);
        if (!table) return table.error();
        std::map<std::string, std::size_t> column;
        for (std::size_t i = 0; i < table->header.size(); ++i) column[table->header[i]] = i;
        for (const char* needed : {"image", "mask", "centre", "cls"})
            if (!column.contains(needed)) return Error{"cannot learn from", m_data.crops.string(), "it has no column \"" + std::string(needed) + "\""};
        for (const CsvRow& row : table->rows) {
            const fs::path folder = m_data.crops.parent_path();
            const std::string& maskFile = row.cells[column["mask"]];
            const auto at = [&](const Error& e) { return Error{"line " + std::to_string(row.line), m_data.crops.string(), e.message()}; };
            const auto rgb = readRgbFile(folder / row.cells[column["image"]]);
            if (!rgb) return at(rgb.error());
            const auto mask = readMaskFile(folder / maskFile);
            if (!mask) return at(mask.error());
            if (mask->width() != rgb->width() || mask->height() != rgb->height()) return at({"cannot use mask", maskFile, "it is not as large as its image"});
            if (const auto added = add(*rgb, *mask, {{}, row.cells[column["cls"]] == "globally_sclerotic", row.cells[column["centre"]], "training"}); !added) return added;
        }
        return {};
    }

    Result<void> readIndex() {
        const auto rows = readIndexRows(m_data.index);
        if (!rows) return rows.error();
        std::map<std::string, std::vector<const LabelledRow*>> byDataset;
        std::set<std::string> withClasses;
        for (const LabelledRow& row : *rows) {
            byDataset[row.dataset].push_back(&row);
            if (withClasses.contains(row.dataset)) continue;
            const auto mask = readMaskFile(m_data.index.parent_path() / row.mask);
            if (!mask) return mask.error();
            if (std::find(mask->data(), mask->data() + mask->sizeBytes(), kSclerotic) != mask->data() + mask->sizeBytes()) withClasses.insert(row.dataset);
        }
        for (const std::string& dataset : withClasses)
            for (const LabelledRow* row : byDataset[dataset])
                if (const auto read = readObjects(*row); !read) return read;
        return {};
    }

    Result<void> readObjects(const LabelledRow& row) {
        const auto pair = readLabelledPair(m_data.index, row);
        if (!pair) return pair.error();
        for (const std::uint8_t value : {kOther, kSclerotic}) {
            const auto objects = connectedComponents(pair->mask.height(), [&](int y, std::vector<PixelRun>& runs) {
                appendRuns(pair->mask.row(y), 0, pair->mask.width(), y, [value](std::uint8_t v) { return v == value; }, runs);
            });
            for (const Component& object : objects) {
                if (object.pixels < kFewestPixels) continue;
                Image rgb(object.right - object.left, object.bottom - object.top, PixelFormat::Rgb8), mask(rgb.width(), rgb.height(), PixelFormat::Gray8);
                for (int y = 0; y < rgb.height(); ++y) std::copy_n(pair->rgb.pixel(object.left, object.top + y), static_cast<std::size_t>(rgb.width()) * 3, rgb.pixel(0, y));
                for (const PixelRun& run : object.runs)
                    std::fill_n(mask.pixel(static_cast<int>(run.begin) - object.left, static_cast<int>(run.line) - object.top), run.end - run.begin, std::uint8_t{1});
                if (const auto added = add(rgb, mask, {{}, value == kSclerotic, row.dataset, row.part}); !added) return added;
            }
        }
        return {};
    }

    Result<void> add(const Image& rgb, const Image& mask, ClassifierExample example) {
        if (m_stop.stop_requested()) return Error{"classifier", "", "stopped"};
        const ObjectCrop crop = scaledTo(m_data.edge, rgb, mask);
        auto features = m_extractor.objectFeatures(crop.rgb, crop.mask);
        if (!features) return features.error();
        example.features = std::move(*features);
        m_examples.push_back(std::move(example));
        if (m_onProgress) m_onProgress(static_cast<int>(m_examples.size()));
        return {};
    }

    const ClassifierData& m_data;
    FeatureExtractor& m_extractor;
    const std::function<void(int)>& m_onProgress;
    const std::stop_token m_stop;
    std::vector<ClassifierExample> m_examples;
};

Result<LogisticModel> fitTo(const std::vector<ClassifierExample>& examples, const std::string& without, double penalty) {
    std::vector<std::vector<float>> features;
    std::vector<bool> answers;
    for (const ClassifierExample& example : examples) {
        if (example.part != "training" || (!without.empty() && example.centre == without)) continue;
        features.push_back(example.features);
        answers.push_back(example.isSclerotic);
    }
    return fitLogistic(features, answers, penalty);
}

nlohmann::json asJson(const std::map<std::string, Confusion>& confusions) {
    nlohmann::json j = nlohmann::json::object();
    for (const auto& [centre, c] : confusions)
        j[centre] = {{"sclerotic_right", c.scleroticRight}, {"sclerotic_wrong", c.scleroticWrong}, {"other_right", c.otherRight}, {"other_wrong", c.otherWrong},
                     {"sensitivity", c.sensitivity()}, {"specificity", c.specificity()}, {"balanced_accuracy", c.balancedAccuracy()}};
    return j;
}

Confusion sumOf(const std::map<std::string, Confusion>& confusions) {
    Confusion sum;
    for (const auto& [centre, c] : confusions) sum += c;
    return sum;
}

}  // namespace

Result<std::vector<ClassifierExample>> readExamples(const ClassifierData& data, FeatureExtractor& extractor, const std::function<void(int)>& onProgress, std::stop_token stop) {
    return ExampleReader(data, extractor, onProgress, std::move(stop)).run();
}

double Confusion::sensitivity() const { return scleroticRight + scleroticWrong > 0 ? static_cast<double>(scleroticRight) / (scleroticRight + scleroticWrong) : 0; }
double Confusion::specificity() const { return otherRight + otherWrong > 0 ? static_cast<double>(otherRight) / (otherRight + otherWrong) : 0; }

Confusion& Confusion::operator+=(const Confusion& o) {
    scleroticRight += o.scleroticRight;
    scleroticWrong += o.scleroticWrong;
    otherRight += o.otherRight;
    otherWrong += o.otherWrong;
    return *this;
}

Confusion confusionOf(const LogisticModel& model, std::span<const ClassifierExample> examples, double threshold) {
    Confusion c;
    for (const ClassifierExample& example : examples) {
        const bool said = model.probability(example.features) >= threshold;
        int& count = example.isSclerotic ? (said ? c.scleroticRight : c.scleroticWrong) : (said ? c.otherWrong : c.otherRight);
        ++count;
    }
    return c;
}

nlohmann::json toJson(const ClassifierReport& report) {
    nlohmann::json j = {{"examples", report.examples}, {"held_out_centres", asJson(report.heldOutCentres)}, {"validation", asJson(report.validation)}};
    j["balanced_accuracy_held_out_centres"] = sumOf(report.heldOutCentres).balancedAccuracy();
    return j;
}

std::string describe(const ClassifierReport& report) {
    std::string text;
    const auto line = [&](const std::string& what, const Confusion& c) {
        char figures[200];
        std::snprintf(figures, sizeof figures, "balanced accuracy %.3f (%d of %d sclerotic, %d of %d others right)", c.balancedAccuracy(), c.scleroticRight,
                      c.scleroticRight + c.scleroticWrong, c.otherRight, c.otherRight + c.otherWrong);
        text += (text.empty() ? "" : "\n") + what + ": " + figures;
    };
    for (const auto& [centre, c] : report.heldOutCentres) line(centre + ", never seen", c);
    if (report.heldOutCentres.size() > 1) line("all centres, each never seen", sumOf(report.heldOutCentres));
    for (const auto& [centre, c] : report.validation) line(centre + ", validation part (other patients)", c);
    return text;
}

Result<FittedClassifier> fitClassifier(const std::vector<ClassifierExample>& examples, double penalty, double threshold) {
    FittedClassifier fitted;
    auto model = fitTo(examples, {}, penalty);
    if (!model) return model.error();
    fitted.model = std::move(*model);
    std::map<std::string, std::vector<ClassifierExample>> training, validation;
    for (const ClassifierExample& example : examples) (example.part == "training" ? training : validation)[example.centre].push_back(example);
    for (const auto& [centre, own] : training) {
        fitted.report.examples += static_cast<int>(own.size());
        if (training.size() < 2) break;     // nobody else to learn from
        const auto others = fitTo(examples, centre, penalty);
        if (!others) return Error{"cannot judge the classifier without " + centre, "", others.error().why};
        fitted.report.heldOutCentres[centre] = confusionOf(*others, own, threshold);
    }
    for (const auto& [centre, own] : validation) fitted.report.validation[centre] = confusionOf(fitted.model, own, threshold);
    return fitted;
}

}  // namespace bowman
