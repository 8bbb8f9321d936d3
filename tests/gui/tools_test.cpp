// Tools on the real canvas with real mouse and key events.
#include <QTest>

#include "desk.h"
#include "core/annotation/polygon_ops.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/eraser_tool.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/region_tool.h"
#include "ui/tools/stroke_edit.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

struct Desk : test::Desk {
    Desk() { show(); }
};

}  // namespace

class ToolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBrushGrowsTheSelectedObjectInOneEdit() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        const double before = areaOf(desk.bench.set.find(1)->shape);
        desk.stroke({{500, 500}, {640, 500}});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("brush on glomerulus 1"));
        const AnnotationPtr after = desk.bench.set.find(1);
        QVERIFY(areaOf(after->shape) > before + 200);
        QVERIFY(contains(after->shape, {645, 500}));
        QCOMPARE(after->state, ReviewState::Corrected);
        QVERIFY(after->provenance.secondsSpent > 0);
        QVERIFY(!brush.isActive());
        QCOMPARE(desk.bench.selected, 1);
    }

    void aQuickSecondStrokeIsAStroke() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {620, 500}));
        QTest::mouseDClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {622, 506}));   // the second press alone
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {622, 506}));
        QCOMPARE(desk.bench.edits.size(), std::size_t(2));
        QVERIFY(!brush.isActive());
    }

    void theShapeUnderTheHandIsSeenBeforeItIsCommitted() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        brush.setRadius(60);
        desk.view.setTool(&brush);
        VERIFY_BECOMES_SHARP(desk.view);
        QTest::mousePress(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {500, 500}));
        test::moveMouse(desk.view, test::at(desk.view, {700, 500}), Qt::LeftButton);
        const auto live = brush.liveShape();
        QVERIFY(live && live->first == 1 && contains(live->second, {740, 500}));
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(!contains(desk.bench.set.find(1)->shape, {740, 500}));
        const QImage image = desk.view.grab().toImage();
        const DevicePoint inside = desk.view.viewport().toDevice({690, 530});
        QVERIFY(image.pixelColor(static_cast<int>(inside.x), static_cast<int>(inside.y)) != QColor(235, 225, 230));
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {700, 500}));
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        // What was shown is what was committed, but for thinned points.
        QVERIFY(intersectionOverUnion(live->second, desk.bench.set.find(1)->shape) > 0.99);
    }

    void aStrokeOverManyNeighboursIsCutElsewhereAndIsTheSameStroke() {
        Desk desk;
        for (int i = 0; i < 64; ++i) desk.add(test::annotation(1 + i, test::disc({90.0 + 110 * (i % 8), 90.0 + 110 * (i / 8)}, 40)));
        desk.select(28);
        BrushTool brush(desk.bench.context());
        brush.setRadius(90);
        desk.view.setTool(&brush);
        const MultiPolygon before = desk.bench.set.find(28)->shape;
        const std::vector<SlidePoint> path{{420, 420}, {700, 420}, {700, 700}, {250, 700}};
        StrokeRequest request;
        request.line = path;
        request.radius = 90;
        request.target = 28;
        request.gesture.className = desk.bench.set.find(28)->className;
        request.gesture.slideRect = {0, 0, 1000, 1000};
        desk.stroke(path);
        // The hand is free again; what was painted is still shown, and takes no second stroke.
        QVERIFY(brush.isActive() && brush.liveShape());
        QVERIFY(desk.bench.edits.empty());
        desk.stroke({{100, 900}, {150, 900}});
        QVERIFY2(desk.bench.said.join(' ').contains("still being cut"), qPrintable(desk.bench.said.join(' ')));
        QTRY_COMPARE_WITH_TIMEOUT(desk.bench.edits.size(), std::size_t(1), 20'000);
        QVERIFY(!brush.isActive() && !brush.liveShape());
        const AnnotationPtr after = desk.bench.set.find(28);
        for (const AnnotationPtr& other : desk.bench.set.all())
            if (other->id != 28) QCOMPARE(*overlapArea(after->shape, other->shape), 0.0);
        QVERIFY(areaOf(after->shape) > 20 * areaOf(before));
        // As it would have been cut at once, but for the points between which the mouse moved.
        AnnotationSet set;
        set.fill(desk.bench.set.all());
        Annotation old = *after;
        old.shape = before;
        set.put(std::make_shared<const Annotation>(old));
        const auto expected = strokeEdit(set, request);
        QVERIFY(expected.ok());
        QVERIFY(intersectionOverUnion(expected->changes.front().after->shape, after->shape) > 0.98);
    }

    void aStrokeThatIsStillBeingCutIsSettledOrGivenBack() {
        Desk desk;
        for (int i = 0; i < 64; ++i) desk.add(test::annotation(1 + i, test::disc({90.0 + 110 * (i % 8), 90.0 + 110 * (i / 8)}, 40)));
        desk.select(28);
        BrushTool brush(desk.bench.context());
        brush.setRadius(90);
        desk.view.setTool(&brush);
        const std::vector<SlidePoint> path{{420, 420}, {700, 420}, {700, 700}};
        desk.stroke(path);
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!brush.isActive());
        desk.stroke(path);
        QVERIFY(desk.bench.edits.empty());
        brush.settle();                                       // another tool, another slide
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        desk.stroke({{420, 420}, {250, 700}, {420, 800}});    // and the worker's first answers come too late
        // Somebody accepts it before the stroke is there: it is cut anew, and nothing is lost.
        Annotation accepted = *desk.bench.set.find(28);
        accepted.note = "seen";
        desk.add(accepted);
        QTRY_COMPARE_WITH_TIMEOUT(desk.bench.edits.size(), std::size_t(2), 20'000);
        QCOMPARE(desk.bench.set.find(28)->note, std::string("seen"));
    }

    void escapeGivesTheStrokeBack() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        const std::string hash = desk.bench.set.stateHash();
        QTest::mousePress(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {500, 500}));
        test::moveMouse(desk.view, test::at(desk.view, {700, 500}), Qt::LeftButton);
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!brush.liveShape());
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {700, 500}));
        QVERIFY(desk.bench.edits.empty());
        QCOMPARE(desk.bench.set.stateHash(), hash);
    }

    void shiftTurnsTheBrushIntoAnEraserAndBack() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        EraserTool eraser(desk.bench.context());
        desk.view.setTool(&brush);
        const double before = areaOf(desk.bench.set.find(1)->shape);
        desk.stroke({{500, 400}, {500, 370}}, Qt::ShiftModifier);
        const double erased = areaOf(desk.bench.set.find(1)->shape);
        QVERIFY(erased < before);
        desk.view.setTool(&eraser);
        desk.stroke({{500, 600}, {500, 620}});
        const double twice = areaOf(desk.bench.set.find(1)->shape);
        QVERIFY(twice < erased);
        QCOMPARE(desk.bench.edits[1].label, std::string("eraser on glomerulus 1"));
        desk.stroke({{500, 380}, {500, 500}}, Qt::ShiftModifier);
        QVERIFY(areaOf(desk.bench.set.find(1)->shape) > twice);
    }

    void theEraserDoesNotRemoveAnObject() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 60)));
        desk.select(1);
        EraserTool eraser(desk.bench.context());
        eraser.setRadius(200);
        desk.view.setTool(&eraser);
        desk.stroke({{500, 500}, {510, 500}});
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(desk.bench.said.last().contains("Delete"));
        QVERIFY(desk.bench.set.find(1));
    }

    void theBrushStartsANewObjectOnEmptyGround() {
        Desk desk;
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        desk.stroke({{300, 300}, {360, 300}, {360, 360}});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        const AnnotationPtr added = desk.bench.set.find(101);
        QVERIFY(added);
        QCOMPARE(added->state, ReviewState::Added);
        QCOMPARE(desk.bench.selected, 101);
        // Far from it, with it selected, begins another one.
        desk.stroke({{800, 800}, {850, 800}});
        QVERIFY(desk.bench.set.find(102));
        QVERIFY(desk.bench.set.find(101)->shape == added->shape);
        QCOMPARE(desk.bench.selected, 102);
    }

    void aStrokeThatBeginsInAnObjectWorksOnThatOne() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({300, 300}, 80)));
        desk.add(test::annotation(2, test::disc({700, 700}, 80)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        desk.stroke({{700, 700}, {800, 700}});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].changes[0].after->id, 2);
        QCOMPARE(desk.bench.selected, 2);
    }

    void aNeighbourIsNotOverlapped() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({400, 500}, 100)));
        desk.add(test::annotation(2, test::disc({640, 500}, 100)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        brush.setRadius(50);
        desk.view.setTool(&brush);
        desk.stroke({{400, 500}, {700, 500}});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        const auto shared = overlapArea(desk.bench.set.find(1)->shape, desk.bench.set.find(2)->shape);
        QVERIFY(shared.ok());
        QCOMPARE(*shared, 0.0);
        QVERIFY(contains(desk.bench.set.find(1)->shape, {520, 500}));
    }

    void aStrokeOutsideTheSlideChangesNothing() {
        Desk desk;
        desk.view.setViewport({{0, 0}, 2.0, 0, 0});
        BrushTool brush(desk.bench.context());
        brush.setRadius(20);
        desk.view.setTool(&brush);
        desk.stroke({{-300, -300}, {-200, -250}});
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(!desk.bench.said.isEmpty());
    }

    void theRadiusFitsTheObjectAndFollowsKeysAndWheel() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        test::moveMouse(desk.view, test::at(desk.view, {500, 500}));
        QVERIFY(std::abs(brush.radius() - 30) < 1);
        const double downsample = desk.view.viewport().downsample;
        QTest::keyClick(&desk.view, Qt::Key_BracketRight);
        QVERIFY(brush.radius() > 34);
        QTest::keyClick(&desk.view, Qt::Key_BracketLeft);
        test::wheel(desk.view, QPoint(300, 300), 120, Qt::ControlModifier);
        QVERIFY(brush.radius() > 34);
        QCOMPARE(desk.view.viewport().downsample, downsample);
    }

    void clicksOutlineANewObject() {
        Desk desk;
        PolygonTool polygon(desk.bench.context());
        desk.view.setTool(&polygon);
        desk.click({200, 200});
        desk.click({600, 200});
        desk.click({600, 600});
        desk.click({900, 900});
        QTest::keyClick(&desk.view, Qt::Key_Backspace);
        desk.click({200, 600});
        QVERIFY(polygon.isActive());
        QTest::keyClick(&desk.view, Qt::Key_Return);
        QVERIFY(!polygon.isActive());
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        const AnnotationPtr added = desk.bench.set.find(101);
        QVERIFY(added);
        QCOMPARE(added->state, ReviewState::Added);
        QVERIFY(std::abs(areaOf(added->shape) - 160000) < 4000);
        QCOMPARE(desk.bench.selected, 101);
    }

    void aDoubleClickClosesAndEscapeGivesUp() {
        Desk desk;
        PolygonTool polygon(desk.bench.context());
        desk.view.setTool(&polygon);
        desk.click({200, 200});
        desk.click({600, 200});
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!polygon.isActive());
        desk.click({200, 200});
        desk.click({600, 200});
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {400, 600}));
        QTest::mouseDClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {400, 600}));
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
    }

    void anOutlineThatIsDrawnBackToItsStartIsClosed() {
        Desk desk;
        PolygonTool polygon(desk.bench.context());
        desk.view.setTool(&polygon);
        desk.stroke({{300, 300}, {300, 600}, {600, 600}, {600, 300}});
        QVERIFY(polygon.isActive());   // not back yet: further points may follow
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        desk.stroke({{300, 300}, {300, 600}, {600, 600}, {600, 300}, {301, 300}});
        QVERIFY(!polygon.isActive());
        QCOMPARE(desk.bench.set.size(), std::size_t{1});
        QVERIFY(std::abs(areaOf(desk.bench.set.all().front()->shape) - 90000) < 3000);
    }

    void aPolygonWithShiftCutsFromTheSelectedObject() {
        Desk desk;
        desk.add(test::annotation(1, test::box(200, 200, 600, 600)));
        desk.select(1);
        PolygonTool polygon(desk.bench.context());
        desk.view.setTool(&polygon);
        desk.click({300, 300}, Qt::ShiftModifier);
        desk.click({500, 300});
        desk.click({500, 500});
        desk.click({300, 500});
        desk.click({300, 300});   // on the first point: closes
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(std::abs(areaOf(desk.bench.set.find(1)->shape) - 320000) < 4000);
        QCOMPARE(desk.bench.set.find(1)->shape.front().holes.size(), std::size_t(1));
    }

    void aRegionIsMarkedCompleteAndNotSelected() {
        Desk desk;
        RegionTool region(desk.bench.context());
        desk.view.setTool(&region);
        desk.click({100, 100});
        desk.click({900, 100});
        desk.click({900, 900});
        QTest::keyClick(&desk.view, Qt::Key_Enter);
        const AnnotationPtr added = desk.bench.set.find(101);
        QVERIFY(added);
        QCOMPARE(added->kind, AnnotationKind::CompleteRegion);
        QCOMPARE(desk.bench.selected, 0);
    }

    void anotherToolEndsAnOpenGesture() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 120)));
        desk.select(1);
        BrushTool brush(desk.bench.context());
        desk.view.setTool(&brush);
        QTest::mousePress(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {500, 500}));
        desk.view.setTool(nullptr);
        QVERIFY(!brush.isActive());
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {700, 500}));
        QVERIFY(desk.bench.edits.empty());
    }
};

QTEST_MAIN(ToolsTest)
#include "tools_test.moc"
