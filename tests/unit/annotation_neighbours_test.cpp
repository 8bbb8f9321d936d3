// One outline among many neighbours, and a border that is drawn anew.
#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

#include "core/annotation/annotation_set.h"
#include "core/annotation/neighbour_ops.h"
#include "core/annotation/outline_edit.h"
#include "core/annotation/polygon_ops.h"
#include "core/annotation/redraw_border.h"

using namespace bowman;

namespace {

MultiPolygon disc(SlidePoint centre, double radius, int points = 120) {
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double a = 2 * std::numbers::pi * i / points;
        ring.push_back({centre.x + radius * std::cos(a), centre.y + radius * std::sin(a)});
    }
    return *makeValid({Polygon{std::move(ring), {}}});
}

/// Along a circle, from one angle to the other, in degrees.
std::vector<SlidePoint> arc(SlidePoint centre, double radius, double from, double to) {
    std::vector<SlidePoint> line;
    for (int i = 0; i <= 60; ++i) {
        const double a = (from + (to - from) * i / 60) * std::numbers::pi / 180;
        line.push_back({centre.x + radius * std::cos(a), centre.y + radius * std::sin(a)});
    }
    return line;
}

}  // namespace

class AnnotationNeighboursTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStrokeOverFiveHundredNeighboursKeepsOffEachOfThem() {
        std::vector<MultiPolygon> neighbours;
        for (int y = 0; y < 23; ++y)
            for (int x = 0; x < 23; ++x) neighbours.push_back(disc({100.0 * x, 100.0 * y}, 40, 300));
        const auto stroke = bufferedLine({{50, 400}, {2100, 1000}, {100, 1700}}, 560);
        QVERIFY(stroke.ok());
        const auto fitted = fitToNeighbours(*stroke, neighbours);
        QVERIFY(fitted.ok());
        QVERIFY(isValid(*fitted));
        const ShapeAmong among(*fitted);
        double taken = 0;
        int met = 0;
        for (const MultiPolygon& neighbour : neighbours) {
            const auto left = among.overlap(neighbour);
            QVERIFY(left.ok());
            QCOMPARE(*left, 0.0);
            const double before = *overlapArea(*stroke, neighbour);
            taken += before;
            met += before > 0;
        }
        QVERIFY2(met > 400, qPrintable(QString::number(met)));
        QVERIFY(std::abs(areaOf(*fitted) - (areaOf(*stroke) - taken)) < 0.001 * areaOf(*stroke));
    }

    void overlapAmongManyIsTheOverlapOfTwo() {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> place(0, 400), size(10, 120);
        for (int i = 0; i < 60; ++i) {
            MultiPolygon shape = *unite(disc({place(random), place(random)}, size(random)), disc({place(random), place(random)}, size(random)));
            if (i % 3 == 0) shape = *subtract(shape, disc({place(random), place(random)}, 15));
            if (shape.empty()) continue;
            const MultiPolygon other = disc({place(random), place(random)}, size(random));
            const auto both = ShapeAmong(shape).overlap(other);
            QVERIFY(both.ok());
            QVERIFY2(std::abs(*both - *overlapArea(shape, other)) < 2, qPrintable(QString("%1 %2").arg(*both).arg(*overlapArea(shape, other))));
        }
    }

    void neighboursThatOverlapOneAnotherAreAllSubtracted() {
        const MultiPolygon a = disc({100, 100}, 50), b = disc({150, 100}, 50), shape = disc({125, 100}, 100);
        const auto rest = subtractAll(shape, {&a, &b});
        QVERIFY(rest.ok());
        QVERIFY(std::abs(areaOf(*rest) - (areaOf(shape) - areaOf(*unite(a, b)))) < 20);
        QCOMPARE(*subtractAll(shape, {}), shape);
    }

    void neighboursThatBecomeHolesLeaveWhatAnOverlayLeaves() {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> place(60, 1340), size(8, 45);
        for (int round = 0; round < 12; ++round) {
            std::vector<MultiPolygon> neighbours;
            for (int i = 0; i < 70; ++i) {
                MultiPolygon neighbour = disc({place(random), place(random)}, size(random), 60);
                if (i % 9 == 0) neighbour = *subtract(neighbour, disc({boundsOf(neighbour).x + 10, boundsOf(neighbour).y + 20}, 6));
                if (i % 13 == 0) neighbour = *unite(neighbour, disc({place(random), place(random)}, 10));
                if (!neighbour.empty()) neighbours.push_back(std::move(neighbour));
            }
            MultiPolygon shape = *bufferedLine({{200, 200}, {1200, 400}, {200, 700}, {1200, 1100}}, round % 2 ? 90 : 200);
            if (round % 3 == 0) shape = *unite(shape, disc({150, 1250}, 100));
            if (round % 4 == 1) shape = *subtract(shape, disc({700, 300}, 30));
            std::vector<const MultiPolygon*> others;
            MultiPolygon expected = shape;
            for (const MultiPolygon& neighbour : neighbours) {
                others.push_back(&neighbour);
                expected = *subtract(expected, neighbour);
            }
            const auto rest = subtractAll(shape, others);
            QVERIFY(rest.ok());
            QVERIFY(isValid(*rest));
            QVERIFY(vertexCount(*rest) > vertexCount(shape));
            // One overlay after the other rounds to the grid each time: long edges move by less than the width that counts as touching.
            const MultiPolygon more = *subtract(*rest, expected), less = *subtract(expected, *rest);
            QVERIFY2(*overlapArea(more, more) + *overlapArea(less, less) == 0, qPrintable(QString("%1 %2").arg(areaOf(more)).arg(areaOf(less))));
        }
    }

    void neighboursApartBecomeExactlyTheHolesOfAnOverlay() {
        std::vector<MultiPolygon> neighbours;
        std::vector<const MultiPolygon*> others;
        MultiPolygon all;
        for (int y = 0; y < 8; ++y)
            for (int x = 0; x < 8; ++x) neighbours.push_back(disc({100.0 * x, 100.0 * y}, 40, 90));
        for (const MultiPolygon& neighbour : neighbours) {
            others.push_back(&neighbour);
            all.push_back(neighbour.front());
        }
        const MultiPolygon shape = *bufferedLine({{50, 100}, {650, 350}, {100, 600}}, 150);
        const auto rest = subtractAll(shape, others);
        QVERIFY(rest.ok());
        QCOMPARE(*rest, *subtract(shape, all));
        // What fills a hole, and nothing else, does not overlap; what lies inside does with all of its area.
        const ShapeAmong among(*rest);
        for (const MultiPolygon& neighbour : neighbours) QCOMPARE(*among.overlap(neighbour), 0.0);
        QCOMPARE(*ShapeAmong(shape).overlap(neighbours[9]), areaOf(neighbours[9]));
        QVERIFY(*among.overlap(*buffered(neighbours[9], 2)) > 0);
        MultiPolygon island = *rest;
        island.push_back(disc({100, 100}, 5).front());
        QVERIFY(*ShapeAmong(island).overlap(neighbours[9]) > 70);
    }

    void aFilledSetIsTheSetThatWasPutTogether() {
        std::vector<AnnotationPtr> objects;
        AnnotationSet one;
        for (int i = 0; i < 300; ++i) {
            auto a = std::make_shared<Annotation>();
            a->id = i % 290 + 1;                                 // the last ten replace the first ten
            a->shape = disc({37.0 * i, 11.0 * (i % 17)}, 20, 30);
            objects.push_back(a);
            one.put(a);
        }
        AnnotationSet many;
        many.fill(objects);
        QCOMPARE(many.stateHash(), one.stateHash());
        for (const SlideRect& rect : {SlideRect{0, 0, 500, 500}, SlideRect{5000, 50, 900, 90}}) QCOMPARE(many.intersecting(rect), one.intersecting(rect));
        many.remove(295 - 290 + 1);
        one.remove(295 - 290 + 1);
        QCOMPARE(many.intersecting({0, 0, 20000, 500}), one.intersecting({0, 0, 20000, 500}));
    }

    void aLineBesideTheBorderReplacesThatRunOnly() {
        const MultiPolygon before = disc({500, 500}, 100);
        // A bulge of a quarter: drawn from −45° to 45° at a larger radius.
        const auto after = withRedrawnBorder(before, arc({500, 500}, 130, -45, 45), 5);
        QVERIFY(after.ok());
        QVERIFY(isValid(*after));
        QVERIFY(contains(*after, {625, 500}));
        QVERIFY(contains(*after, {405, 500}));
        QVERIFY(!contains(*after, {500, 625}));
        const double quarter = std::numbers::pi * (130 * 130 - 100 * 100) / 4;
        QVERIFY2(std::abs(areaOf(*after) - areaOf(before) - quarter) < 300, qPrintable(QString::number(areaOf(*after) - areaOf(before) - quarter)));
        // The same the other way round, and inwards.
        QVERIFY(intersectionOverUnion(*withRedrawnBorder(before, arc({500, 500}, 130, 45, -45), 5), *after) > 0.999);
        const auto less = withRedrawnBorder(before, arc({500, 500}, 60, -45, 45), 5);
        QVERIFY(less.ok());
        QVERIFY(!contains(*less, {580, 500}));
        QVERIFY(contains(*less, {420, 500}));
    }

    void aLineMostOfTheWayRoundKeepsTheShortRest() {
        const MultiPolygon before = disc({500, 500}, 100);
        const auto after = withRedrawnBorder(before, arc({500, 500}, 120, 30, 330), 5);
        QVERIFY(after.ok());
        QVERIFY(contains(*after, {385, 500}));      // drawn
        QVERIFY(contains(*after, {595, 500}));      // kept
        QVERIFY(!contains(*after, {615, 500}));
    }

    void aClosedLineIsTheWholeOutline() {
        const MultiPolygon before = disc({500, 500}, 100);
        const auto line = arc({520, 500}, 80, 0, 359);
        QVERIFY(isClosedLine(line, 5));
        const auto after = withRedrawnBorder(before, line, 5);
        QVERIFY(after.ok());
        QVERIFY(intersectionOverUnion(*after, disc({520, 500}, 80)) > 0.99);
        QVERIFY(intersectionOverUnion(*withRedrawnBorder({}, line, 5), disc({520, 500}, 80)) > 0.99);
    }

    void holesInsideAndOtherPartsStay() {
        MultiPolygon before = *subtract(disc({500, 500}, 100), disc({450, 500}, 10));
        before = *unite(before, disc({900, 500}, 20));
        const auto after = withRedrawnBorder(before, arc({500, 500}, 130, -45, 45), 5);
        QVERIFY(after.ok());
        QVERIFY(!contains(*after, {450, 500}));
        QVERIFY(contains(*after, {900, 500}));
        QVERIFY(contains(*after, {625, 500}));
    }

    void linesThatSayNothingAreRefused() {
        QVERIFY(!withRedrawnBorder(disc({0, 0}, 50), {{1, 1}}, 5).ok());
        QVERIFY(!withRedrawnBorder(disc({0, 0}, 50), {{1, 1}, {1, 1}}, 5).ok());
        QVERIFY(!withRedrawnBorder({}, {{1, 1}, {90, 1}}, 5).ok());
    }

    void randomLinesLeaveValidOutlines() {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> place(300, 700);
        MultiPolygon shape = disc({500, 500}, 100);
        for (int i = 0; i < 200; ++i) {
            std::vector<SlidePoint> line;
            for (int k = 0; k < 12; ++k) line.push_back({place(random), place(random)});
            const auto next = withRedrawnBorder(shape, line, 8);
            if (!next.ok()) continue;
            QVERIFY(isValid(*next));
            QVERIFY(!next->empty());
            shape = areaOf(*next) > 500 && vertexCount(*next) < 2000 ? *next : disc({500, 500}, 100);
        }
    }
};

QTEST_APPLESS_MAIN(AnnotationNeighboursTest)
#include "annotation_neighbours_test.moc"
