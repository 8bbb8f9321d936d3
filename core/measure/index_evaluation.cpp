#include "core/measure/index_evaluation.h"

#include <chrono>

#include <nlohmann/json.hpp>

#include "core/annotation/scanline.h"
#include "core/detect/detection_job.h"
#include "core/measure/labelled_index.h"
#include "core/measure/mask_agreement.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Sums; the mean is finished by mean().
class Summary {
public:
    void add(const Agreement& agreement) {
        ++m_score.images;
        m_score.pixels += agreement.pixels;
        m_score.objects += agreement.objects;
        m_diceSum += agreement.pixels.dice();
    }
    ScoreSummary score() const {
        ScoreSummary score = m_score;
        score.diceMean = score.images > 0 ? m_diceSum / score.images : 0;
        return score;
    }

private:
    ScoreSummary m_score;
    double m_diceSum = 0;
};

Image maskOf(const std::vector<DetectedObject>& objects, const Image& like) {
    Image mask(like.width(), like.height(), PixelFormat::Gray8);
    for (const DetectedObject& object : objects)
        fillShape(object.shape, {{0, 0}, 1, mask.width(), mask.height()}, 1, mask);
    return mask;
}

Result<void> writeMask(const fs::path& folder, const LabelledRow& row, const Image& mask) {
    // A path out of the folder ("../x.jpg") stays inside it by its file name alone.
    const fs::path relative = row.image.lexically_normal();
    const bool isInside = relative.is_relative() && relative.begin() != relative.end() && *relative.begin() != "..";
    const fs::path file = (folder / (isInside ? relative : relative.filename())).replace_extension(".png");
    std::error_code status;
    fs::create_directories(file.parent_path(), status);
    if (status) return Error{"cannot make the folder", file.parent_path().string(), status.message()};
    return writePng(file, mask);
}

class IndexEvaluator {
public:
    IndexEvaluator(const IndexEvaluationRequest& request, Predictor& predictor, std::stop_token stop)
        : m_request(request), m_predictor(predictor), m_stop(std::move(stop)) {
        const ModelCard& card = predictor.card();
        m_result.model = card.name;
        m_result.modelSha256 = card.sha256;
        m_result.device = predictor.deviceName();
        m_result.part = request.part;
        m_result.threshold = request.threshold.value_or(card.threshold);
        m_result.smallestAreaUm2 = request.smallestAreaUm2.value_or(card.smallestAreaUm2);
        if (request.searchThreshold)
            for (int i = 1; i < 20; ++i) m_thresholds.push_back(i * 0.05);
        m_atThreshold.resize(m_thresholds.size());
    }

    Result<IndexEvaluation> run() {
        const auto start = std::chrono::steady_clock::now();
        auto rows = readLabelledIndex(m_request.index);
        if (!rows) return rows.error();
        if (!m_request.part.empty()) std::erase_if(*rows, [&](const LabelledRow& row) { return row.part != m_request.part; });
        if (rows->empty()) return Error{"cannot evaluate", m_request.index.string(), "no row has the part \"" + m_request.part + "\""};
        const int total = static_cast<int>(rows->size());
        for (int i = 0; i < total; ++i) {
            if (m_stop.stop_requested()) return stopped();
            if (const auto done = evaluate((*rows)[static_cast<std::size_t>(i)]); !done) return done.error();
            if (m_request.onProgress) m_request.onProgress(i + 1, total);
        }
        m_result.all = m_all.score();
        for (const auto& [name, summary] : m_groups) m_result.groups[name] = summary.score();
        for (std::size_t i = 0; i < m_thresholds.size(); ++i) m_result.thresholds.push_back({m_thresholds[i], m_atThreshold[i].score()});
        m_result.secondsTotal = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return m_result;
    }

private:
    Error stopped() const { return {"evaluation", m_request.index.string(), "stopped"}; }

