// Outlines against areas that are known, and random ones against the laws that areas obey.
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "core/annotation/outline_edit.h"
#include "core/annotation/polygon_ops.h"

using namespace bowman;

namespace {

MultiPolygon box(double x, double y, double w, double h) {
    return {Polygon{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, {}}};
}

/// A wavy, star-shaped outline, off the grid.
MultiPolygon blob(std::mt19937& random, SlidePoint centre, double radius, int points) {
    std::uniform_real_distribution<double> phase(0, 2 * std::numbers::pi), part(0.05, 0.2);
    const double a = part(random), b = part(random), pa = phase(random), pb = phase(random);
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double t = 2 * std::numbers::pi * i / points;
        const double r = radius * (1 + a * std::sin(3 * t + pa) + b * std::sin(7 * t + pb));
        ring.push_back({centre.x + r * std::cos(t), centre.y + r * std::sin(t)});
    }
    return {Polygon{ring, {}}};
}

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

double signedArea(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) sum += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return sum / 2;
}

bool isOnGrid(const MultiPolygon& shape) {
    for (const Polygon& polygon : shape)
        for (const SlidePoint& p : polygon.outer)
            if (p.x * 16 != std::round(p.x * 16) || p.y * 16 != std::round(p.y * 16)) return false;
    return true;
}

}  // namespace

class AnnotationGeometryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSingleClickPaintsADiscOfTheRightArea() {
        for (const double radius : {4.0, 20.0, 100.0, 400.0}) {
            const auto disc = bufferedLine({{1000.3, 2000.7}}, radius);
            QVERIFY(disc.ok());
            const double expected = std::numbers::pi * radius * radius;
            QVERIFY2(near(areaOf(*disc), expected, 0.005 * expected), qPrintable(QString::number(areaOf(*disc) / expected)));
        }
    }

    void aStrokeIsItsLineWithRoundEnds() {
        const auto stroke = bufferedLine({{0, 0}, {50, 0.01}, {100, 0}}, 10);
        QVERIFY(stroke.ok());
        QVERIFY(near(areaOf(*stroke), 100 * 20 + std::numbers::pi * 100, 5));
        QVERIFY(!bufferedLine({}, 10).ok());
        QVERIFY(!bufferedLine({{0, 0}}, 0).ok());
        QVERIFY(!bufferedLine({{0, std::numeric_limits<double>::quiet_NaN()}}, 3).ok());
    }

    void unionDifferenceAndIntersectionHaveTheirAreas() {
        const MultiPolygon a = box(0, 0, 100, 100), b = box(50, 50, 100, 100);
        QCOMPARE(areaOf(*unite(a, b)), 17500.0);
        QCOMPARE(areaOf(*subtract(a, b)), 7500.0);
        QCOMPARE(areaOf(*intersect(a, b)), 2500.0);
        QCOMPARE(intersectionOverUnion(a, b), 2500.0 / 17500.0);
        QCOMPARE(intersectionOverUnion(a, a), 1.0);
        QCOMPARE(intersectionOverUnion(a, box(500, 0, 1, 1)), 0.0);
        QCOMPARE(intersectionOverUnion({}, {}), 1.0);
        QCOMPARE(intersectionOverUnion(a, {}), 0.0);
        QVERIFY(intersect(a, box(100, 0, 10, 10))->empty());  // a shared edge is no area
    }

    void holesAreKeptAndCounted() {
        const auto frame = subtract(box(0, 0, 100, 100), box(20, 20, 40, 40));
        QVERIFY(frame.ok());
        QCOMPARE(frame->size(), std::size_t(1));
        QCOMPARE(frame->front().holes.size(), std::size_t(1));
        QCOMPARE(areaOf(*frame), 8400.0);
        QCOMPARE(vertexCount(*frame), std::size_t(8));
        QVERIFY(!contains(*frame, {40, 40}));
        QVERIFY(contains(*frame, {10, 10}));
        QVERIFY(contains(*frame, anchorOf(*frame)));
        QVERIFY(boundsOf(*frame) == (SlideRect{0, 0, 100, 100}));
        QVERIFY(signedArea(frame->front().outer) > 0);      // clockwise on the screen, where y points down
        QVERIFY(signedArea(frame->front().holes[0]) < 0);
    }

    void aPointOnASharedEdgeBelongsToOneSide() {
        const MultiPolygon left = box(0, 0, 10, 10), right = box(10, 0, 10, 10);
        QCOMPARE(int(contains(left, {10, 5})) + int(contains(right, {10, 5})), 1);
    }

    void theSameShapeHasTheSameText() {
        MultiPolygon turned{Polygon{{{100, 100}, {100, 0}, {0, 0}, {0, 100}}, {}}};
        QVERIFY(*makeValid(turned) == *makeValid(box(0, 0, 100, 100)));
        const auto ab = unite(box(0, 0, 10, 10), box(50, 0, 10, 10)), ba = unite(box(50, 0, 10, 10), box(0, 0, 10, 10));
        QVERIFY(*ab == *ba);
    }

    void aBowTieBecomesTwoTriangles() {
        const MultiPolygon bowTie{Polygon{{{0, 0}, {100, 100}, {100, 0}, {0, 100}}, {}}};
        QVERIFY(!isValid(bowTie));
        const auto valid = makeValid(bowTie);
        QVERIFY(valid.ok());
        QVERIFY(isValid(*valid));
        QCOMPARE(valid->size(), std::size_t(2));
        QCOMPARE(areaOf(*valid), 5000.0);
    }

    void partsThatOverlapAreUnited() {
        const MultiPolygon twice{box(0, 0, 100, 100)[0], box(50, 0, 100, 100)[0]};
        QVERIFY(!isValid(twice));
        QCOMPARE(areaOf(*makeValid(twice)), 15000.0);
    }

    void whatCannotBeRepairedIsAnError() {
        const MultiPolygon line{Polygon{{{0, 0}, {10, 0}, {20, 0}}, {}}};
        QVERIFY(!isValid(line));
        QVERIFY(!makeValid(line).ok());
        const MultiPolygon twoPoints{Polygon{{{0, 0}, {10, 0}}, {}}};
        QVERIFY(!isValid(twoPoints));
        const auto failed = makeValid(twoPoints);
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().why, std::string("a ring has fewer than three points"));
        const MultiPolygon infinite{Polygon{{{0, 0}, {10, 0}, {std::numeric_limits<double>::infinity(), 5}}, {}}};
        QVERIFY(!isValid(infinite));
        QVERIFY(!unite(infinite, box(0, 0, 1, 1)).ok());
    }

    void growingAndShrinkingMoveTheBorder() {
        QVERIFY(near(areaOf(*buffered(box(0, 0, 100, 100), 10)), 14000 + std::numbers::pi * 100, 5));
        QCOMPARE(areaOf(*buffered(box(0, 0, 100, 100), -10)), 6400.0);
        QVERIFY(buffered(box(0, 0, 100, 100), -60)->empty());
    }

    void simplifyingKeepsTheShapeWithFewerPoints() {
        const auto disc = bufferedLine({{0, 0}}, 300);
        const auto simple = simplified(*disc, 1);
        QVERIFY(vertexCount(*simple) < vertexCount(*disc));
        QVERIFY(intersectionOverUnion(*disc, *simple) > 0.99);
    }

    void aLineThroughCutsInTwo() {
        const auto parts = splitByLine(box(0, 0, 100, 100), {{-10, 30}, {110, 30}});
        QVERIFY(parts.ok());
        QCOMPARE(parts->size(), std::size_t(2));
        QCOMPARE(areaOf((*parts)[0]) + areaOf((*parts)[1]), 10000.0);
        QCOMPARE(std::min(areaOf((*parts)[0]), areaOf((*parts)[1])), 3000.0);
        QCOMPARE(*overlapArea((*parts)[0], (*parts)[1]), 0.0);
    }

    void aLineThatEndsInsideCutsNothing() {
        const MultiPolygon shape = box(0, 0, 100, 100);
        const auto parts = splitByLine(shape, {{-10, 30}, {50, 30}});
        QCOMPARE(parts->size(), std::size_t(1));
        QVERIFY(parts->front() == shape);
        QCOMPARE(splitByLine(shape, {{-10, -30}, {150, -30}})->size(), std::size_t(1));
        QVERIFY(!splitByLine(shape, {}).ok());
    }

    void aZigzagCutsOftenAndAnUntouchedPartStaysWithItsNeighbour() {
        MultiPolygon shape = box(0, 0, 100, 100);
        shape.push_back(box(0, 200, 10, 10)[0]);  // nearer to the lower half
        const auto parts = splitByLine(shape, {{-10, 50}, {110, 50}});
        QCOMPARE(parts->size(), std::size_t(2));
        for (const MultiPolygon& part : *parts) QCOMPARE(part.size() == 2, boundsOf(part).bottom() > 100);
        QCOMPARE(splitByLine(box(0, 0, 100, 100), {{20, -10}, {20, 110}, {60, 110}, {60, -10}})->size(), std::size_t(3));
    }

    void aHoleSurvivesACutBesideIt() {
        const auto frame = subtract(box(0, 0, 100, 100), box(60, 40, 20, 20));
        const auto parts = splitByLine(*frame, {{30, -5}, {30, 105}});
        QCOMPARE(parts->size(), std::size_t(2));
        double area = 0;
        for (const MultiPolygon& part : *parts) area += areaOf(part);
        QCOMPARE(area, 9600.0);
    }

    void touchingIsNotOverlapping() {
        QCOMPARE(*overlapArea(box(0, 0, 100, 100), box(100, 0, 100, 100)), 0.0);
        QCOMPARE(*overlapArea(box(0, 0, 100, 1000), box(99.95, 0, 100, 1000)), 0.0);  // as thin as rounding
        QCOMPARE(*overlapArea(box(0, 0, 100, 100), box(99, 0, 100, 100)), 100.0);
        QCOMPARE(*overlapArea(box(0, 0, 100, 100), box(99.5, 99.5, 100, 100)), 0.0);  // a corner of a quarter pixel²
    }

    void paintingLeavesTheRestOfTheOutlineWhereItWas() {
        std::mt19937 random(7);
        const auto shape = makeValid(blob(random, {500, 500}, 200, 2000));
        const auto painted = paint(*shape, {{700, 500}, {720, 520}, {740, 540}}, 30);
        QVERIFY(painted.ok());
        QVERIFY(isValid(*painted));
        const auto brush = bufferedLine({{700, 500}, {720, 520}, {740, 540}}, 31);
        const SlideRect reach = boundsOf(*brush);
        std::size_t untouched = 0;
        const Ring& before = shape->front().outer;
        const Ring& after = painted->front().outer;
        for (const SlidePoint& p : before)
            if (!reach.contains(p)) {
                ++untouched;
                QVERIFY(std::find(after.begin(), after.end(), p) != after.end());
            }
        QVERIFY(untouched > 1000);
        QVERIFY(near(areaOf(*painted), areaOf(*unite(*shape, *bufferedLine({{700, 500}, {720, 520}, {740, 540}}, 30))), 30));
    }

    void hundredStrokesDoNotMakeTheOutlineGrowWithoutLimit() {
        std::mt19937 random(8);
        MultiPolygon shape = *makeValid(blob(random, {500, 500}, 200, 300));
        std::uniform_real_distribution<double> angle(0, 2 * std::numbers::pi);
        for (int i = 0; i < 100; ++i) {
            const double t = angle(random);
            const SlidePoint at{500 + 200 * std::cos(t), 500 + 200 * std::sin(t)};
            const auto next = i % 2 ? erase(shape, {at, {at.x + 10, at.y}}, 15) : paint(shape, {at, {at.x + 10, at.y}}, 15);
            QVERIFY(next.ok());
            QVERIFY(isValid(*next));
            shape = *next;
        }
        QVERIFY2(vertexCount(shape) < 2000, qPrintable(QString::number(vertexCount(shape))));
    }

    void erasingAllLeavesNothingAndErasingBesideChangesNothing() {
        const MultiPolygon shape = box(0, 0, 20, 20);
        QVERIFY(erase(shape, {{10, 10}}, 50)->empty());
        QVERIFY(*erase(shape, {{500, 500}}, 50) == shape);
        QCOMPARE(erase(box(0, 0, 100, 10), {{50, -20}, {50, 30}}, 5)->size(), std::size_t(2));
    }

    void anOutlineSnapsToItsNeighbours() {
        std::mt19937 random(9);
        const MultiPolygon shape = blob(random, {500, 500}, 100, 400);
        const std::vector<MultiPolygon> neighbours{blob(random, {640, 500}, 80, 300), blob(random, {500, 640}, 80, 300), box(5000, 0, 9, 9)};
        const auto fitted = fitToNeighbours(shape, neighbours);
        QVERIFY(fitted.ok());
        QVERIFY(isValid(*fitted));
        QVERIFY(areaOf(*fitted) < areaOf(shape));
        for (const MultiPolygon& neighbour : neighbours) QCOMPARE(*overlapArea(*fitted, neighbour), 0.0);
        QVERIFY(*fitToNeighbours(*fitted, neighbours) == *fitted);
        QVERIFY(fitToNeighbours(shape, {box(0, 0, 1000, 1000)})->empty());
    }

    void randomOutlinesObeyTheLawsOfArea() {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> place(0, 300), size(20, 120);
        for (int round = 0; round < 300; ++round) {
            const MultiPolygon a = blob(random, {place(random), place(random)}, size(random), 40 + round);
            const MultiPolygon b = blob(random, {place(random), place(random)}, size(random), 40 + round);
            const auto both = unite(a, b), less = subtract(a, b), common = intersect(a, b);
            QVERIFY(both.ok() && less.ok() && common.ok());
            for (const MultiPolygon* shape : {&*both, &*less, &*common}) {
                QVERIFY(isValid(*shape));
                QVERIFY(isOnGrid(*shape));
            }
            // Rounding moves the border by 1/32 px at most, slivers and pinholes are below 1 px² each.
            const double slack = 0.05 * 2 * std::numbers::pi * 2 * 150 + 4;
            QVERIFY(near(areaOf(*both), areaOf(a) + areaOf(b) - areaOf(*common), slack));
            QVERIFY(near(areaOf(*less), areaOf(a) - areaOf(*common), slack));
            QVERIFY(near(intersectionOverUnion(a, b), areaOf(*common) / areaOf(*both), 0.01));
            QVERIFY(isValid(*simplified(*both, 1.5)));
            const auto grown = buffered(*both, 5);
            QVERIFY(isValid(*grown));
            QVERIFY(areaOf(*grown) > areaOf(*both));
            for (const Polygon& part : *both) QVERIFY(contains({part}, anchorOf({part})));
        }
    }

    void randomScribblesBecomeValid() {
        std::mt19937 random(2);
        std::uniform_real_distribution<double> place(0, 300);
        for (int round = 0; round < 200; ++round) {
            Ring scribble;
            for (int i = 0; i < 5 + round % 40; ++i) scribble.push_back({place(random), place(random)});
            const auto valid = makeValid({Polygon{scribble, {}}});
            QVERIFY(valid.ok());
            QVERIFY(isValid(*valid));
            QVERIFY(isOnGrid(*valid));
            const auto stroke = bufferedLine(scribble, 7);
            QVERIFY(stroke.ok());
            QVERIFY(isValid(*stroke));
            const auto parts = splitByLine(*stroke, {{-10, place(random)}, {310, place(random)}});
            QVERIFY(parts.ok());
            double area = 0;
            for (const MultiPolygon& part : *parts) {
                QVERIFY(isValid(part));
                area += areaOf(part);
            }
            QVERIFY(near(area, areaOf(*stroke), 0.01 * areaOf(*stroke)));
        }
    }

    void theTimeToPaintOnAGlomerulusOf2000PointsIsMeasured() {
        std::mt19937 random(3);
        const auto shape = makeValid(blob(random, {5000, 5000}, 400, 2000));
        std::vector<SlidePoint> stroke;
        for (int i = 0; i < 60; ++i) stroke.push_back({5380 + 10 * std::sin(i / 8.0), 4900.0 + 3 * i});
        QBENCHMARK {
            QVERIFY(paint(*shape, stroke, 40).ok());
        }
    }
};

QTEST_GUILESS_MAIN(AnnotationGeometryTest)
#include "annotation_geometry_test.moc"
