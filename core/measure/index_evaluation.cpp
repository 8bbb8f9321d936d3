#include "core/measure/index_evaluation.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "core/annotation/scanline.h"
#include "core/base/log.h"
#include "core/detect/components.h"
#include "core/detect/detection_job.h"
#include "core/detect/flips.h"
#include "core/measure/evaluation_pictures.h"
#include "core/measure/labelled_index.h"
#include "core/measure/mask_agreement.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

/// What a line between neighbours cuts off an object is no object of its own.
std::vector<PixelRun> withoutSlivers(const std::vector<PixelRun>& runs, int lines) {
    constexpr double kSliver = 0.05;    // of the object
    std::size_t next = 0;
    std::vector<PixelRun> kept;
    for (const Component& part : connectedComponents(lines, [&](int y, std::vector<PixelRun>& line) {
             for (; next < runs.size() && runs[next].line == y; ++next) line.push_back(runs[next]);
         }))
        if (static_cast<double>(part.pixels) >= kSliver * static_cast<double>(pixelCount(runs))) kept.insert(kept.end(), part.runs.begin(), part.runs.end());
    return kept;
}

/// 1 inside of an object. Objects that touch are kept apart by a line of 0, one pixel wide: in a mask nothing else tells that they are two.
Image maskOf(const std::vector<DetectedObject>& objects, const Image& like) {
    Image mask(like.width(), like.height(), PixelFormat::Gray8);
    const RasterGrid grid{{0, 0}, 1, mask.width(), mask.height()};
    const auto isTaken = [&](std::int64_t x, std::int64_t y) {
        for (std::int64_t v = std::max<std::int64_t>(0, y - 1); v <= std::min<std::int64_t>(mask.height() - 1, y + 1); ++v)
            for (std::int64_t u = std::max<std::int64_t>(0, x - 1); u <= std::min<std::int64_t>(mask.width() - 1, x + 1); ++u)
                if (mask.pixel(static_cast<int>(u), static_cast<int>(v))[0]) return true;
        return false;
    };
    for (const DetectedObject& object : objects) {
        std::vector<PixelRun> free;     // judged against the objects before it, not against itself
        for (const PixelRun& run : pixelRuns(object.shape, grid))
            for (std::int64_t x = run.begin; x < run.end; ++x) {
                if (isTaken(x, run.line)) continue;
                if (!free.empty() && free.back().line == run.line && free.back().end == x) ++free.back().end;
                else free.push_back({run.line, x, x + 1});
            }
        for (const PixelRun& run : withoutSlivers(free, mask.height())) std::fill_n(mask.pixel(static_cast<int>(run.begin), static_cast<int>(run.line)), run.end - run.begin, std::uint8_t{1});
    }
    return mask;
}

/// A path out of the folder ("../x.jpg") stays inside it by its file name alone.
fs::path maskFileOf(const fs::path& folder, const LabelledRow& row) {
    const fs::path relative = row.image.lexically_normal();
    const bool isInside = relative.is_relative() && relative.begin() != relative.end() && *relative.begin() != "..";
    return (folder / (isInside ? relative : relative.filename())).replace_extension(".png");
}

Result<void> writeMask(const fs::path& file, const Image& mask) {
    std::error_code status;
    fs::create_directories(file.parent_path(), status);
    if (status) return Error{"cannot make the folder", file.parent_path().string(), status.message()};
    return writePng(file, mask);
}

using NameOf = std::function<std::string(const ImageScore&)>;

SummaryWithIntervals summarise(const std::vector<const ImageScore*>& images, const Bootstrap& how) {
    SummaryWithIntervals summary;
    std::map<std::string, ScoreSummary> byPatient;
    for (const ImageScore* image : images) {
        summary.score += image->score;
        byPatient[image->dataset + "\n" + image->patient] += image->score;
    }
    std::vector<ScoreSummary> patients;
    for (auto& [name, own] : byPatient) patients.push_back(own);
    summary.intervals = bootstrapIntervals(patients, how);
    return summary;
}

