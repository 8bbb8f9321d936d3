// Single points of an outline, dragged with real events; and the geometry behind it.
#include <QTest>

#include "desk.h"
#include "core/annotation/polygon_ops.h"
#include "core/annotation/vertex_edit.h"
#include "ui/tools/vertex_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

struct Desk : test::ToolDesk<VertexTool> {
    void drag(SlidePoint from, SlidePoint to) {
        test::moveMouse(view, test::at(view, from));
        stroke({from, to});
    }
    std::vector<SlidePoint> handles() const { return tool->handlePlaces(view.viewport().downsample * view.devicePixelRatioF()); }
};

bool hasPointNear(const MultiPolygon& shape, SlidePoint p, double reach) {
    for (const SlidePoint& q : shape.front().outer)
        if (std::hypot(p.x - q.x, p.y - q.y) <= reach) return true;
    return false;
}

}  // namespace

class VertexToolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCornerIsDraggedInOneEdit() {
        Desk desk;
        desk.add(test::annotation(1, test::box(300, 300, 300, 300)));
        desk.select(1);
        QCOMPARE(desk.handles().size(), std::size_t(4));
        QTest::mousePress(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {600, 600}));
        test::moveMouse(desk.view, test::at(desk.view, {650, 630}), Qt::LeftButton);
        test::moveMouse(desk.view, test::at(desk.view, {700, 680}), Qt::LeftButton);
        const auto live = desk.tool->liveShape();
        QVERIFY(live && live->first == 1 && contains(live->second, {660, 645}));
        QVERIFY(desk.bench.edits.empty());
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {700, 680}));
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("move a point of glomerulus 1"));
        QVERIFY(hasPointNear(desk.shape(1), {700, 680}, 3));
        QCOMPARE(vertexCount(desk.shape(1)), std::size_t(4));
        QCOMPARE(desk.bench.set.find(1)->state, ReviewState::Corrected);
        QVERIFY(desk.bench.set.find(1)->provenance.secondsSpent >= 0);
    }

    void anOutlineThatWouldCrossItselfIsRefusedAndStays() {
        Desk desk;
        desk.add(test::annotation(1, test::box(300, 300, 300, 300)));
        desk.select(1);
        desk.drag({600, 600}, {200, 450});                      // through the left edge
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(desk.bench.said.last().contains("cross itself"));
        QVERIFY(desk.shape(1) == test::box(300, 300, 300, 300));
        QVERIFY(!desk.tool->isActive());
    }

    void escapeGivesThePointBack() {
        Desk desk;
        desk.add(test::annotation(1, test::box(300, 300, 300, 300)));
        desk.select(1);
        QTest::mousePress(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {600, 600}));
        test::moveMouse(desk.view, test::at(desk.view, {700, 680}), Qt::LeftButton);
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!desk.tool->liveShape());
        QTest::mouseRelease(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {700, 680}));
        QVERIFY(desk.bench.edits.empty());
    }

    void aDoubleClickOnAnEdgeAddsAPointAndDeleteRemovesIt() {
        Desk desk;
        desk.add(test::annotation(1, test::box(300, 300, 300, 300)));
        desk.select(1);
        const QPoint on = test::at(desk.view, {450, 300});
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, on);
        QTest::mouseDClick(&desk.view, Qt::LeftButton, {}, on);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QCOMPARE(desk.bench.edits[0].label, std::string("add a point to glomerulus 1"));
        QCOMPARE(vertexCount(desk.shape(1)), std::size_t(5));
        QCOMPARE(desk.bench.selected, AnnotationId(1));
        QTest::keyClick(&desk.view, Qt::Key_Delete);
        QCOMPARE(desk.bench.edits.size(), std::size_t(2));
        QCOMPARE(desk.bench.edits[1].label, std::string("remove a point of glomerulus 1"));
        QCOMPARE(vertexCount(desk.shape(1)), std::size_t(4));
        QTest::keyClick(&desk.view, Qt::Key_Delete);           // no point is chosen now: the object is not deleted
        QVERIFY(desk.bench.set.find(1));
        QCOMPARE(desk.bench.edits.size(), std::size_t(2));
    }

    void anEdgeIsBentByDraggingIt() {
        Desk desk;
        desk.add(test::annotation(1, test::box(300, 300, 300, 300)));
        desk.select(1);
        desk.drag({450, 300}, {450, 200});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(contains(desk.shape(1), {450, 230}));
        QCOMPARE(vertexCount(desk.shape(1)), std::size_t(5));
    }

    void threePointsStay() {
        Desk desk;
        desk.add(test::annotation(1, {Polygon{{{300, 300}, {600, 300}, {450, 600}}, {}}}));
        desk.select(1);
        test::moveMouse(desk.view, test::at(desk.view, {450, 600}));
        QTest::keyClick(&desk.view, Qt::Key_Delete);
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(desk.bench.said.last().contains("three points"));
    }

    void besideTheOutlineAClickSelectsAndADragPans() {
        Desk desk;
        desk.add(test::annotation(1, test::box(100, 100, 200, 200)));
        desk.add(test::annotation(2, test::box(600, 600, 200, 200)));
        desk.select(1);
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, test::at(desk.view, {700, 700}));
        QCOMPARE(desk.bench.selected, AnnotationId(2));
        desk.view.zoomBy(2);
        const Viewport before = desk.view.viewport();
        desk.drag({450, 500}, {500, 530});
        QVERIFY(desk.view.viewport() != before);
        QVERIFY(desk.bench.edits.empty());
    }

    void aNeighbourIsNotOverlapped() {
        Desk desk;
        desk.add(test::annotation(1, test::box(300, 300, 200, 200)));
        desk.add(test::annotation(2, test::box(550, 300, 200, 200)));
        desk.select(1);
        desk.drag({500, 500}, {650, 480});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(areaOf(desk.shape(1)) > 200.0 * 200);
        const auto shared = overlapArea(desk.shape(1), desk.shape(2));
        QVERIFY(shared.ok());
        QCOMPARE(*shared, 0.0);
    }

    void twoThousandPointsShowOnlyHandlesThatAHandCanTellApart() {
        Desk desk;
        MultiPolygon wavy;
        Ring ring;
        for (int i = 0; i < 2000; ++i) {
            const double a = 2 * 3.14159265358979 * i / 2000, r = 250 * (1 + 0.08 * std::sin(7 * a));
            ring.push_back({500 + r * std::cos(a), 500 + r * std::sin(a)});
        }
        wavy = *makeValid({Polygon{ring, {}}});
        desk.add(test::annotation(1, wavy));
        desk.select(1);
        const auto far = desk.handles();
        QVERIFY2(far.size() > 15 && far.size() < 120, qPrintable(QString::number(far.size())));
        desk.view.zoomBy(4);
        const auto near = desk.handles();
        QVERIFY2(near.size() > far.size(), qPrintable(QString::number(near.size())));
        desk.view.zoomToFit();
        const SlidePoint handle = desk.handles().front();
        desk.drag(handle, {handle.x - 30, handle.y + 10});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(isValid(desk.shape(1)));
        QVERIFY(hasPointNear(desk.shape(1), {handle.x - 30, handle.y + 10}, 3));
        QVERIFY(vertexCount(desk.shape(1)) > 1500);
        // Far from it nothing moved.
        const auto changed = subtract(desk.shape(1), wavy);
        QVERIFY(changed.ok());
        QVERIFY(boundsOf(*changed).width < 250);
    }

    void aTinyObjectShowsNoHandles() {
        Desk desk;
        desk.add(test::annotation(1, test::disc({500, 500}, 8)));
        desk.select(1);
        QVERIFY(desk.handles().empty());
    }

    void whatLiesBetweenHandlesFollowsAsFarAsItIsNear() {
        const MultiPolygon shape{Polygon{{{0, 0}, {25, 0}, {50, 0}, {75, 0}, {100, 0}, {100, 100}, {0, 100}}, {}}};
        const std::vector<VertexRef> handles{{0, 0, 0}, {0, 0, 4}, {0, 0, 5}, {0, 0, 6}};
        const MultiPolygon moved = withMovedHandle(shape, handles, {0, 0, 4}, {140, -40});
        QCOMPARE(moved[0].outer[0], (SlidePoint{0, 0}));
        QCOMPARE(moved[0].outer[2], (SlidePoint{70, -20}));
        QCOMPARE(moved[0].outer[4], (SlidePoint{140, -40}));
        QCOMPARE(moved[0].outer[5], (SlidePoint{100, 100}));
        const auto less = withoutHandle(shape, handles, {0, 0, 4});
        QVERIFY(less.has_value());
        QCOMPARE(less->front().outer, (Ring{{0, 0}, {100, 100}, {0, 100}}));
        QVERIFY(!withoutHandle(*less, handlesOf(*less, 1), {0, 0, 0}));
        const auto edge = nearestEdge(shape, {103, 40});
        QVERIFY(edge.has_value());
        QCOMPARE(edge->from, (VertexRef{0, 0, 4}));
        QCOMPARE(edge->nearest, (SlidePoint{100, 40}));
        QVERIFY(!nearestEdge({}, {0, 0}));
    }

    void holesHaveHandlesToo() {
        const MultiPolygon shape{Polygon{test::box(0, 0, 100, 100)[0].outer, {test::box(40, 40, 20, 20)[0].outer}}};
        QCOMPARE(handlesOf(shape, 5).size(), std::size_t(8));
        const MultiPolygon moved = withMovedHandle(shape, handlesOf(shape, 5), {0, 1, 0}, {30, 30});
        QCOMPARE(moved[0].holes[0][0], (SlidePoint{30, 30}));
        QVERIFY(isValid(moved));
    }
};

QTEST_MAIN(VertexToolTest)
#include "vertex_tool_test.moc"
