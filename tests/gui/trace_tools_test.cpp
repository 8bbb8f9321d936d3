// Wand, magnetic outline and lasso with real events on the canvas.
#include <QTest>

#include "desk.h"
#include "core/annotation/polygon_ops.h"
#include "ui/tools/magnetic_tool.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/wand_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

constexpr SlidePoint kFirst{300, 300}, kSecond{700, 640};
constexpr double kRadius = 120;

/// Two purple discs with a darker core on pink; where the colour changes there are edges.
SlidePtr discs() {
    return test::paintedSlide(1000, 1000, [](int x, int y) {
        const int noise = (x * 7919 + y * 104729) % 7;
        for (const SlidePoint& d : {kFirst, kSecond}) {
            const double r = std::hypot(x + 0.5 - d.x, y + 0.5 - d.y);
            if (r < kRadius / 2) return test::Rgb{110 + noise, 50 + noise, 130};
            if (r < kRadius) return test::Rgb{140 + noise, 80 + noise, 150};
        }
        return test::Rgb{224 + noise, 180 + noise, 206};
    });
}

template <typename T>
struct Desk : test::ToolDesk<T> {
    Desk() : test::ToolDesk<T>(discs()) {}
};

using WandDesk = Desk<WandTool>;
using MagneticDesk = Desk<MagneticTool>;
using LassoDesk = Desk<PolygonTool>;

SlidePoint onDisc(SlidePoint centre, double degrees, double radius = kRadius) {
    const double a = degrees * 3.14159265358979 / 180;
    return {centre.x + radius * std::cos(a), centre.y + radius * std::sin(a)};
}

double fit(const MultiPolygon& shape, SlidePoint centre, double radius = kRadius) { return intersectionOverUnion(shape, test::disc(centre, radius)); }

bool shareNothing(const MultiPolygon& a, const MultiPolygon& b) {
    const auto shared = overlapArea(a, b);
    return shared.ok() && *shared == 0;
}

}  // namespace

class TraceToolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWandGrowsWithTheDragAndIsOneEdit() {
        WandDesk desk;
        desk.press(kFirst);
        QTRY_VERIFY(!desk.live().empty());
        QVERIFY(desk.bench.edits.empty());
        const double core = areaOf(desk.live());
        QVERIFY(fit(desk.live(), kFirst, kRadius / 2) > 0.8);          // the core has another colour
        desk.drag({kFirst.x + 180, kFirst.y});
        QVERIFY(areaOf(desk.live()) > 2 * core);
        QVERIFY2(fit(desk.live(), kFirst) > 0.93, qPrintable(QString::number(fit(desk.live(), kFirst))));
        desk.drag({kFirst.x + 5, kFirst.y});
        QVERIFY(areaOf(desk.live()) < 1.2 * core);                     // back takes less
        desk.drag({kFirst.x + 180, kFirst.y});
        desk.release({kFirst.x + 180, kFirst.y});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("wand: new glomerulus 101"));
        QCOMPARE(desk.bench.selected, AnnotationId(101));
        QVERIFY(fit(desk.shape(101), kFirst) > 0.93);
        QVERIFY(isValid(desk.shape(101)));
        QVERIFY(!desk.tool->isActive());
    }

    void aQuickClickWithTheWandCountsWhenTheColoursAreKnown() {
        WandDesk desk;
        desk.click(kSecond);
        QTRY_COMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(contains(desk.shape(101), kSecond));
    }

    void theWandAddsToTheSelectedObjectAndShiftTakesAway() {
        WandDesk desk;
        desk.add(test::annotation(7, test::disc(kFirst, 40)));
        desk.select(7);
        desk.press({kFirst.x + 50, kFirst.y});
        QTRY_VERIFY(!desk.live().empty());
        QCOMPARE(desk.tool->liveShape()->first, AnnotationId(7));
        desk.drag({kFirst.x + 230, kFirst.y});
        desk.release({kFirst.x + 230, kFirst.y});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("wand on glomerulus 7"));
        QVERIFY(fit(desk.shape(7), kFirst) > 0.9);
        QCOMPARE(desk.bench.set.find(7)->state, ReviewState::Corrected);
        QVERIFY(desk.bench.set.find(7)->prediction == test::disc(kFirst, 40));

        desk.press(kFirst, Qt::ShiftModifier);
        QTRY_VERIFY(!desk.live().empty());
        QVERIFY(!contains(desk.live(), kFirst));
        desk.release(kFirst);
        QVERIFY(!contains(desk.shape(7), kFirst));
        QVERIFY(contains(desk.shape(7), onDisc(kFirst, 30, 95)));
        QCOMPARE(desk.bench.edits.size(), std::size_t(2));
    }

    void theWandBesideTheSelectedObjectBeginsAnother() {
        WandDesk desk;
        desk.add(test::annotation(7, test::disc(kFirst, kRadius)));
        desk.select(7);
        desk.press(kSecond);
        QTRY_VERIFY(!desk.live().empty());
        QCOMPARE(desk.tool->liveShape()->first, AnnotationId(0));
        desk.release(kSecond);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(desk.shape(7) == test::disc(kFirst, kRadius));
        QVERIFY(contains(desk.shape(101), kSecond));
    }

    void theWandStopsAtNeighboursAndEscapeDropsIt() {
        WandDesk desk;
        desk.add(test::annotation(7, test::box(310, 100, 300, 400)));
        desk.press({250, 300});
        QTRY_VERIFY(!desk.live().empty());
        desk.drag({50, 300});
        QVERIFY(shareNothing(desk.live(), desk.shape(7)));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.tool->isActive());
        desk.release({50, 300});
        QVERIFY(desk.bench.edits.empty());
        desk.press({250, 300});
        QTRY_VERIFY(!desk.live().empty());
        desk.release({250, 300});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(shareNothing(desk.shape(101), desk.shape(7)));
    }

    void bracketsChangeWithHowMuchTheWandBegins() {
        WandDesk desk;
        const double before = desk.tool->firstTolerance();
        desk.key(Qt::Key_BracketRight);
        QVERIFY(desk.tool->firstTolerance() > before);
        desk.key(Qt::Key_BracketLeft);
        desk.key(Qt::Key_BracketLeft);
        QVERIFY(desk.tool->firstTolerance() < before);
        desk.press({1003, 300});                                        // off the slide
        QVERIFY(!desk.tool->isActive());
        desk.release({1003, 300});
        desk.click(kFirst, Qt::ShiftModifier);                          // nothing to take away from
        QVERIFY(!desk.tool->isActive());
        QVERIFY(desk.bench.said.last().contains("Select"));
    }

    void theMagneticLineFollowsTheBorder() {
        MagneticDesk desk;
        for (const double degrees : {0.0, 90.0, 180.0, 270.0}) {
            desk.click(onDisc(kFirst, degrees));
            QTRY_VERIFY(!desk.tool->isWaiting());
        }
        QVERIFY(desk.bench.edits.empty());
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("magnetic: new glomerulus 101"));
        QVERIFY2(fit(desk.shape(101), kFirst) > 0.93, qPrintable(QString::number(fit(desk.shape(101), kFirst))));   // a square would have 0.64
        QVERIFY(isValid(desk.shape(101)));
        QVERIFY(vertexCount(desk.shape(101)) < 300);
        QVERIFY(!desk.tool->isActive());
    }

    void enterWhileEdgesAreLookedForClosesWhenTheyAreKnown() {
        MagneticDesk desk;
        desk.click(onDisc(kSecond, 0));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.click(onDisc(kSecond, 120));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.click(onDisc(kSecond, 240));
        desk.key(Qt::Key_Return);
        QTRY_COMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(fit(desk.shape(101), kSecond) > 0.9);
    }

    void backspaceTakesAnchorsBackAndEscapeAll() {
        MagneticDesk desk;
        desk.click(onDisc(kFirst, 0));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.click({600, 120});                                          // a slip
        desk.key(Qt::Key_Backspace);
        QVERIFY(!desk.tool->isWaiting());                                // the way from the one before is still known
        desk.click(onDisc(kFirst, 120));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.click(onDisc(kFirst, 240));
        QTRY_VERIFY(!desk.tool->isWaiting());
        QTest::mouseDClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, onDisc(kFirst, 300)));
        QTRY_COMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(fit(desk.shape(101), kFirst) > 0.9);
        desk.click(onDisc(kSecond, 0));
        desk.key(Qt::Key_Backspace);
        QVERIFY(!desk.tool->isActive());
        desk.click(onDisc(kSecond, 0));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.tool->isActive());
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
    }

    void shiftAtTheEndCutsFromTheSelectedObject() {
        MagneticDesk desk;
        desk.add(test::annotation(7, test::box(100, 100, 400, 400)));
        desk.select(7);
        for (const double degrees : {0.0, 90.0, 180.0, 270.0}) {
            desk.click(onDisc(kFirst, degrees));
            QTRY_VERIFY(!desk.tool->isWaiting());
        }
        desk.click(onDisc(kFirst, 0), Qt::ShiftModifier);               // on the first anchor
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(!contains(desk.shape(7), kFirst));
        QVERIFY(contains(desk.shape(7), {120, 120}));
        QCOMPARE(desk.shape(7).front().holes.size(), std::size_t(1));
    }

    void theViewMayMoveBetweenTwoAnchors() {
        MagneticDesk desk;
        desk.click(onDisc(kFirst, 0));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.view.zoomBy(1.4);
        desk.click(onDisc(kFirst, 120));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.view.setViewport(desk.view.viewport().panned(60, 20));
        desk.click(onDisc(kFirst, 240));
        QTRY_VERIFY(!desk.tool->isWaiting());
        desk.key(Qt::Key_Enter);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(fit(desk.shape(101), kFirst) > 0.9);
    }

    void theMagneticOutlineStopsAtNeighbours() {
        MagneticDesk desk;
        desk.add(test::annotation(7, test::box(310, 100, 300, 400)));
        for (const double degrees : {0.0, 90.0, 180.0, 270.0}) {
            desk.click(onDisc(kFirst, degrees));
            QTRY_VERIFY(!desk.tool->isWaiting());
        }
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(shareNothing(desk.shape(101), desk.shape(7)));
    }

    void twoAnchorsEncloseNothingAndStay() {
        MagneticDesk desk;
        desk.click({620, 120});
        desk.key(Qt::Key_Return);
        QVERIFY(desk.bench.said.last().contains("two points"));
        QVERIFY(desk.tool->isActive());
        QVERIFY(desk.bench.edits.empty());
    }

    void cornersAndFreehandMixInOneOutline() {
        LassoDesk desk;
        desk.click({200, 200});
        std::vector<QPoint> arc;
        for (int i = 0; i <= 8; ++i) arc.push_back(test::at(desk.view, {400 + 100 * std::sin(i * 0.3927), 200 + i * 25.0}));
        test::stroke(desk.view, arc);                                    // from the upper right down, bulging to the right
        QVERIFY(desk.tool->isActive());
        desk.click({200, 400});
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        const MultiPolygon shape = desk.shape(101);
        QVERIFY(contains(shape, {490, 300}));
        QVERIFY(!contains(shape, {490, 215}));
        QVERIFY(contains(shape, {205, 205}));
        QVERIFY(shape.front().outer.size() > 8);
    }

    void aLassoThatBeginsInTheSelectedObjectAddsToItAndWithShiftCuts() {
        LassoDesk desk;
        desk.add(test::annotation(7, test::disc(kFirst, 100)));
        desk.add(test::annotation(8, test::box(520, 200, 100, 200)));
        desk.select(7);
        const auto loop = [&](SlidePoint from, Qt::KeyboardModifiers modifiers) {
            test::stroke(desk.view, {test::at(desk.view, from), test::at(desk.view, {from.x + 200, from.y - 60}), test::at(desk.view, {from.x + 200, from.y + 60}), test::at(desk.view, from)}, modifiers);
        };
        loop({350, 300}, {});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("polygon on glomerulus 7"));
        QVERIFY(contains(desk.shape(7), {480, 300}));
        QVERIFY(shareNothing(desk.shape(7), desk.shape(8)));
        loop({330, 300}, Qt::ShiftModifier);
        QCOMPARE(desk.bench.edits.size(), std::size_t(2));
        QVERIFY(!contains(desk.shape(7), {400, 300}));
        QVERIFY(contains(desk.shape(7), {230, 300}));
    }
};

QTEST_MAIN(TraceToolsTest)
#include "trace_tools_test.moc"