std::map<std::string, SummaryWithIntervals> summariseBy(const std::vector<ImageScore>& images, const NameOf& nameOf, const Bootstrap& how) {
    std::map<std::string, std::vector<const ImageScore*>> parts;
    for (const ImageScore& image : images) parts[nameOf(image)].push_back(&image);
    std::map<std::string, SummaryWithIntervals> summaries;
    for (const auto& [name, own] : parts) summaries.emplace(name, summarise(own, how));
    return summaries;
}

class IndexEvaluator {
public:
    IndexEvaluator(const IndexEvaluationRequest& request, Predictor& predictor, std::stop_token stop)
        : m_request(request), m_predictor(&predictor), m_stop(std::move(stop)) {
        const ModelCard& card = predictor.card();
        m_result.model = card.name;
        m_result.modelSha256 = card.sha256;
        m_result.device = predictor.deviceName();
        m_result.part = request.part;
        m_result.threshold = request.threshold.value_or(card.threshold);
        m_result.smallestAreaUm2 = request.smallestAreaUm2.value_or(card.smallestAreaUm2);
        m_result.smallestConfidence = request.smallestConfidence.value_or(card.smallestConfidence);
        if (request.searchThreshold)
            for (int i = 1; i < 20; ++i) m_result.thresholds.push_back({i * 0.05, {}});
    }

    /// With those that hold patients out: only the images of these count.
    Result<IndexEvaluation> run(std::span<Predictor* const> holdingOut = {}) {
        const auto start = std::chrono::steady_clock::now();
        auto rows = readIndexRows(m_request.index);
        if (!rows) return rows.error();
        if (!m_request.part.empty()) std::erase_if(*rows, [&](const LabelledRow& row) { return row.part != m_request.part; });
        if (rows->empty()) return Error{"cannot evaluate", m_request.index.string(), "no row has the part \"" + m_request.part + "\""};
        std::map<std::string, Predictor*> byPatient;
        for (Predictor* predictor : holdingOut)
            for (const std::string& patient : predictor->card().heldOut) byPatient.emplace(patient, predictor);
        if (!holdingOut.empty()) {
            m_result.notHeldOut = static_cast<int>(std::erase_if(*rows, [&](const LabelledRow& row) { return !byPatient.contains(row.group); }));
            if (rows->empty()) return Error{"cannot evaluate", m_request.index.string(), "the models' cards name no patient of part \"" + m_request.part + "\" that was held out of the training"};
        }
        if (const auto checked = check(*rows); !checked) return checked.error();
        const int total = static_cast<int>(rows->size());
        for (int i = 0; i < total; ++i) {
            if (m_stop.stop_requested()) return stopped();
            const LabelledRow& row = (*rows)[static_cast<std::size_t>(i)];
            if (!holdingOut.empty()) m_predictor = byPatient.at(row.group);
            if (const auto done = evaluate(row); !done) return done.error();
            if (m_request.onProgress) m_request.onProgress(i + 1, total);
        }
        summariseAll();
        m_result.secondsTotal = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return std::move(m_result);
    }

private:
    struct Run {
        DetectionResult found;
        Image mask;
        ScoreSummary score;
    };

    Error stopped() const { return {"evaluation", m_request.index.string(), "stopped"}; }
    Error failed(const LabelledRow& row, const std::string& why) const {
        return {"index of images: line " + std::to_string(row.line), m_request.index.string(), why};
    }

    /// Reads everything once, so that the last row cannot spoil an hour's work, or leave half of the masks.
    Result<void> check(const std::vector<LabelledRow>& rows) const {
        std::map<fs::path, int> maskFiles;
        bool hasGlomerulus = false;
        for (const LabelledRow& row : rows) {
            for (const fs::path& file : {row.image, row.mask}) {
                std::error_code status;
                if (!fs::is_regular_file(m_request.index.parent_path() / file, status)) return failed(row, "there is no file " + file.string());
            }
            const auto pair = readLabelledPair(m_request.index, row);
            if (!pair) return pair.error();
            const std::uint8_t* const end = pair->mask.data() + pair->mask.sizeBytes();
            hasGlomerulus = hasGlomerulus || std::any_of(pair->mask.data(), end, [](std::uint8_t v) { return v != 0 && v != kNotLookedAt; });
            if (m_request.masksFolder.empty()) continue;
            const auto [other, isNew] = maskFiles.emplace(maskFileOf(m_request.masksFolder, row), row.line);
            if (!isNew) return failed(row, "its predicted mask would have the name of that of line " + std::to_string(other->second));
        }
        if (!hasGlomerulus)
            return failed(rows.front(), "no mask from here on holds a glomerulus (" + std::to_string(rows.size()) + " rows): there is nothing to compare with");
        return {};
    }

