#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <random>

#include "core/base/files.h"
#include "core/detect/classify_objects.h"
#include "core/detect/glomerulus_classifier.h"
#include "core/document/detection_edit.h"
#include "core/document/sclerosis.h"
#include "core/measure/classifier_training.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

MultiPolygon box(double x, double y, double width, double height) {
    return {Polygon{.outer = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, .holes = {}}};
}

DetectedObject found(const MultiPolygon& shape, std::optional<double> sclerosis = {}) { return {shape, 0.9, 0.1, sclerosis}; }

/// Two clouds of points that overlap a little.
void makeClouds(std::vector<std::vector<float>>& points, std::vector<bool>& answers, int yes, int no) {
    std::mt19937 dice(7);
    std::normal_distribution<float> noise(0, 1);
    for (int i = 0; i < yes + no; ++i) {
        const bool answer = i < yes;
        points.push_back({noise(dice) + (answer ? 2.0F : -2.0F), 100 * noise(dice), noise(dice)});
        answers.push_back(answer);
    }
}

/// The redder the object, the more sclerotic; the mean of red is its only feature.
class RednessExtractor : public FeatureExtractor {
public:
    double umPerPx() const override { return 2; }
    Result<std::vector<float>> features(const Image&) override { return Error{"not asked for", "", ""}; }
    Result<std::vector<float>> objectFeatures(const Image& rgb, const Image& mask) override {
        double red = 0, count = 0;
        for (int y = 0; y < rgb.height(); ++y)
            for (int x = 0; x < rgb.width(); ++x)
                if (*mask.pixel(x, y)) red += rgb.pixel(x, y)[0], ++count;
        return std::vector<float>{static_cast<float>(red / std::max(1.0, count) / 255)};
    }
};

class RednessClassifier : public ObjectClassifier {
public:
    double threshold() const override { return 0.5; }
    Result<double> sclerosis(const Slide& slide, const MultiPolygon& shape) override {
        ++asked;
        const auto crop = cropOf(slide, shape, 64);
        if (!crop) return crop.error();
        RednessExtractor extractor;
        const auto features = extractor.objectFeatures(crop->rgb, crop->mask);
        return static_cast<double>(features->front());
    }
    int asked = 0;
};

/// White, with a red box at (100, 50) of 80 × 40 pixels and a black one at (300, 50).
SlidePtr boxesSlide() {
    Image rgb(500, 200, PixelFormat::Rgb8);
    std::fill_n(rgb.data(), rgb.sizeBytes(), std::uint8_t{255});
    for (int y = 50; y < 90; ++y)
        for (int x = 0; x < 80; ++x)
            for (int c = 0; c < 3; ++c) rgb.pixel(100 + x, y)[c] = c == 0 ? 255 : 0, rgb.pixel(300 + x, y)[c] = 0;
    return makeMemorySlide(std::move(rgb), 0.5, "boxes");
}

}  // namespace

class SclerosisTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void theFitIsWhereTheLossHasNoSlope() {
        std::vector<std::vector<float>> points;
        std::vector<bool> answers;
        makeClouds(points, answers, 40, 400);
        constexpr double kPenalty = 0.01;
        const auto model = fitLogistic(points, answers, kPenalty);
        QVERIFY2(model.ok(), model ? "" : model.error().message().c_str());
        // Brute force: mean loss of each answer, halved, plus the penalty.
        const auto loss = [&](const LogisticModel& m) {
            double sum = 0;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const double p = m.probability(points[i]);
                sum -= answers[i] ? std::log(p) * 0.5 / 40 : std::log(1 - p) * 0.5 / 400;
            }
            for (const double w : m.weight) sum += kPenalty * w * w;
            return sum;
        };
        const double best = loss(*model);
        for (std::size_t k = 0; k <= 3; ++k)
            for (const double step : {-1e-3, 1e-3}) {
                LogisticModel other = *model;
                (k < 3 ? other.weight[k] : other.bias) += step;
                QVERIFY2(loss(other) >= best - 1e-12, qPrintable(QString("%1 %2").arg(k).arg(step)));
            }
        QVERIFY(model->weight[0] > 10 * std::abs(model->weight[1]));     // the one that tells them apart
        int right = 0;
        for (std::size_t i = 0; i < points.size(); ++i) right += (model->probability(points[i]) >= 0.5) == answers[i];
        QVERIFY(right > 420);
    }

    void whatCannotBeFittedIsSaid() {
        QVERIFY(fitLogistic({{1}, {2}}, {true, true}, 0.1).error().message().find("same answer") != std::string::npos);
        QVERIFY(fitLogistic({{1}, {2, 3}}, {true, false}, 0.1).error().message().find("example 2") != std::string::npos);
        QVERIFY(fitLogistic({{1}, {std::nanf("")}}, {true, false}, 0.1).error().message().find("no number") != std::string::npos);
        QVERIFY(!fitLogistic({{1}, {2}}, {true, false}, 0).ok());
    }

    void separableExamplesGiveFiniteWeights() {
        const auto model = fitLogistic({{-2}, {-1}, {1}, {2}}, {false, false, true, true}, 1e-4);
        QVERIFY(model.ok());
        QVERIFY(std::isfinite(model->weight[0]) && model->weight[0] > 0);
        QVERIFY(model->probability(std::vector<float>{2}) > 0.95);
    }

    void aClassifierComesBackFromItsFile() {
        GlomerulusClassifier c;
        c.name = "sclerosis";
        c.featuresOf = "net";
        c.featuresSha256 = "abc";
        c.model = {{0.5, 1}, {2, 3}, {0.25, -1}, 0.125};
        c.metrics = "two\nlines";
        QVERIFY(writeFileAtomically(path("c.json"), toJson(c)).ok());
        const auto back = readClassifier(path("c.json"));
        QVERIFY2(back.ok(), back ? "" : back.error().message().c_str());
        QCOMPARE(toJson(*back), toJson(c));
        QCOMPARE(back->model.probability(std::vector<float>{1, 2}), c.model.probability(std::vector<float>{1, 2}));
    }

    void aClassifierThatIsNoneIsRefusedByName_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("[");
        QTest::newRow("another kind") << QByteArray("bowman-classifier") << QByteArray("else");
        QTest::newRow("newer") << QByteArray("\"schema_version\": 1") << QByteArray("\"schema_version\": 2");
        QTest::newRow("a field missing") << QByteArray("\"bias\"") << QByteArray("\"bios\"");
        QTest::newRow("lengths differ") << QByteArray("\"weight\": [") << QByteArray("\"weight\": [1.0,");
        QTest::newRow("spread of 0") << QByteArray("2.0") << QByteArray("0.0");
        QTest::newRow("edge") << QByteArray("\"edge\": 96") << QByteArray("\"edge\": 97");
    }

    void aClassifierThatIsNoneIsRefusedByName() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        GlomerulusClassifier c;
        c.model = {{0.5}, {2.0}, {0.25}, 0.125};
        QByteArray text = QByteArray::fromStdString(toJson(c));
        QVERIFY(text.contains(from));
        text.replace(text.indexOf(from), from.size(), to);
        QVERIFY(writeFileAtomically(path("bad.classifier.json"), text.toStdString()).ok());
        const auto read = readClassifier(path("bad.classifier.json"));
        QVERIFY(!read.ok());
        QVERIFY2(read.error().message().find("bad.classifier.json") != std::string::npos, read.error().message().c_str());
    }

    void aCropIsTheBoxWhateverItsSides() {
        const SlidePtr slide = boxesSlide();
        const auto crop = cropOf(*slide, box(100, 50, 80, 40), 96);
        QVERIFY2(crop.ok(), crop ? "" : crop.error().message().c_str());
        QCOMPARE(crop->rgb.width(), 96);
        QCOMPARE(crop->rgb.height(), 96);
        for (const auto& [x, y] : {std::pair(2, 2), {93, 93}, {48, 48}}) {
            QVERIFY(crop->rgb.pixel(x, y)[0] > 240 && crop->rgb.pixel(x, y)[1] < 15);
            QCOMPARE(int(*crop->mask.pixel(x, y)), 1);
        }
        QVERIFY(!cropOf(*slide, {}, 96).ok());
    }

    void eachObjectIsAskedOnceAndKeepsItsAnswerUnderOtherThresholds() {
        const SlidePtr slide = boxesSlide();
        std::vector<DetectedObject> objects = {found(box(100, 50, 80, 40)), found(box(300, 50, 80, 40)), found({})};
        RednessClassifier classifier;
        int last = 0;
        const auto told = classifyObjects(objects, *slide, classifier, [&](int done, int total) { last = 10 * done + total; }, {});
        QVERIFY(!told.ok());     // of the empty one
        QCOMPARE(last, 33);
        QVERIFY(*objects[0].sclerosis > 0.9);
        QVERIFY(*objects[1].sclerosis < 0.1);
        QVERIFY(!objects[2].sclerosis);
        objects.pop_back();
        QVERIFY(classifyObjects(objects, *slide, classifier, {}, {}).ok());
        QCOMPARE(classifier.asked, 3);

        std::vector<DetectedObject> tuned = {found(box(296, 48, 90, 44)), found(box(104, 52, 72, 36)), found(box(420, 50, 40, 40)), found(box(100, 50, 10, 10))};
        objects[0].disagreement = 0.02;
        carryTold(objects, tuned);
        QVERIFY(tuned[1].disagreement == 0.02 && !tuned[0].disagreement);
        QCOMPARE(tuned[0].sclerosis, objects[1].sclerosis);
        QCOMPARE(tuned[1].sclerosis, objects[0].sclerosis);
        QVERIFY(!tuned[2].sclerosis);
        QVERIFY(!tuned[3].sclerosis);    // a speck on it is not it
    }

    void aProposalGetsItsProbabilityAndItsClass() {
        DetectionResult result;
        result.objects = {found(box(0, 0, 50, 50), 0.8), found(box(100, 0, 50, 50), 0.3), found(box(200, 0, 50, 50)), found(box(300, 0, 50, 50), 0.9)};
        AnnotationSet staying;
        auto person = std::make_shared<Annotation>();    // of the class that the last one would get, across its edge
        person->id = 99;
        person->className = "Globally sclerotic";
        person->state = ReviewState::Added;
        person->shape = box(340, 0, 50, 50);
        staying.put(person);
        const ModelCard card;
        AnnotationId id = 0;
        const auto made = editFromDetection(staying, {.result = result, .card = card}, [&] { return ++id; });
        QVERIFY(made.ok());
        QCOMPARE(made->edit.changes.size(), std::size_t(4));
        // One that was accepted as sclerotic has its place: nothing is proposed on it again.
        AnnotationSet decided;
        auto accepted = std::make_shared<Annotation>(*person);
        accepted->state = ReviewState::Accepted;
        accepted->shape = box(1, 1, 49, 49);
        decided.put(accepted);
        const auto again = editFromDetection(decided, {.result = result, .card = card}, [&] { return ++id; });
        QVERIFY(again.ok());
        QCOMPARE(again->edit.changes.size(), std::size_t(3));
        QCOMPARE(again->dropped, 1);
        const auto after = [&](std::size_t i) -> const Annotation& { return *made->edit.changes[i].after; };
        QCOMPARE(after(0).className, std::string("Globally sclerotic"));
        QCOMPARE(*sclerosisOf(after(0)), 0.8);
        QCOMPARE(after(1).className, std::string("Glomerulus"));
        QCOMPARE(*sclerosisOf(after(1)), 0.3);
        QVERIFY(!sclerosisOf(after(2)));
        QCOMPARE(after(3).className, std::string("Glomerulus"));
        QCOMPARE(*sclerosisOf(after(3)), 0.9);
        const Palette without({{"Glomerulus", {0, 0, 0}, 1, true, false}});
        QVERIFY(!classForSclerosis(0.99, 0.5, without));
    }

    void aCentreIsJudgedByWhatTheOthersTaught() {
        fs::create_directories(path("crops"));
        std::string index = "image,mask,slide,centre,cls\n";
        std::mt19937 dice(3);
        for (int i = 0; i < 24; ++i) {
            const bool sclerotic = i % 3 == 0;
            Image rgb(40, 40, PixelFormat::Rgb8), mask(40, 40, PixelFormat::Gray8);
            std::fill_n(mask.data(), mask.sizeBytes(), std::uint8_t{1});
            for (int y = 0; y < 40; ++y)
                for (int x = 0; x < 40; ++x) rgb.pixel(x, y)[0] = static_cast<std::uint8_t>((sclerotic ? 180 : 60) + static_cast<int>(dice() % 20));
            const std::string number = std::to_string(i);
            QVERIFY(writePng(path("crops/" + number + ".png"), rgb).ok());
            QVERIFY(writePng(path("crops/m" + number + ".png"), mask).ok());
            index += number + ".png,m" + number + ".png,s," + (i < 12 ? "north" : "south") + "," + (sclerotic ? "globally_sclerotic" : "other") + "\n";
        }
        QVERIFY(writeFileAtomically(path("crops/index.csv"), index).ok());
        RednessExtractor extractor;
        const auto examples = readExamples({.crops = path("crops/index.csv"), .index = {}, .edge = 64}, extractor, {}, {});
        QVERIFY2(examples.ok(), examples ? "" : examples.error().message().c_str());
        QCOMPARE(examples->size(), std::size_t(24));
        const auto fitted = fitClassifier(*examples, 0.01, 0.5);
        QVERIFY(fitted.ok());
        QCOMPARE(fitted->report.examples, 24);
        QCOMPARE(fitted->report.heldOutCentres.size(), std::size_t(2));
        for (const auto& [centre, c] : fitted->report.heldOutCentres) {
            QCOMPARE(c.scleroticRight, 4);
            QCOMPARE(c.otherRight, 8);
            QCOMPARE(c.balancedAccuracy(), 1.0);
        }
        QVERIFY(describe(fitted->report).find("north, never seen: balanced accuracy 1.000 (4 of 4 sclerotic, 8 of 8 others right)") != std::string::npos);

        QVERIFY(writeFileAtomically(path("crops/short.csv"), "image,mask,cls\n0.png,m0.png,other\n").ok());
        const auto bad = readExamples({.crops = path("crops/short.csv"), .index = {}}, extractor, {}, {});
        QVERIFY(!bad.ok());
        QVERIFY(bad.error().message().find("no column \"centre\"") != std::string::npos);
        QVERIFY(writeFileAtomically(path("crops/lost.csv"), "image,mask,centre,cls\ngone.png,m0.png,north,other\n").ok());
        const auto lost = readExamples({.crops = path("crops/lost.csv"), .index = {}}, extractor, {}, {});
        QVERIFY(!lost.ok());
        QVERIFY(lost.error().message().find("gone.png") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SclerosisTest)
#include "sclerosis_test.moc"
