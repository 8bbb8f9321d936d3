// Outlines proposed from clicks, with real events on the canvas.
#include <QTest>

#include "desk.h"
#include "core/annotation/polygon_ops.h"
#include "ui/tools/click_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

constexpr SlidePoint kFirst{300, 300}, kSecond{700, 640};
constexpr double kRadius = 150;

/// Two purple discs of 150 µm on pink; glass in the upper right corner.
SlidePtr discs() {
    return test::paintedSlide(1000, 1000, [](int x, int y) {
        const int noise = (x * 7919 + y * 104729) % 11;
        for (const SlidePoint& d : {kFirst, kSecond})
            if (std::hypot(x + 0.5 - d.x, y + 0.5 - d.y) < kRadius) return test::Rgb{130 + noise, 60 + noise, 140};
        return x > 750 && y < 250 ? test::Rgb{244, 244, 244} : test::Rgb{220 + noise, 170 + noise, 200};
    });
}

struct Desk : test::ToolDesk<ClickTool> {
    Desk() : ToolDesk(discs()) {}
};

double fit(const MultiPolygon& shape, SlidePoint centre) { return intersectionOverUnion(shape, test::disc(centre, kRadius)); }

}  // namespace

class ClickToolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickProposesAndEnterKeeps() {
        Desk desk;
        desk.click({320, 310});
        QTRY_VERIFY(!desk.live().empty());
        QVERIFY(fit(desk.live(), kFirst) > 0.9);
        QVERIFY(desk.bench.edits.empty());
        QTest::keyClick(&desk.view, Qt::Key_Return);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("click: new glomerulus 101"));
        QVERIFY(fit(desk.bench.set.find(101)->shape, kFirst) > 0.9);
        QCOMPARE(desk.bench.set.find(101)->state, ReviewState::Added);
        QCOMPARE(desk.bench.selected, AnnotationId(101));
        QVERIFY(!desk.tool->isActive());
    }

    void enterBeforeTheOutlineIsThereKeepsItWhenItComes() {
        Desk desk;
        desk.click(kFirst);
        QTest::keyClick(&desk.view, Qt::Key_Return);
        QTRY_COMPARE(desk.bench.edits.size(), std::size_t(1));
    }

    void escDropsIt() {
        Desk desk;
        desk.click(kFirst);
        QTRY_VERIFY(!desk.live().empty());
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!desk.tool->isActive());
        QVERIFY(desk.bench.edits.empty());
        desk.click(kFirst);                     // one under way is dropped too
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        desk.click(kSecond);
        QTRY_VERIFY(!desk.live().empty());
        QVERIFY(fit(desk.live(), kSecond) > 0.9);
    }

    void shiftClicksPushTheOutlineBackAndBackspaceUndoesThem() {
        Desk desk;
        desk.click(kFirst);
        QTRY_VERIFY(!desk.live().empty());
        const SlidePoint in{kFirst.x + 100, kFirst.y};
        QVERIFY(contains(desk.live(), in));
        desk.click(in, Qt::ShiftModifier);
        QTRY_VERIFY(!contains(desk.live(), in));
        QVERIFY(contains(desk.live(), kFirst));
        QTest::keyClick(&desk.view, Qt::Key_Backspace);
        QTRY_VERIFY(contains(desk.live(), in));
    }

    void aClickOnTheNextKeepsTheFirst() {
        Desk desk;
        desk.click(kFirst);
        QTRY_VERIFY(!desk.live().empty());
        desk.click(kSecond);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QTRY_VERIFY(!desk.live().empty());
        QTest::mouseDClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, kSecond));
        QTRY_COMPARE(desk.bench.edits.size(), std::size_t(2));
        QVERIFY(fit(desk.bench.set.find(102)->shape, kSecond) > 0.9);
    }

    void aBoxProposesEvenWithoutScale() {
        Desk desk;
        desk.bench.umPerPx.reset();
        desk.click(kFirst);
        QVERIFY(!desk.bench.said.isEmpty());
        QVERIFY(desk.bench.said.last().contains("box"));
        QVERIFY(!desk.tool->isActive());
        test::stroke(desk.view, {test::at(desk.view, {140, 140}), test::at(desk.view, {300, 300}), test::at(desk.view, {460, 465})});
        QTRY_VERIFY(!desk.live().empty());
        QVERIFY(fit(desk.live(), kFirst) > 0.85);
    }

    void aClickInTheSelectedOneCorrectsIt() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(7, test::disc({330, 310}, 100)));
        desk.bench.selected = 7;
        desk.click(kFirst);
        QTRY_VERIFY(!desk.live().empty());
        QCOMPARE(desk.tool->liveShape()->first, AnnotationId(7));
        QTest::keyClick(&desk.view, Qt::Key_Enter);
        const AnnotationPtr after = desk.bench.set.find(7);
        QVERIFY(fit(after->shape, kFirst) > 0.9);
        QCOMPARE(after->state, ReviewState::Corrected);
        QVERIFY(after->prediction == test::disc({330, 310}, 100));
    }

    void aNeighbourKeepsItsPlace() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(7, test::box(380, 100, 200, 400)));
        desk.click({260, 300});
        QTRY_VERIFY(!desk.live().empty());
        const auto shared = overlapArea(desk.live(), desk.bench.set.find(7)->shape);
        QVERIFY(shared.ok());
        QCOMPARE(*shared, 0.0);
    }

    void glassAndShiftAloneSayWhatToDo() {
        Desk desk;
        desk.click({900, 100});
        QTRY_VERIFY(!desk.bench.said.isEmpty() && desk.bench.said.last().contains("glass"));
        QVERIFY(!desk.tool->isActive());
        desk.click(kFirst, Qt::ShiftModifier);
        QVERIFY(desk.bench.said.last().contains("first"));
        QVERIFY(!desk.tool->isActive());
    }
};

QTEST_MAIN(ClickToolTest)
#include "click_tool_test.moc"