    Result<Run> runAt(const LabelledRow& row, const LabelledPair& pair, const SlidePtr& slide, double umPerPx) {
        const DetectionRequest detection{.slide = slide, .umPerPx = umPerPx, .threshold = m_result.threshold,
                                         .smallestAreaUm2 = m_result.smallestAreaUm2, .smallestConfidence = m_result.smallestConfidence, .tissueOnly = false, .readers = m_request.readers};
        auto found = detectGlomeruli(detection, *m_predictor, {}, m_stop);
        if (!found) return failed(row, found.error().message());
        if (found->report.end == JobEnd::Cancelled) return stopped();
        m_result.secondsNetwork += found->report.secondsNetwork;
        if (const auto* flipping = dynamic_cast<FlippingPredictor*>(m_predictor))
            if (const auto told = tellDisagreement(found->objects, *slide, umPerPx, flipping->network(), {}, m_stop); !told) return failed(row, told.error().message());
        Run run{std::move(*found), {}, {}};
        run.mask = maskOf(run.found.objects, pair.mask);
        const auto agreement = compareMasks(pair.mask, run.mask, MatchDetail::Distances);
        if (!agreement) return agreement.error();
        run.score = summaryOf(*agreement, histogramOf(*run.found.map, pair.mask), umPerPx);
        return run;
    }

    /// The scale of one image, and where it comes from.
    Result<void> chooseScale(const LabelledRow& row, const SlidePtr& slide, ImageScore& image) {
        if (m_request.scaleFrom == ScaleFrom::Given) {
            image.umPerPx = m_request.umPerPx;
            image.umPerPxSource = "given";
            return {};
        }
        if (m_request.scaleFrom == ScaleFrom::Index && row.umPerPx > 0) {
            image.umPerPx = row.umPerPx;
            image.umPerPxSource = row.umPerPxSource;
            return {};
        }
        ScaleSearch search{.slide = slide};
        search.readers = m_request.readers;
        auto found = findScale(search, *m_predictor, m_stop);
        if (!found) return m_stop.stop_requested() ? stopped() : failed(row, found.error().message());
        image.umPerPx = found->umPerPx;
        image.umPerPxSource = m_request.scaleFrom == ScaleFrom::Network ? "auto" : "auto: the index has none";
        if (!(image.umPerPx > 0)) {
            image.umPerPx = m_predictor->card().umPerPx;
            image.umPerPxSource += "; nothing was found at any scale, so the model's own";
        }
        if (m_request.scaleFrom == ScaleFrom::Index)
            logWarning(row.image.string() + ": um_per_px_estimate is blank, " + std::to_string(image.umPerPx) + " µm/px found by the network");
        image.found = std::move(*found);
        return {};
    }

    Result<void> evaluate(const LabelledRow& row) {
        auto pair = readLabelledPair(m_request.index, row);
        if (!pair) return pair.error();
        const SlidePtr slide = makeMemorySlide(Image(pair->rgb), std::nullopt, row.image.string());
        ImageScore image;
        image.line = row.line;
        image.image = row.image.string();
        image.dataset = row.dataset;
        image.stain = row.stain;
        image.patient = row.group;
        if (const auto chosen = chooseScale(row, slide, image); !chosen) return chosen.error();
        const auto run = runAt(row, *pair, slide, image.umPerPx);
        if (!run) return run.error();
        image.score = run->score;
        for (JudgedObject& object : judge(image.image, pair->mask, run->found.objects, image.umPerPx)) m_result.objects.push_back(std::move(object));
        if (m_request.scaleFrom == ScaleFrom::Network && row.umPerPx > 0) {
            const auto known = runAt(row, *pair, slide, row.umPerPx);
            if (!known) return known.error();
            image.indexUmPerPx = row.umPerPx;
            image.atIndexScale = known->score;
        }
        for (ThresholdScore& t : m_result.thresholds) {
            const auto objects = polygonise(*run->found.map, {.threshold = t.threshold, .smallestAreaUm2 = m_result.smallestAreaUm2,
                                                              .smallestConfidence = m_result.smallestConfidence, .umPerPx = image.umPerPx, .clip = slide->info().rect()});
            const auto agreement = compareMasks(pair->mask, maskOf(objects, pair->mask));
            if (!agreement) return agreement.error();
            t.score += summaryOf(*agreement, {}, image.umPerPx);
        }
        keepIfBad(image, *pair, run->mask);
        m_result.images.push_back(std::move(image));
        if (m_request.masksFolder.empty()) return {};
        return writeMask(maskFileOf(m_request.masksFolder, row), run->mask);
    }