    Result<void> evaluate(const LabelledRow& row) {
        auto pair = readLabelledPair(m_request.index, row);
        if (!pair) return pair.error();
        DetectionRequest detection;
        detection.slide = makeMemorySlide(std::move(pair->rgb), row.umPerPx, row.image.string());
        detection.umPerPx = row.umPerPx;
        detection.threshold = m_result.threshold;
        detection.smallestAreaUm2 = m_result.smallestAreaUm2;
        detection.tissueOnly = false;
        detection.readers = m_request.readers;
        const auto found = detectGlomeruli(detection, m_predictor, {}, m_stop);
        if (!found) return found.error();
        if (found->report.end == JobEnd::Cancelled) return stopped();
        m_result.secondsNetwork += found->report.secondsNetwork;

        const Image mask = maskOf(found->objects, pair->mask);
        const auto agreement = compareMasks(pair->mask, mask);
        if (!agreement) return agreement.error();
        const std::string group = row.dataset + "/" + row.stain;
        m_all.add(*agreement);
        m_groups[group].add(*agreement);
        m_result.images.push_back({row.image.string(), group, row.umPerPx, row.umPerPxSource, agreement->pixels, agreement->objects});
        for (std::size_t i = 0; i < m_thresholds.size(); ++i) {
            const auto objects = polygonise(*found->map, {.threshold = m_thresholds[i], .smallestAreaUm2 = m_result.smallestAreaUm2,
                                                          .umPerPx = row.umPerPx, .clip = detection.slide->info().rect()});
            const auto other = compareMasks(pair->mask, maskOf(objects, pair->mask));
            if (!other) return other.error();
            m_atThreshold[i].add(*other);
        }
        if (m_request.masksFolder.empty()) return {};
        return writeMask(m_request.masksFolder, row, mask);
    }

    const IndexEvaluationRequest& m_request;
    Predictor& m_predictor;
    const std::stop_token m_stop;
    IndexEvaluation m_result;
    Summary m_all;
    std::map<std::string, Summary> m_groups;
    std::vector<double> m_thresholds;
    std::vector<Summary> m_atThreshold;
};

json scores(const ObjectAgreement& objects, double pooled, double mean) {
    return {{"dice_pooled", pooled}, {"dice_mean", mean}, {"object_precision", objects.precision()}, {"object_recall", objects.recall()},
            {"object_f1", objects.f1()}, {"objects_truth", objects.truth}, {"objects_predicted", objects.predicted}, {"objects_matched", objects.matched}};
}

json toJson(const ScoreSummary& score) {
    json j = scores(score.objects, score.pixels.dice(), score.diceMean);
    j["images"] = score.images;
    return j;
}

}  // namespace

Result<IndexEvaluation> evaluateIndex(const IndexEvaluationRequest& request, Predictor& predictor, std::stop_token stop) {
    return IndexEvaluator(request, predictor, std::move(stop)).run();
}

json toJson(const IndexEvaluation& e) {
    json j = toJson(e.all);
    j["image_count"] = j["images"];
    j["model"] = e.model;
    j["model_sha256"] = e.modelSha256;
    j["device"] = e.device;
    j["part"] = e.part;
    j["threshold"] = e.threshold;
    j["smallest_area_um2"] = e.smallestAreaUm2;
    j["seconds_total"] = e.secondsTotal;
    j["seconds_network"] = e.secondsNetwork;
    j["groups"] = json::object();
    for (const auto& [name, score] : e.groups) j["groups"][name] = toJson(score);
    j["images"] = json::array();
    for (const ImageScore& image : e.images) {
        json one = {{"image", image.image}, {"group", image.group}, {"um_per_px", image.umPerPx}, {"um_per_px_source", image.umPerPxSource},
                    {"dice", image.pixels.dice()}, {"object_precision", image.objects.precision()}, {"object_recall", image.objects.recall()},
                    {"object_f1", image.objects.f1()}, {"objects_truth", image.objects.truth},
                    {"objects_predicted", image.objects.predicted}, {"objects_matched", image.objects.matched}};
        j["images"].push_back(std::move(one));
    }
    if (e.thresholds.empty()) return j;
    const ThresholdScore* best = &e.thresholds.front();
    j["thresholds"] = json::array();
    for (const ThresholdScore& t : e.thresholds) {
        json one = toJson(t.score);
        one["threshold"] = t.threshold;
        j["thresholds"].push_back(std::move(one));
        if (t.score.pixels.dice() > best->score.pixels.dice()) best = &t;
    }
    j["best_threshold"] = best->threshold;
    return j;
}

}  // namespace bowman
