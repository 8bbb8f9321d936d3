#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

#include "core/annotation/scanline.h"
#include "core/measure/agreement.h"
#include "core/measure/mask_agreement.h"
#include "core/measure/morphometry.h"

using namespace bowman;

namespace {

MultiPolygon rectangle(double x, double y, double w, double h) { return {{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, {}}}; }

MultiPolygon ellipse(double cx, double cy, double a, double b, int points = 720) {
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double t = 2 * std::numbers::pi * i / points;
        ring.push_back({cx + a * std::cos(t), cy + b * std::sin(t)});
    }
    return {{ring, {}}};
}

Image maskOf(int width, int height, const std::vector<MultiPolygon>& shapes) {
    Image mask(width, height, PixelFormat::Gray8);
    for (const MultiPolygon& shape : shapes) fillShape(shape, {{0, 0}, 1, width, height}, 1, mask);
    return mask;
}

bool isNear(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance * std::abs(b); }

}  // namespace

class MeasureAgreementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAgreesWithNothing() {
        const Agreement a = compareShapes({}, {}, {.slideSize = {100, 100}});
        QCOMPARE(a.pixels.dice(), 1.0);
        QCOMPARE(a.objects.precision(), 1.0);
        QCOMPARE(a.objects.recall(), 1.0);
        QCOMPARE(a.objects.f1(), 1.0);
        const Agreement missed = compareShapes({rectangle(1, 1, 5, 5)}, {}, {.slideSize = {100, 100}});
        QCOMPARE(missed.pixels.dice(), 0.0);
        QCOMPARE(missed.objects.precision(), 0.0);
        QCOMPARE(missed.objects.recall(), 0.0);
    }

    void knownRectanglesGiveKnownScores() {
        // 10×10 against the same moved by 2: 80 pixels in both, IoU 80/120; the second one is missed, the third invented.
        const Agreement a = compareShapes({rectangle(10, 10, 10, 10), rectangle(50, 50, 10, 10)},
                                          {rectangle(12, 10, 10, 10), rectangle(80, 10, 10, 10)}, {.slideSize = {100, 100}});
        QCOMPARE(a.pixels.truth, std::int64_t(200));
        QCOMPARE(a.pixels.predicted, std::int64_t(200));
        QCOMPARE(a.pixels.both, std::int64_t(80));
        QCOMPARE(a.pixels.dice(), 0.4);
        QCOMPARE(a.objects.matched, std::int64_t(1));
        QCOMPARE(a.objects.precision(), 0.5);
        QCOMPARE(a.objects.recall(), 0.5);
        QVERIFY(isNear(a.matches[0].iou, 80.0 / 120, 1e-9));
    }

    void anOverlapBelowOneHalfIsNoMatchAndOneObjectMatchesOnce() {
        const auto moved = [](double by) {
            return compareShapes({rectangle(0, 0, 30, 30)}, {rectangle(by, 0, 30, 30)}, {.slideSize = {100, 100}}).objects.matched;
        };
        QCOMPARE(moved(9), std::int64_t(1));     // IoU 21/39
        QCOMPARE(moved(10), std::int64_t(1));    // exactly one half
        QCOMPARE(moved(11), std::int64_t(0));
        const Agreement halves = compareShapes({rectangle(0, 0, 20, 20)}, {rectangle(0, 0, 10, 20), rectangle(10, 0, 10, 20)}, {.slideSize = {50, 50}});
        QCOMPARE(halves.objects.matched, std::int64_t(1));
        QCOMPARE(halves.objects.f1(), 2.0 / 3);
    }

    void randomSetsScoreAsCountingPixelByPixelDoes() {
        std::mt19937 random(3);
        const auto between = [&](int a, int b) { return std::uniform_int_distribution<int>(a, b)(random); };
        for (int round = 0; round < 20; ++round) {
            std::vector<MultiPolygon> truth, predicted;
            for (int i = 0; i < 25; ++i) {  // a raster of cells keeps objects of one side apart
                const double x = (i % 5) * 30 + 2, y = (i / 5) * 30 + 2;
                if (between(0, 3)) truth.push_back(rectangle(x + between(0, 6), y + between(0, 6), between(4, 20), between(4, 20)));
                if (between(0, 3)) predicted.push_back(rectangle(x + between(0, 6), y + between(0, 6), between(4, 20), between(4, 20)));
            }
            const Agreement a = compareShapes(truth, predicted, {.slideSize = {150, 150}});
            std::int64_t inTruth = 0, inPredicted = 0, inBoth = 0;
            for (int y = 0; y < 150; ++y)
                for (int x = 0; x < 150; ++x) {
                    const auto covers = [&](const std::vector<MultiPolygon>& shapes) {
                        return std::any_of(shapes.begin(), shapes.end(), [&](const MultiPolygon& s) { return boundsOf(s).contains({x + 0.5, y + 0.5}); });
                    };
                    const bool t = covers(truth), p = covers(predicted);
                    inTruth += t;
                    inPredicted += p;
                    inBoth += t && p;
                }
            QCOMPARE(a.pixels.truth, inTruth);
            QCOMPARE(a.pixels.predicted, inPredicted);
            QCOMPARE(a.pixels.both, inBoth);
            std::int64_t matched = 0;
            for (const MultiPolygon& t : truth)
                for (const MultiPolygon& p : predicted) {
                    const SlideRect r = boundsOf(t), s = boundsOf(p), both = r.intersected(s);
                    const double shared = both.width * both.height;
                    matched += shared / (r.width * r.height + s.width * s.height - shared) >= 0.5;
                }
            QCOMPARE(a.objects.matched, matched);
            // Masks: the same, since objects of one side do not touch.
            const auto masks = compareMasks(maskOf(150, 150, truth), maskOf(150, 150, predicted));
            QVERIFY(masks.ok());
            QCOMPARE(masks->pixels.both, inBoth);
            QCOMPARE(masks->objects.truth, a.objects.truth);
            QCOMPARE(masks->objects.matched, matched);
            const Agreement mixed = compareMaskWithShapes(maskOf(150, 150, truth), predicted);
            QCOMPARE(mixed.pixels.both, inBoth);
            QCOMPARE(mixed.objects.matched, matched);
        }
    }

    void whatNobodyLookedAtCountsForNobody() {
        Image truth = maskOf(100, 60, {rectangle(5, 5, 20, 20)});
        fillShape(rectangle(50, 0, 50, 60), {{0, 0}, 1, 100, 60}, kNotLookedAt, truth);
        // One right, one in the ignored half, one that sticks out of it by less than half of itself.
        const auto a = compareMasks(truth, maskOf(100, 60, {rectangle(5, 5, 20, 20), rectangle(70, 5, 10, 10), rectangle(46, 40, 12, 10)}));
        QVERIFY(a.ok());
        QCOMPARE(a->objects.truth, std::int64_t(1));
        QCOMPARE(a->objects.predicted, std::int64_t(1));
        QCOMPARE(a->objects.matched, std::int64_t(1));
        QCOMPARE(a->pixels.predicted, std::int64_t(400 + 4 * 10));
        QCOMPARE(a->pixels.both, std::int64_t(400));
    }

    void masksOfTwoSizesCannotBeCompared() {
        const auto a = compareMasks(Image(10, 10, PixelFormat::Gray8), Image(10, 11, PixelFormat::Gray8));
        QVERIFY(!a.ok());
        QVERIFY(a.error().why.find("10×11") != std::string::npos);
    }

    void touchingOutlinesStayTwoObjects() {
        const Image truth = maskOf(60, 30, {rectangle(5, 5, 10, 10), rectangle(30, 5, 10, 10)});
        const Agreement a = compareMaskWithShapes(truth, {rectangle(5, 5, 10, 10), rectangle(15, 5, 10, 10), rectangle(30, 5, 10, 10)});
        QCOMPARE(a.objects.predicted, std::int64_t(3));
        QCOMPARE(a.objects.matched, std::int64_t(2));
    }

    void sumsOfScoresAreTheScoresOfTheSums() {
        PixelAgreement pixels{10, 20, 5};
        pixels += {30, 20, 15};
        QCOMPARE(pixels.dice(), 0.5);
        ObjectAgreement objects{2, 3, 1};
        objects += {2, 1, 1};
        QCOMPARE(objects.precision(), 0.5);
    }

    void aDiscMeasuresAsADisc() {
        const Morphometry m = morphometryOf(ellipse(1000, 500, 200, 200), 0.5);
        QVERIFY(isNear(m.areaUm2, std::numbers::pi * 1e4, 1e-4));
        QVERIFY(isNear(m.equivalentDiameterUm, 200, 1e-4));
        QVERIFY(isNear(m.perimeterUm, 200 * std::numbers::pi, 1e-4));
        QVERIFY(isNear(m.circularity, 1, 1e-3));
        QVERIFY(isNear(m.feretUm, 200, 1e-4));
        QVERIFY(isNear(m.smallestFeretUm, 200, 1e-3));
        QVERIFY(isNear(m.solidity, 1, 1e-9));
    }

    void anEllipseHasTwoDiametersAndIsLessRound() {
        const Morphometry m = morphometryOf(ellipse(0, 0, 300, 150), 1);
        QVERIFY(isNear(m.areaUm2, std::numbers::pi * 300 * 150, 1e-4));
        QVERIFY(isNear(m.feretUm, 600, 1e-4));
        QVERIFY(isNear(m.smallestFeretUm, 300, 1e-3));
        // Ramanujan's second approximation of the perimeter.
        const double h = (150.0 / 450) * (150.0 / 450), perimeter = std::numbers::pi * 450 * (1 + 3 * h / (10 + std::sqrt(4 - 3 * h)));
        QVERIFY(isNear(m.perimeterUm, perimeter, 1e-3));
        QVERIFY(isNear(m.circularity, 4 * std::numbers::pi * std::numbers::pi * 300 * 150 / (perimeter * perimeter), 1e-3));
    }

    void holesAndBaysShow() {
        MultiPolygon ring = rectangle(0, 0, 100, 100);
        ring[0].holes.push_back({{40, 40}, {40, 60}, {60, 60}, {60, 40}});
        const Morphometry m = morphometryOf(ring, 2);
        QCOMPARE(m.areaUm2, 4.0 * 9600);
        QCOMPARE(m.solidity, 1.0);
        const MultiPolygon bay = {{{{0, 0}, {100, 0}, {100, 100}, {60, 100}, {60, 50}, {40, 50}, {40, 100}, {0, 100}}, {}}};
        QCOMPARE(morphometryOf(bay, 1).solidity, 0.9);
        QCOMPARE(morphometryOf({}, 1).areaUm2, 0.0);
    }
};

QTEST_GUILESS_MAIN(MeasureAgreementTest)
#include "measure_agreement_test.moc"