    void keepIfBad(const ImageScore& image, const LabelledPair& pair, const Image& predicted) {
        if (m_request.worstPictures <= 0) return;
        std::vector<EvaluationPicture>& worst = m_result.worst;
        const double dice = image.score.pixels.dice();
        const auto place = std::upper_bound(worst.begin(), worst.end(), dice, [](double d, const EvaluationPicture& p) { return d < p.dice; });
        if (place == worst.end() && static_cast<int>(worst.size()) >= m_request.worstPictures) return;
        char score[24];
        std::snprintf(score, sizeof score, "%.3f  ", dice);
        worst.insert(place, {dice, score + fs::path(image.image).filename().string() + "  " + image.group(), pictureOf(pair.rgb, pair.mask, predicted)});
        if (static_cast<int>(worst.size()) > m_request.worstPictures) worst.pop_back();
    }

    void summariseAll() {
        const std::vector<ImageScore>& images = m_result.images;
        std::vector<const ImageScore*> all;
        for (const ImageScore& image : images) all.push_back(&image);
        m_result.all = summarise(all, m_request.bootstrap);
        m_result.groups = summariseBy(images, &ImageScore::group, m_request.bootstrap);
        m_result.datasets = summariseBy(images, &ImageScore::dataset, m_request.bootstrap);
        m_result.stains = summariseBy(images, &ImageScore::stain, m_request.bootstrap);
        m_result.patients = summariseBy(images, &ImageScore::patient, m_request.bootstrap);
        for (const ImageScore& image : images) {
            if (!image.atIndexScale) continue;
            if (!m_result.atIndexScale) m_result.atIndexScale = m_result.sameImagesAtFoundScale = ScoreSummary{};
            *m_result.atIndexScale += *image.atIndexScale;
            *m_result.sameImagesAtFoundScale += image.score;
        }
    }

    const IndexEvaluationRequest& m_request;
    Predictor* m_predictor;   ///< for the image at hand
    const std::stop_token m_stop;
    IndexEvaluation m_result;
};

}  // namespace

Result<IndexEvaluation> evaluateIndex(const IndexEvaluationRequest& request, Predictor& predictor, std::stop_token stop) {
    return IndexEvaluator(request, predictor, std::move(stop)).run();
}

Result<IndexEvaluation> evaluateHeldOut(const IndexEvaluationRequest& request, std::span<Predictor* const> predictors, std::stop_token stop) {
    const auto bad = [&](const std::string& why) { return Error{"cannot evaluate", request.index.string(), why}; };
    if (predictors.empty()) return bad("no model is given");
    const ModelCard& first = predictors.front()->card();
    for (const Predictor* predictor : predictors) {
        const ModelCard& card = predictor->card();
        if (card.heldOut.empty()) return bad("the card of the model \"" + card.name + "\" names no patients that were held out: train it with --folds and --fold");
        if (!request.threshold && card.threshold != first.threshold) return bad("the models have different thresholds: give one");
        if (!request.smallestAreaUm2 && card.smallestAreaUm2 != first.smallestAreaUm2) return bad("the models have different smallest areas: give one");
        if (!request.smallestConfidence && card.smallestConfidence != first.smallestConfidence) return bad("the models have different smallest confidences: give one");
    }
    return IndexEvaluator(request, *predictors.front(), std::move(stop)).run(predictors);
}

}  // namespace bowman
