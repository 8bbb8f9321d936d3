#include <QTest>

#include <cmath>
#include <functional>
#include <numbers>

#include "core/annotation/polygon_ops.h"
#include "core/detect/candidates.h"
#include "core/detect/components.h"
#include "core/detect/contour.h"
#include "core/detect/detection_job.h"
#include "core/detect/uncertainty.h"

using namespace bowman;

namespace {

ProbabilityMap mapOf(MapGrid grid, const std::function<double(double x, double y)>& probabilityAtCentre) {
    ProbabilityMap map(grid);
    const int width = static_cast<int>(grid.size.width), height = static_cast<int>(grid.size.height);
    std::vector<std::uint8_t> values;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            values.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(probabilityAtCentre(x + 0.5, y + 0.5), 0.0, 1.0))));
    map.write(0, 0, width, height, values.data());
    return map;
}

/// 1 inside, 0 outside, a linear border two pixels wide whose middle lies on the circle.
double softDisc(double x, double y, double cx, double cy, double r) { return 0.5 + (r - std::hypot(x - cx, y - cy)) / 2; }

PolygoniseOptions everything(double threshold = 0.5) { return {.threshold = threshold, .smallestAreaUm2 = 1, .umPerPx = 1, .smallestHoleUm2 = 1}; }

}  // namespace

class DetectPolygoniseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDiscKeepsItsAreaAndCentreAtEveryPlaceAndScale() {
        for (const double downsample : {1.0, 4.016})
            for (const double radius : {24.0, 47.5, 80.0})
                for (const double offset : {0.0, 0.3, 0.77}) {
                    const MapGrid grid{{1000, 500}, downsample, {600, 300}};
                    const auto map = mapOf(grid, [&](double x, double y) { return softDisc(x, y, 255 + offset, 140 - offset, radius); });
                    const auto objects = polygonise(map, everything());
                    QCOMPARE(objects.size(), std::size_t(1));
                    const double expected = std::numbers::pi * radius * radius * downsample * downsample;
                    QVERIFY2(std::abs(areaOf(objects[0].shape) / expected - 1) < 0.005, qPrintable(QString::number(areaOf(objects[0].shape) / expected)));
                    const SlidePoint centre = boundsOf(objects[0].shape).centre();
                    QVERIFY(std::abs(centre.x - (1000 + (255 + offset) * downsample)) < 0.3 * downsample);
                    QVERIFY(std::abs(centre.y - (500 + (140 - offset) * downsample)) < 0.3 * downsample);
                    QVERIFY(vertexCount(objects[0].shape) <= 64);
                    QVERIFY(isValid(objects[0].shape));
                }
    }

    void onlyObjectsOnASeamSayHowFarPatchesAreApart() {
        auto map = mapOf({{0, 0}, 2, {600, 200}}, [](double x, double y) { return std::max(softDisc(x, y, 100, 100, 40), softDisc(x, y, 400, 100, 40)); });
        map.writeSeams(380, 0, 40, 200, std::vector<std::uint8_t>(40 * 200, ProbabilityMap::kSeam + 127).data());
        const ProbabilityMap part = map.around({0, 0, 1200, 400});
        for (const ProbabilityMap* one : {&std::as_const(map), &part}) {
            const auto objects = polygonise(*one, everything());
            QCOMPARE(objects.size(), std::size_t(2));
            QVERIFY(!objects[0].seamDisagreement);
            QVERIFY(objects[1].seamDisagreement && std::abs(*objects[1].seamDisagreement - 0.5) < 1e-9);
        }
    }

    void faintDiscsAreCandidatesAndTheHaloOfAnObjectIsNone() {
        const auto map = mapOf({{0, 0}, 2, {600, 200}}, [](double x, double y) {
            const double sure = std::clamp(softDisc(x, y, 100, 100, 40), 0.0, 1.0), halo = 0.3 * std::clamp(softDisc(x, y, 100, 100, 55), 0.0, 1.0);
            const double faint = 0.35 * std::clamp(softDisc(x, y, 300, 100, 40), 0.0, 1.0), fainter = 0.1 * std::clamp(softDisc(x, y, 500, 100, 40), 0.0, 1.0);
            return std::max({sure, halo, faint, fainter});
        });
        const auto found = polygonise(map, everything());
        QCOMPARE(found.size(), std::size_t(1));
        const auto candidates = findCandidates(map, everything(), found);
        QCOMPARE(candidates.size(), std::size_t(1));
        const SlidePoint centre = boundsOf(candidates.front().shape).centre();
        QVERIFY(std::abs(centre.x - 600) < 2 && std::abs(centre.y - 200) < 2);
        QVERIFY(candidates.front().score < 0.4);
        // As large as an object has to be.
        PolygoniseOptions large = everything();
        large.smallestAreaUm2 = 40'000;
        QCOMPARE(findCandidates(map, large, polygonise(map, large)).size(), std::size_t(0));
    }

    void anObjectThatTheNetworkIsUnsureOfIsACandidateInstead() {
        const auto map = mapOf({{0, 0}, 2, {600, 200}}, [](double x, double y) {
            return std::max(std::clamp(softDisc(x, y, 100, 100, 40), 0.0, 1.0), 0.7 * std::clamp(softDisc(x, y, 300, 100, 40), 0.0, 1.0));
        });
        PolygoniseOptions options = everything();
        QCOMPARE(polygonise(map, options).size(), std::size_t(2));
        QVERIFY(findCandidates(map, options, polygonise(map, options)).empty());
        options.smallestConfidence = 0.6;   // the second has (0.7 − 0.5) / (1 − 0.5) = 0.4 at most
        const auto found = polygonise(map, options);
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(confidenceOf(found[0].score, 0.5) > 0.9);
        const auto candidates = findCandidates(map, options, found);
        QCOMPARE(candidates.size(), std::size_t(1));
        QVERIFY(std::abs(boundsOf(candidates[0].shape).centre().x - 600) < 2);
        QVERIFY(std::abs(confidenceOf(candidates[0].score, 0.5) - 0.4) < 0.05);
    }

    void discsThatTouchBecomeTwoThatDoNotOverlap() {
        const auto map = mapOf({{0, 0}, 4, {400, 200}}, [](double x, double y) {
            return std::max(softDisc(x, y, 130, 100, 45), softDisc(x, y, 205, 105, 38));
        });
        PolygoniseOptions options = everything();
        options.umPerPx = 0.5;
        const auto objects = polygonise(map, options);
        QCOMPARE(objects.size(), std::size_t(2));
        QVERIFY(intersectionOverUnion(objects[0].shape, objects[1].shape) < 1e-3);
        const double radii[] = {45, 38};
        for (int i = 0; i < 2; ++i) {
            const auto& bigger = areaOf(objects[0].shape) > areaOf(objects[1].shape) ? objects[i] : objects[1 - i];
            QVERIFY(std::abs(areaOf(bigger.shape) / (std::numbers::pi * radii[i] * radii[i] * 16) - 1) < 0.06);
        }
        options.splitTouching = false;
        QCOMPARE(polygonise(map, options).size(), std::size_t(1));
    }

    /// A disc with a spike and a hole, one that the slide's edge cuts, one that is smaller than what is smoothed away.
    void smoothingTakesSpikesAwayAndNothingElse() {
        const auto map = mapOf({{0, 0}, 2, {300, 200}}, [](double x, double y) {
            const double spike = std::abs(y - 100) < 1.2 && x > 80 && x < 140 ? 1 : 0;
            const double ring = std::min(std::max(softDisc(x, y, 80, 100, 40), spike), 1 - softDisc(x, y, 70, 100, 12));
            return std::max({ring, softDisc(x, y, 295, 60, 30), softDisc(x, y, 220, 170, 3)});
        });
        PolygoniseOptions plain = everything(), smooth = everything();
        smooth.smoothingUm = 12;
        const auto before = polygonise(map, plain), after = polygonise(map, smooth);
        QCOMPARE(before.size(), std::size_t(3));
        QCOMPARE(after.size(), std::size_t(3));   // the small one stays as it is
        const double pi = std::numbers::pi;
        for (const DetectedObject& object : after) {
            QVERIFY(isValid(object.shape));
            QCOMPARE(object.shape.size(), std::size_t(1));
            const SlideRect r = boundsOf(object.shape);
            QVERIFY(r.x >= 0 && r.right() <= 600);
            if (r.x < 100) {
                QVERIFY2(r.right() < 2 * 124, qPrintable(QString::number(r.right())));   // the spike went to 280
                QCOMPARE(object.shape.front().holes.size(), std::size_t(1));
                QVERIFY(std::abs(areaOf(object.shape) / (4 * pi * (40 * 40 - 12 * 12)) - 1) < 0.015);
            }
            if (r.right() > 590) QCOMPARE(r.right(), 600.0);
        }
        const auto sum = [](const std::vector<DetectedObject>& objects) {
            double area = 0;
            for (const DetectedObject& object : objects) area += areaOf(object.shape);
            return area;
        };
        QVERIFY(std::abs(sum(after) / sum(before) - 1) < 0.03);   // the spike is 2 %
    }

    void longAndBeanShapedObjectsStayWhole() {
        const auto map = mapOf({{0, 0}, 1, {500, 300}}, [](double x, double y) {
            const double ellipse = 1 - std::hypot((x - 140) / 90, (y - 150) / 45);
            const double bean = std::abs(std::hypot(x - 360, y - 190) - 50) < 32 && y < 200 ? 1 : 0;
            return ellipse > 0 ? 1.0 : bean;
        });
        PolygoniseOptions options = everything();
        options.umPerPx = 2;
        QCOMPARE(polygonise(map, options).size(), std::size_t(2));
    }

    void aHardDiscKeepsItsAreaToo() {
        const auto map = mapOf({{0, 0}, 1, {200, 200}}, [](double x, double y) { return std::hypot(x - 99.7, y - 100.2) < 40 ? 1.0 : 0.0; });
        const auto objects = polygonise(map, everything());
        QCOMPARE(objects.size(), std::size_t(1));
        QVERIFY(std::abs(areaOf(objects[0].shape) / (std::numbers::pi * 1600) - 1) < 0.005);
        QVERIFY(objects[0].score > 0.999);
        QVERIFY(objects[0].uncertainty < 1e-9);
    }

    void largeHolesStayAndSmallOnesAreFilled() {
        const auto map = mapOf({{0, 0}, 1, {200, 200}}, [](double x, double y) {
            return std::min(softDisc(x, y, 100, 100, 80), std::min(1 - softDisc(x, y, 80, 100, 20), 1 - softDisc(x, y, 140, 100, 4)));
        });
        PolygoniseOptions options = everything();
        options.smallestHoleUm2 = 500;
        const auto objects = polygonise(map, options);
        QCOMPARE(objects.size(), std::size_t(1));
        QCOMPARE(objects[0].shape.size(), std::size_t(1));
        QCOMPARE(objects[0].shape[0].holes.size(), std::size_t(1));
        const double expected = std::numbers::pi * (6400 - 400);
        QVERIFY(std::abs(areaOf(objects[0].shape) / expected - 1) < 0.005);
    }

    void objectsAreOrderedByPlaceAndSmallOnesDropped() {
        const auto map = mapOf({{0, 0}, 1, {700, 400}}, [](double x, double y) {
            return std::max({softDisc(x, y, 600, 60, 30), softDisc(x, y, 80, 90, 30), softDisc(x, y, 300, 300, 40), softDisc(x, y, 450, 300, 5)});
        });
        PolygoniseOptions options = everything();
        options.smallestAreaUm2 = 200;
        const auto objects = polygonise(map, options);
        QCOMPARE(objects.size(), std::size_t(3));
        QVERIFY(boundsOf(objects[0].shape).x > 500);
        QVERIFY(boundsOf(objects[1].shape).x < 100);
        options.umPerPx = 2;
        QCOMPARE(polygonise(map, options).size(), std::size_t(4));
    }

    void anObjectOnTheSlidesEdgeEndsThere() {
        const MapGrid grid{{0, 0}, 2, {151, 120}};
        const auto map = mapOf(grid, [](double x, double y) { return 0.75 * (std::hypot(x - 151, y - 60) < 40 ? 1.0 : 0.0); });
        PolygoniseOptions options = everything();
        options.clip = SlideRect{0, 0, 301, 240};
        const auto objects = polygonise(map, options);
        QCOMPARE(objects.size(), std::size_t(1));
        QCOMPARE(boundsOf(objects[0].shape).right(), 301.0);
        const double half = std::numbers::pi * 1600 * 4 / 2 - 80 * 2;  // the half disc without its last column
        QVERIFY(std::abs(areaOf(objects[0].shape) / half - 1) < 0.01);
    }

    void aNeighbourInsideTheBoundingBoxDoesNotDisturb() {
        const auto map = mapOf({{0, 0}, 1, {300, 300}}, [](double x, double y) {
            const double ring = std::min(softDisc(x, y, 150, 150, 120), 1 - softDisc(x, y, 150, 150, 90));
            return std::max(ring, softDisc(x, y, 150, 150, 60));
        });
        const auto objects = polygonise(map, everything());
        QCOMPARE(objects.size(), std::size_t(2));
        QVERIFY(std::abs(areaOf(objects[0].shape) / (std::numbers::pi * (14400 - 8100)) - 1) < 0.005);
        QVERIFY(std::abs(areaOf(objects[1].shape) / (std::numbers::pi * 3600) - 1) < 0.005);
    }

    void theThresholdMovesTheOutline() {
        const auto map = mapOf({{0, 0}, 1, {300, 300}}, [](double x, double y) { return 1 - std::hypot(x - 150, y - 150) / 100; });
        for (const double threshold : {0.2, 0.4, 0.5, 0.8}) {  // 0.2, 0.4 and 0.8 are whole numbers of 255ths
            const double radius = 100 * (1 - threshold);
            const auto objects = polygonise(map, everything(threshold));
            QCOMPARE(objects.size(), std::size_t(1));
            QVERIFY(std::abs(areaOf(objects[0].shape) / (std::numbers::pi * radius * radius) - 1) < 0.01);
        }
    }

    void componentsTouchByCornersAndKeepTheirOrder() {
        const char* rows[] = {"#..#.", ".#..#", "#....", "..#.#", ".#.#."};
        const auto components = connectedComponents(5, [&](int y, std::vector<PixelRun>& runs) {
            appendRuns(reinterpret_cast<const std::uint8_t*>(rows[y]), 0, 5, y, [](std::uint8_t v) { return v == '#'; }, runs);
        });
        QCOMPARE(components.size(), std::size_t(3));
        QCOMPARE(components[0].pixels, std::int64_t(3));
        QCOMPARE(components[1].pixels, std::int64_t(2));
        QCOMPARE(components[2].pixels, std::int64_t(4));
        QCOMPARE(components[2].left, 1);
        QCOMPARE(components[2].bottom, 5);
    }

    void aBlurredObjectIsLessCertainThanASharpOne() {
        const auto sharp = mapOf({{0, 0}, 1, {200, 200}}, [](double x, double y) { return softDisc(x, y, 100, 100, 50); });
        const auto blurred = mapOf({{0, 0}, 1, {200, 200}}, [](double x, double y) { return 0.5 + (50 - std::hypot(x - 100, y - 100)) / 60; });
        const auto a = polygonise(sharp, everything()), b = polygonise(blurred, everything());
        QVERIFY(a[0].uncertainty < b[0].uncertainty);
        QVERIFY(a[0].score > b[0].score);
        QVERIFY(b[0].uncertainty <= 1);
        QCOMPARE(binaryEntropy(0), 0.0);
        QVERIFY(binaryEntropy(127) > 0.999);
    }

    void aMapKeepsWhatWasWrittenAndZerosElsewhere() {
        ProbabilityMap map({{0, 0}, 4, {1000, 700}});
        std::vector<std::uint8_t> values(300 * 200);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint8_t>(i % 251 + 1);
        map.write(-50, 600, 300, 200, values.data());
        QCOMPARE(int(map.at(0, 600)), int(values[50]));
        QCOMPARE(int(map.at(249, 699)), int(values[99 * 300 + 299]));
        QCOMPARE(int(map.at(250, 650)), 0);
        QCOMPARE(int(map.at(0, 700)), 0);
        QVERIFY(map.blocks() == (std::vector<std::pair<int, int>>{{0, 512}}));
        const Image image = map.read(-10, 590, 40, 200);
        QCOMPARE(int(image.pixel(9, 20)[0]), 0);
        QCOMPARE(int(image.pixel(10, 10)[0]), int(values[50]));
        QCOMPARE(map.probabilityAt({2, 2401}), values[50] / 255.0);
        const std::vector<std::uint8_t> zeros(64, 0);
        map.write(900, 10, 8, 8, zeros.data());
        QCOMPARE(map.blocks().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(DetectPolygoniseTest)
#include "detect_polygonise_test.moc"
