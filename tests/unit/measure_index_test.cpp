#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/measure/evaluation_pictures.h"
#include "core/measure/index_evaluation.h"
#include "core/measure/labelled_index.h"
#include "core/slide/image_file.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

/// Glomerulus = whatever is not bright green.
class GreenPredictor : public Predictor {
public:
    GreenPredictor() {
        m_card.name = "green";
        m_card.umPerPx = 2;
        m_card.smallestAreaUm2 = 100;
    }
    bool answersNothing = false;
    ModelCard& edit() { return m_card; }
    const ModelCard& card() const override { return m_card; }
    std::string deviceName() const override { return "test"; }
    int preferredBatch() const override { return 1; }
    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override {
        for (std::size_t i = 0; i < probabilities.size(); ++i) probabilities[i] = answersNothing ? 0 : static_cast<float>(255 - batch.rgb[3 * i + 1]) / 255;
        return {};
    }

private:
    ModelCard m_card;
};

struct Disc {
    int x, y, r, value;
};

}  // namespace

class MeasureIndexTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    /// `seen` are dark in the image, `marked` are in the mask.
    void writePair(const std::string& name, const std::vector<Disc>& seen, const std::vector<Disc>& marked) {
        Image rgb(300, 200, PixelFormat::Rgb8), mask(300, 200, PixelFormat::Gray8);
        std::fill_n(rgb.data(), rgb.sizeBytes(), std::uint8_t{255});
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 300; ++x) {
                const auto covers = [&](const Disc& d) { return std::hypot(x + 0.5 - d.x, y + 0.5 - d.y) < d.r; };
                for (const Disc& d : seen)
                    if (covers(d)) rgb.pixel(x, y)[1] = static_cast<std::uint8_t>(d.value);
                for (const Disc& d : marked)
                    if (covers(d)) mask.pixel(x, y)[0] = static_cast<std::uint8_t>(d.value);
            }
        QVERIFY(writePng(path("images/" + name + ".png"), rgb).ok());
        QVERIFY(writePng(path("masks/" + name + ".png"), mask).ok());
    }

    void writeIndex(const std::string& rows, const std::string& name = "index.csv") {
        QVERIFY(writeFileAtomically(path(name), "dataset,image,mask,group,stain,width,height,glomeruli,median_diameter_px,um_per_px_estimate,part\n" + rows).ok());
    }

    std::string refusal(const std::string& rows) {
        writeIndex(rows, "bad.csv");
        GreenPredictor predictor;
        const auto result = evaluateIndex({.index = path("bad.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}}, predictor, {});
        return result ? std::string() : result.error().message();
    }

private Q_SLOTS:
    void initTestCase() {
        fs::create_directories(path("images"));
        fs::create_directories(path("masks"));
        writePair("a", {{80, 100, 40, 0}, {200, 100, 30, 0}}, {{80, 100, 40, 1}, {200, 100, 30, 2}});
        writePair("b", {{80, 100, 40, 0}, {220, 100, 40, 0}}, {{80, 100, 40, 1}});
        writePair("c", {}, {});
        writePair("wrong", {}, {{80, 100, 40, 7}});
        QVERIFY(writePng(path("masks/small.png"), Image(100, 100, PixelFormat::Gray8)).ok());
        writeIndex("one,images/a.png,masks/a.png,one:p,PAS,300,200,2,70,1.0,validation\n"
                   "one,images/b.png,masks/b.png,one:p,PAS,300,200,1,80,2.0,validation\n"
                   "two,images/c.png,masks/c.png,two:q,HE,300,200,0,,1.5,validation\n"
                   "two,images/a.png,masks/a.png,two:q,HE,300,200,0,,1.5,training\n");
    }

    void knownImagesGiveKnownScores() {
        GreenPredictor predictor;
        int last = 0;
        const auto result = evaluateIndex({.index = path("index.csv"), .masksFolder = path("out"), .threshold = {}, .smallestAreaUm2 = {},
                                           .onProgress = [&](int done, int total) { last = done * 10 + total; }}, predictor, {});
        QVERIFY2(result.ok(), result ? "" : result.error().message().c_str());
        QCOMPARE(last, 33);
        QCOMPARE(result->images.size(), std::size_t(3));
        QVERIFY(result->images[0].score.pixels.dice() > 0.97);
        QCOMPARE(result->images[0].score.objects.matched, std::int64_t(2));
        QVERIFY(std::abs(result->images[1].score.pixels.dice() - 2.0 / 3) < 0.02);  // a second disc of the same size is invented
        QCOMPARE(result->images[2].score.pixels.dice(), 1.0);
        const ScoreSummary& pas = result->groups.at("one/PAS").score;
        QCOMPARE(pas.images, 2);
        QCOMPARE(pas.objects.precision(), 0.75);
        QCOMPARE(pas.objects.recall(), 1.0);
        QVERIFY(std::abs(pas.diceMean() - (result->images[0].score.pixels.dice() + result->images[1].score.pixels.dice()) / 2) < 1e-12);
        QCOMPARE(result->groups.at("two/HE").score.objects.f1(), 1.0);
        QCOMPARE(result->all.score.images, 3);

        const nlohmann::json j = toJson(*result);
        for (const char* key : {"dice_pooled", "dice_mean", "object_f1", "object_precision", "object_recall"}) {
            QVERIFY(j.at(key).is_number());
            QVERIFY(j.at("groups").at("one/PAS").at(key).is_number());
        }
        QCOMPARE(j.at("images").size(), std::size_t(3));

        const auto mask = readMaskFile(path("out/images/a.png"));
        QVERIFY(mask.ok());
        QCOMPARE(mask->width(), 300);
        QCOMPARE(int(mask->pixel(80, 100)[0]), 1);
        QCOMPARE(int(mask->pixel(140, 20)[0]), 0);
    }

    void eachImageIsScoredByTheModelThatDidNotSeeItsPatient() {
        GreenPredictor a, b, neither;
        a.edit().heldOut = {"one:p"};
        b.edit().heldOut = {"two:q", "one:p"};
        b.answersNothing = true;
        Predictor* const both[] = {&a, &b};
        IndexEvaluationRequest request{.index = path("index.csv"), .part = "", .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}};
        const auto result = evaluateHeldOut(request, both, {});
        QVERIFY2(result.ok(), result ? "" : result.error().message().c_str());
        QCOMPARE(result->images.size(), std::size_t(4));
        QCOMPARE(result->groups.at("one/PAS").score.objects.recall(), 1.0);   // by a, which comes first
        QCOMPARE(result->groups.at("two/HE").score.objects.recall(), 0.0);    // by b
        QCOMPARE(result->notHeldOut, 0);

        Predictor* const alone[] = {&a};
        const auto part = evaluateHeldOut(request, alone, {});
        QCOMPARE(part->images.size(), std::size_t(2));
        QCOMPARE(part->notHeldOut, 2);
        QCOMPARE(toJson(*part).at("images_not_held_out").get<int>(), 2);

        Predictor* const unknown[] = {&a, &neither};
        QVERIFY(evaluateHeldOut(request, unknown, {}).error().message().find("names no patients") != std::string::npos);
        b.edit().threshold = 0.7;
        QVERIFY(evaluateHeldOut(request, both, {}).error().message().find("different thresholds") != std::string::npos);
        a.edit().heldOut = {"three:r"};
        QVERIFY(evaluateHeldOut(request, alone, {}).error().message().find("name no patient of part") != std::string::npos);
        QVERIFY(evaluateHeldOut(request, {}, {}).error().message().find("no model") != std::string::npos);
    }

    void theBestThresholdIsTheOneThatFitsBest() {
        writePair("faint", {{80, 100, 40, 160}, {220, 100, 40, 230}}, {{80, 100, 40, 1}});  // probability 0.37 and 0.10
        writeIndex("one,images/faint.png,masks/faint.png,one:p,PAS,300,200,1,80,1.0,validation\n", "faint.csv");
        GreenPredictor predictor;
        const auto result = evaluateIndex({.index = path("faint.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .searchThreshold = true, .onProgress = {}}, predictor, {});
        QVERIFY(result.ok());
        QCOMPARE(result->all.score.pixels.dice(), 0.0);
        QCOMPARE(result->thresholds.size(), std::size_t(19));
        const double best = toJson(*result).at("best_threshold");
        QVERIFY(best > 0.1 && best < 0.37);
    }

    void aBlankScaleIsTakenFromTheNeighbours() {
        writeIndex("one,images/a.png,masks/a.png,one:p,PAS,300,200,2,70,1.0,training\n"
                   "one,images/b.png,masks/b.png,one:p,PAS,300,200,1,,,validation\n"
                   "one,images/c.png,masks/c.png,one:other,PAS,300,200,0,,,validation\n", "blank.csv");
        const auto rows = readLabelledIndex(path("blank.csv"));
        QVERIFY(rows.ok());
        QCOMPARE((*rows)[1].umPerPx, 1.0);
        QCOMPARE((*rows)[1].umPerPxSource, std::string("median of its group"));
        QCOMPARE((*rows)[2].umPerPxSource, std::string("median of its dataset and stain"));
    }

    void aBadIndexIsRefusedWithTheRow() {
        const std::string good = "one,images/a.png,masks/a.png,one:p,PAS,300,200,2,70,1.0,validation\n";
        QVERIFY(refusal(good + "one,images/none.png,masks/a.png,one:p,PAS,1,1,1,1,1.0,validation\n").find("line 3: there is no file images/none.png") != std::string::npos);
        QVERIFY(refusal(good + "one,images/a.png,masks/small.png,one:p,PAS,1,1,1,1,1.0,validation\n").find("line 3: the mask masks/small.png has 100×100 pixels, its image 300×200") != std::string::npos);
        QVERIFY(refusal("one,images/wrong.png,masks/wrong.png,one:p,PAS,1,1,1,1,1.0,validation\n").find("line 2: the mask masks/wrong.png holds the value 7") != std::string::npos);
        QVERIFY(refusal(good + "one,images/a.png\n").find("line 3: 2 fields instead of 11") != std::string::npos);
        QVERIFY(refusal(good + "one,images/a.png,masks/a.png,one:p,PAS,1,1,1,1,many,validation\n").find("line 3: um_per_px_estimate \"many\"") != std::string::npos);
        QVERIFY(refusal("two,images/c.png,masks/c.png,two:q,HE,300,200,0,,1.0,validation\n").find("line 2: no mask from here on holds a glomerulus") != std::string::npos);
        QVERIFY(refusal("one,images/a.png,masks/a.png,one:p,PAS,1,1,1,1,1.0,training\n").find("no row has the part \"validation\"") != std::string::npos);
        QVERIFY(refusal("").find("lists no image") != std::string::npos);
        GreenPredictor predictor;
        QVERIFY(writeFileAtomically(path("bad.csv"), "image,mask\n").ok());
        QVERIFY(!evaluateIndex({.index = path("bad.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}}, predictor, {}).ok());
    }

    void theTruthItselfIsAPerfectPredictionInEveryMeasure() {
        GreenPredictor predictor;
        IndexEvaluationRequest request{.index = path("index.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}};
        request.worstPictures = 2;
        const auto result = evaluateIndex(request, predictor, {});
        QVERIFY(result.ok());
        const ScoreSummary& a = result->images[0].score;
        QVERIFY(a.panopticQuality() > 0.95);
        QVERIFY(*a.hausdorff95Um() < 3);
        QVERIFY(!result->images[2].score.hausdorff95Um());
        QCOMPARE(result->images[2].score.panopticQuality(), 1.0);
        QVERIFY(bestThreshold(a.probabilities).dice > 0.97);
        QCOMPARE(a.probabilities.pixels(), std::int64_t(300 * 200));
        QCOMPARE(result->worst.size(), std::size_t(2));
        QVERIFY(result->worst[0].dice <= result->worst[1].dice);
        QVERIFY(result->worst[0].title.find("b.png") != std::string::npos);
        QCOMPARE(contactSheetOf(result->worst).channels(), 3);
        QVERIFY(result->all.intervals);
        QCOMPARE(result->all.intervals->groups, 2);
        QVERIFY(!result->groups.at("two/HE").intervals);  // of one patient nothing can be said
        QCOMPARE(result->patients.size(), std::size_t(2));
        const nlohmann::json j = toJson(*result);
        QVERIFY(j.at("datasets").at("one").at("interval95").is_null());
        QVERIFY(j.at("interval95").at("dice_pooled").at(0) <= j.at("dice_pooled"));
        QCOMPARE(j.at("calibration").at("bins").size(), std::size_t(10));
    }

    /// Two discs that touch are one blob; found as two, they are two in the mask as well.
    void touchingObjectsStayApartInTheMask() {
        writePair("touching", {{90, 100, 42, 0}, {172, 100, 42, 0}}, {{90, 100, 40, 1}, {172, 100, 40, 1}});
        writeIndex("one,images/touching.png,masks/touching.png,one:p,PAS,300,200,2,80,2.0,validation\n", "touching.csv");
        GreenPredictor predictor;
        const auto result = evaluateIndex({.index = path("touching.csv"), .masksFolder = path("apart"), .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}}, predictor, {});
        QVERIFY2(result.ok(), result ? "" : result.error().message().c_str());
        QCOMPARE(result->all.score.objects.predicted, std::int64_t(2));
        QCOMPARE(result->all.score.objects.matched, std::int64_t(2));
        QCOMPARE(worthOfUncertainty(result->objects).right, 2);
        const auto mask = readMaskFile(path("apart/images/touching.png"));
        QVERIFY(mask.ok());
        for (int y = 0; y < 200; ++y) {     // no row goes from one to the other
            bool gap = !mask->pixel(90, y)[0];
            for (int x = 90; x <= 172; ++x) gap = gap || !mask->pixel(x, y)[0];
            QVERIFY(gap);
        }
    }

    void maskFilesOfTwoRowsMustNotBeTheSame() {
        fs::copy_file(path("images/a.png"), path("images/a.jpg"), fs::copy_options::overwrite_existing);
        writeIndex("one,images/a.png,masks/a.png,one:p,PAS,300,200,2,70,1.0,validation\none,images/a.jpg,masks/a.png,one:p,PAS,300,200,2,70,1.0,validation\n", "twice.csv");
        GreenPredictor predictor;
        const auto result = evaluateIndex({.index = path("twice.csv"), .masksFolder = path("never"), .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}}, predictor, {});
        QVERIFY(!result.ok());
        QVERIFY(result.error().message().find("line 3: its predicted mask would have the name of that of line 2") != std::string::npos);
        QVERIFY(!fs::exists(path("never")));
    }

    void theLastRowIsCheckedBeforeTheFirstMaskIsWritten() {
        writeIndex("one,images/a.png,masks/a.png,one:p,PAS,300,200,2,70,1.0,validation\none,images/b.png,masks/small.png,one:p,PAS,1,1,1,1,1.0,validation\n", "late.csv");
        GreenPredictor predictor;
        const auto result = evaluateIndex({.index = path("late.csv"), .masksFolder = path("never"), .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}}, predictor, {});
        QVERIFY(!result.ok());
        QVERIFY(!fs::exists(path("never")));
    }

    void theScaleIsFoundBySizeOfWhatIsThere() {
        // Discs of 76 pixels are glomeruli of 190 µm at 2.5 µm/px.
        writePair("scale", {{70, 100, 38, 0}, {200, 90, 38, 0}}, {{70, 100, 38, 1}, {200, 90, 38, 1}});
        writeIndex("one,images/scale.png,masks/scale.png,one:p,PAS,300,200,2,,,validation\none,images/a.png,masks/a.png,one:p,PAS,300,200,2,,1.0,validation\n", "scale.csv");
        GreenPredictor predictor;
        IndexEvaluationRequest request{.index = path("scale.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}};
        const auto blank = evaluateIndex(request, predictor, {});
        QVERIFY2(blank.ok(), blank ? "" : blank.error().message().c_str());
        QCOMPARE(blank->images[0].umPerPxSource, std::string("auto: the index has none"));
        QVERIFY2(std::abs(blank->images[0].umPerPx - 2.5) < 0.15, qPrintable(QString::number(blank->images[0].umPerPx)));
        QCOMPARE(blank->images[1].umPerPxSource, std::string("index"));
        request.scaleFrom = ScaleFrom::Network;
        const auto found = evaluateIndex(request, predictor, {});
        QVERIFY(found.ok());
        QCOMPARE(found->images[1].umPerPxSource, std::string("auto"));
        QCOMPARE(*found->images[1].indexUmPerPx, 1.0);
        QVERIFY(found->images[1].umPerPx > 2);  // discs of 60 and 80 pixels
        QCOMPARE(found->atIndexScale->images, 1);
        QVERIFY(toJson(*found).at("images").at(0).at("scale_search").at("trials").size() >= 6);
    }

    void aPictureWithoutGlomeruliHasTheModelsOwnScale() {
        writeIndex("two,images/c.png,masks/c.png,two:q,HE,300,200,0,,,validation\none,images/a.png,masks/a.png,one:p,PAS,300,200,2,70,1.0,validation\n", "empty.csv");
        GreenPredictor predictor;
        const auto result = evaluateIndex({.index = path("empty.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {}, .onProgress = {}}, predictor, {});
        QVERIFY(result.ok());
        QCOMPARE(result->images[0].umPerPx, 2.0);
        QVERIFY(result->images[0].umPerPxSource.find("nothing was found") != std::string::npos);
        QCOMPARE(result->images[0].score.pixels.dice(), 1.0);
    }

    void aStopEndsTheEvaluation() {
        GreenPredictor predictor;
        std::stop_source stop;
        const auto result = evaluateIndex({.index = path("index.csv"), .masksFolder = {}, .threshold = {}, .smallestAreaUm2 = {},
                                           .onProgress = [&](int, int) { stop.request_stop(); }}, predictor, stop.get_token());
        QVERIFY(!result.ok());
        QCOMPARE(result.error().why, std::string("stopped"));
    }
};

QTEST_GUILESS_MAIN(MeasureIndexTest)
#include "measure_index_test.moc"
