#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

#include "core/base/files.h"
#include "core/measure/judged_objects.h"
#include "core/slide/image_file.h"
#include "models/training/labelled_images.h"
#include "models/training/tile_sampler.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

MultiPolygon square(double x, double y, double size) { return {Polygon{.outer = {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}, .holes = {}}}; }

void fill(Image& mask, int x, int y, int size, std::uint8_t value) {
    for (int row = y; row < y + size; ++row)
        for (int column = x; column < x + size; ++column) *mask.pixel(column, row) = value;
}

JudgedObject found(double iou, double uncertainty) { return {.image = "a.png", .centre = {}, .iou = iou, .uncertainty = uncertainty}; }

}  // namespace

class HardExamplesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void anObjectIsRightWrongMissedOrWasNotLookedAt() {
        Image truth(200, 100, PixelFormat::Gray8);
        fill(truth, 10, 10, 20, 1);
        fill(truth, 60, 10, 20, 1);
        fill(truth, 150, 0, 50, 255);
        const std::vector<DetectedObject> objects = {{square(160, 10, 20), 0.9, 0.1}, {square(12, 10, 20), 0.8, 0.2}, {square(100, 60, 10), 0.7, 0.3}};
        const auto judged = judge("a.png", truth, objects, 2.0);
        QCOMPARE(judged.size(), std::size_t(3));    // the first lies where nobody looked
        QVERIFY(std::abs(judged[0].iou - 18.0 / 22) < 1e-9);
        QCOMPARE(judged[0].score, 0.8);
        QVERIFY(!judged[0].isHard());
        QCOMPARE(judged[1].iou, 0.0);
        QCOMPARE(judged[1].areaUm2, 400.0);
        QCOMPARE(judged[1].centre.x, 105.0);
        QVERIFY(judged[1].isHard() && !judged[1].isMissed);
        QVERIFY(judged[2].isMissed && judged[2].isHard());
        QCOMPARE(judged[2].centre.x, 70.0);
        QCOMPARE(judged[2].centre.y, 20.0);
    }

    void theAreaUnderTheCurveIsTheShareOfPairsInOrder() {
        const std::vector<double> wrong = {0.9, 0.4, 0.4, 0.1}, right = {0.3, 0.4, 0.2};
        double pairs = 0;
        for (const double w : wrong)
            for (const double r : right) pairs += w > r ? 1 : w == r ? 0.5 : 0;
        QVERIFY(std::abs(*areaUnderRoc(wrong, right) - pairs / 12) < 1e-12);
        QVERIFY(!areaUnderRoc({}, right));
        QVERIFY(!areaUnderRoc(wrong, {}));
        const UncertaintyWorth worth = worthOfUncertainty({found(0.8, 0.1), found(0, 0.5), found(0.6, 0.5), {.image = "a.png", .centre = {}, .isMissed = true}});
        QCOMPARE(worth.right, 2);
        QCOMPARE(worth.wrong, 1);
        QCOMPARE(*worth.auroc, 0.75);
        QVERIFY(worth.onSeams == 0 && !worth.aurocOfSeams);
    }

    void seamsAreJudgedOnTheObjectsThatLieOnOne() {
        std::vector<JudgedObject> objects = {found(0.8, 0.1), found(0, 0.5), found(0.6, 0.5), found(0, 0.2), found(0.9, 0.1)};
        objects[0].seamDisagreement = 0.1;      // right
        objects[1].seamDisagreement = 0.3;      // wrong
        objects[2].seamDisagreement = 0.4;      // right
        const UncertaintyWorth worth = worthOfUncertainty(objects);
        QCOMPARE(worth.onSeams, 3);
        QCOMPARE(*worth.aurocOfSeams, 0.5);     // above one of the two
        QVERIFY(writeJudgedObjects(path("seams.json"), objects).ok());
        const auto back = readJudgedObjects(path("seams.json"));
        QVERIFY(back.ok());
        QVERIFY(back->at(1).seamDisagreement == 0.3 && !back->at(3).seamDisagreement);
    }

    void aListComesBackAsItWasWritten() {
        std::vector<JudgedObject> objects = {found(0.75, 0.25)};
        objects.push_back({.image = "sub/ä.png", .centre = {12.5, 7}, .areaUm2 = 300, .isMissed = true});
        QVERIFY(writeJudgedObjects(path("objects.json"), objects).ok());
        const auto back = readJudgedObjects(path("objects.json"));
        QVERIFY2(back.ok(), back ? "" : back.error().message().c_str());
        QCOMPARE(back->size(), std::size_t(2));
        QCOMPARE(back->at(0).iou, 0.75);
        QCOMPARE(back->at(0).uncertainty, 0.25);
        QCOMPARE(back->at(1).image, objects[1].image);
        QCOMPARE(back->at(1).centre.x, 12.5);
        QVERIFY(back->at(1).isMissed);
    }

    void aListThatIsNoneIsRefusedByName_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("not JSON") << QByteArray("image,x,y") << QByteArray("not a list of objects");
        QTest::newRow("another JSON") << QByteArray("{\"features\": []}") << QByteArray("not a list of objects");
        QTest::newRow("a key missing") << QByteArray("{\"objects\": [{\"image\": \"a\"}]}") << QByteArray("object 1");
        QTest::newRow("a word for a number")
            << QByteArray(R"({"objects": [{"image": "a", "x": "1", "y": 2, "area_um2": 1, "missed": false, "iou": 0, "score": 0, "uncertainty": 0}]})") << QByteArray("object 1");
    }

    void aListThatIsNoneIsRefusedByName() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, reason);
        QVERIFY(writeFileAtomically(path("bad.json"), text.toStdString()).ok());
        const auto objects = readJudgedObjects(path("bad.json"));
        QVERIFY(!objects.ok());
        QVERIFY2(objects.error().message().find("bad.json") != std::string::npos, objects.error().message().c_str());
        QVERIFY2(objects.error().message().find(reason.toStdString()) != std::string::npos, objects.error().message().c_str());
        QVERIFY(!readJudgedObjects(path("none.json")).ok());
    }

    void hardPlacesAreDrawnAsOftenAsAsked() {
        fs::create_directories(path("images"));
        for (const char* name : {"a", "b"}) {
            Image mask(400, 400, PixelFormat::Gray8);
            fill(mask, 20, 20, 40, 1);
            QVERIFY(writePng(path(std::string("images/") + name + ".png"), Image(400, 400, PixelFormat::Rgb8)).ok());
            QVERIFY(writePng(path(std::string(name) + "-mask.png"), mask).ok());
        }
        QVERIFY(writeFileAtomically(path("index.csv"), "dataset,image,mask,group,stain,um_per_px,part\n"
                                                       "d,images/a.png,a-mask.png,p,PAS,1,training\nd,images/b.png,b-mask.png,q,PAS,1,training\n").ok());
        JudgedObject wrong = found(0, 0.5), right = found(0.9, 0.1);
        wrong.image = right.image = "images/./b.png";
        wrong.centre = {300, 320};
        right.centre = {40, 40};
        QVERIFY(writeJudgedObjects(path("hard.json"), {wrong, right}).ok());

        // Reduced to 2 µm/px on the way: the place moves along.
        const auto images = loadLabelledImages({.data = {path("index.csv")}, .part = "training", .ignore = {}, .finestUmPerPx = 2, .hardExamples = path("hard.json")});
        QVERIFY2(images.ok(), images ? "" : images.error().message().c_str());
        QVERIFY(images->at(0).hardPlaces.empty());
        QCOMPARE(images->at(1).hardPlaces.size(), std::size_t(1));
        QCOMPARE(images->at(1).hardPlaces[0].x, 150.0);
        QCOMPARE(images->at(1).hardPlaces[0].y, 160.0);

        const auto shareNear = [&](double hardShare) {
            const auto sampler = TileSampler::create(*images, {.tileSize = 64, .umPerPx = 2, .objectShare = 1, .hardShare = hardShare});
            int near = 0;
            for (std::uint64_t i = 0; i < 2000; ++i) {
                const TileRecipe recipe = sampler->recipeFor(i);
                const double reach = 32 * recipe.umPerPx / 2;
                near += recipe.image == 1 && std::abs(recipe.centre.x - 150) < reach && std::abs(recipe.centre.y - 160) < reach;
            }
            return near / 2000.0;
        };
        QCOMPARE(shareNear(0), 0.0);
        QVERIFY2(std::abs(shareNear(0.3) - 0.3) < 0.04, qPrintable(QString::number(shareNear(0.3))));

        wrong.image = "images/other.png";
        QVERIFY(writeJudgedObjects(path("hard.json"), {wrong, right}).ok());
        const auto none = loadLabelledImages({.data = {path("index.csv")}, .part = "training", .ignore = {}, .hardExamples = path("hard.json")});
        QVERIFY(!none.ok());
        QVERIFY(none.error().message().find("hard.json") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(HardExamplesTest)
#include "hard_examples_test.moc"
