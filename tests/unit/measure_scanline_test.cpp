#include <QTest>

#include <cmath>
#include <random>

#include "core/annotation/scanline.h"

using namespace bowman;

namespace {

/// Even-odd by the sign of products, with the header's tie rule (right, then down), independent of the scanline code.
bool centreInside(const Polygon& polygon, double x, double y) {
    bool inside = false;
    const auto cross = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
            if (a.y > b.y) std::swap(a, b);
            if (!(a.y <= y && y < b.y)) continue;
            if ((b.x - a.x) * (y - a.y) > (b.y - a.y) * (x - a.x)) inside = !inside;  // crossing strictly to the right
        }
    };
    cross(polygon.outer);
    for (const Ring& hole : polygon.holes) cross(hole);
    return inside;
}

Ring star(std::mt19937& random, SlidePoint centre, double smallest, double largest) {
    // Coordinates on multiples of 1/2: many centres lie exactly on vertices and edges.
    std::uniform_real_distribution<double> radius(smallest, largest);
    Ring ring;
    for (int i = 0; i < 11; ++i) {
        const double angle = 2 * M_PI * i / 11, r = radius(random);
        ring.push_back({std::round(2 * (centre.x + r * std::cos(angle))) / 2, std::round(2 * (centre.y + r * std::sin(angle))) / 2});
    }
    return ring;
}

std::vector<std::uint8_t> bitmap(const std::vector<PixelRun>& runs, int width, int height, ScanOrder order) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * height);
    for (const PixelRun& run : runs)
        for (std::int64_t i = run.begin; i < run.end; ++i)
            pixels[static_cast<std::size_t>(order == ScanOrder::Rows ? run.line * width + i : i * width + run.line)] += 1;
    return pixels;
}

}  // namespace

class MeasureScanlineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothOrdersCoverExactlyThePixelsWhoseCentreIsInside() {
        std::mt19937 random(1);
        for (int round = 0; round < 300; ++round) {
            const Polygon polygon{star(random, {23, 17}, 9, 25), {star(random, {23, 17}, 2, 8)}};
            const RasterGrid grid{{0, 0}, 1, 41, 37};
            std::vector<std::uint8_t> expected;
            for (int y = 0; y < 37; ++y)
                for (int x = 0; x < 41; ++x) expected.push_back(centreInside(polygon, x + 0.5, y + 0.5));
            QVERIFY(bitmap(pixelRuns({polygon}, grid, ScanOrder::Rows), 41, 37, ScanOrder::Rows) == expected);
            QVERIFY(bitmap(pixelRuns({polygon}, grid, ScanOrder::Columns), 41, 37, ScanOrder::Columns) == expected);
        }
    }

    void aRectangleCoversItsPixelsAndNoMore() {
        const MultiPolygon rectangle = {{{{3, 2}, {13, 2}, {13, 9}, {3, 9}}, {}}};
        QCOMPARE(pixelCount(pixelRuns(rectangle, {{0, 0}, 1, 100, 100})), std::int64_t(70));
        QVERIFY(pixelRuns(rectangle, {{0, 0}, 1, 100, 100}).front() == (PixelRun{2, 3, 13}));
        QVERIFY(pixelRuns(rectangle, {{0, 0}, 1, 100, 100}, ScanOrder::Columns).front() == (PixelRun{3, 2, 9}));
    }

    void shapesThatShareAnEdgeShareNoPixelAndLeaveNoGap() {
        const MultiPolygon upper = {{{{0, 0}, {20, 0}, {0, 20}}, {}}}, lower = {{{{20, 0}, {20, 20}, {0, 20}}, {}}};
        const RasterGrid grid{{0, 0}, 1, 20, 20};
        for (const ScanOrder order : {ScanOrder::Rows, ScanOrder::Columns}) {
            const auto a = pixelRuns(upper, grid, order), b = pixelRuns(lower, grid, order);
            QCOMPARE(pixelsInBoth(a, b), std::int64_t(0));
            QCOMPARE(pixelCount(a) + pixelCount(b), std::int64_t(400));
        }
    }

    void whatLiesOutsideOfTheGridIsDropped() {
        const MultiPolygon large = {{{{-1e7, -50}, {1e7, -50}, {1e7, 50}, {-1e7, 50}}, {}}};
        QCOMPARE(pixelCount(pixelRuns(large, {{0, 0}, 1, 30, 20})), std::int64_t(600));
        QVERIFY(pixelRuns(MultiPolygon{{{{40, 40}, {50, 40}, {50, 50}}, {}}}, {{0, 0}, 1, 30, 20}).empty());
    }

    void aCoarseGridSeesTheSameShapeAtItsScale() {
        const MultiPolygon rectangle = {{{{100, 200}, {140, 200}, {140, 260}, {100, 260}}, {}}};
        const auto runs = pixelRuns(rectangle, {{100, 200}, 4, 10, 100});
        QCOMPARE(pixelCount(runs), std::int64_t(10 * 15));
    }

    void overlappingObjectsAreCountedOnce() {
        const MultiPolygon a = {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}}, b = {{{{5, 0}, {15, 0}, {15, 10}, {5, 10}}, {}}};
        const RasterGrid grid{{0, 0}, 1, 20, 20};
        const auto both = pixelRuns(std::vector<MultiPolygon>{a, b}, grid);
        QCOMPARE(pixelCount(both), std::int64_t(150));
        QCOMPARE(both.size(), std::size_t(10));
        QCOMPARE(pixelsInBoth(pixelRuns(a, grid), pixelRuns(b, grid)), std::int64_t(50));
        Image mask(20, 20, PixelFormat::Gray8);
        fillShape(a, grid, 7, mask);
        QCOMPARE(int(mask.pixel(9, 9)[0]), 7);
        QCOMPARE(int(mask.pixel(10, 9)[0]), 0);
    }
};

QTEST_GUILESS_MAIN(MeasureScanlineTest)
#include "measure_scanline_test.moc"
