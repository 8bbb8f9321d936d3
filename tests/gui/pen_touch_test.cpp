// Pens and fingers on the canvas, and what the tip of the brush makes of pressure and zoom.
#include <QPointingDevice>
#include <QTabletEvent>
#include <QTest>

#include "desk.h"
#include "core/annotation/polygon_ops.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/pen_touch_input.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/select_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

struct Desk : test::Desk {
    Desk() {
        new PenTouchInput(view);
        view.setTool(&brush);
        show();
        view.zoomToFit();
        QObject::connect(&view, &SlideView::selectionRequested, &view, [this](qint64 id) { bench.selected = id; });
    }
    ~Desk() { view.setTool(nullptr); }

    struct Pen {
        double pressure = 1;
        QPointingDevice::PointerType tip = QPointingDevice::PointerType::Pen;
    };
    void pen(QEvent::Type type, SlidePoint at, const Pen& how) {
        static const QPointingDevice stylus("pen", 77, QInputDevice::DeviceType::Stylus, QPointingDevice::PointerType::Pen, QInputDevice::Capability::Pressure, 1, 2);
        static const QPointingDevice rubber("pen", 78, QInputDevice::DeviceType::Stylus, QPointingDevice::PointerType::Eraser, QInputDevice::Capability::Pressure, 1, 2);
        const QPointF p = test::at(view, at);
        const bool down = type != QEvent::TabletRelease && how.pressure > 0;
        QTabletEvent event(type, how.tip == QPointingDevice::PointerType::Eraser ? &rubber : &stylus, p, view.mapToGlobal(p), how.pressure, 0, 0, 0, 0, 0, Qt::NoModifier,
                           type == QEvent::TabletMove ? Qt::NoButton : Qt::LeftButton, down ? Qt::LeftButton : Qt::NoButton);
        QApplication::sendEvent(&view, &event);
        QVERIFY(event.isAccepted());           // else Qt would send a mouse event after it
    }
    /// From one place to another, the pressure changing steadily.
    void penStroke(SlidePoint from, SlidePoint to, double lightly, double firmly, QPointingDevice::PointerType tip = QPointingDevice::PointerType::Pen) {
        pen(QEvent::TabletPress, from, {lightly, tip});
        for (int i = 1; i <= 20; ++i) {
            const double t = i / 20.0;
            pen(QEvent::TabletMove, {from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}, {lightly + t * (firmly - lightly), tip});
        }
        pen(QEvent::TabletRelease, to, {0, tip});
    }
    double widthAt(AnnotationId id, double x) const {
        const auto slice = intersect(bench.set.find(id)->shape, test::box(x - 0.5, 0, 1, 1000));
        return slice.ok() ? boundsOf(*slice).height : 0;
    }

    BrushTool brush{context()};
    PolygonTool polygon{context()};
    SelectTool select{context()};
    QPointingDevice* screen = QTest::createTouchDevice();
};

}  // namespace

class PenTouchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pressureScalesTheTip() {
        Desk desk;
        desk.brush.setRadius(40);
        desk.penStroke({200, 500}, {800, 500}, 0.2, 1);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(isValid(desk.bench.set.find(101)->shape));
        QVERIFY2(std::abs(desk.widthAt(101, 205) - 16) < 4, qPrintable(QString::number(desk.widthAt(101, 205))));
        QVERIFY2(std::abs(desk.widthAt(101, 500) - 48) < 6, qPrintable(QString::number(desk.widthAt(101, 500))));
        QVERIFY2(std::abs(desk.widthAt(101, 795) - 80) < 4, qPrintable(QString::number(desk.widthAt(101, 795))));
        QVERIFY(vertexCount(desk.bench.set.find(101)->shape) < 400);
        QCOMPARE(desk.brush.radius(), 40.0);
    }

    void pressureCanBeSwitchedOffAndAMouseHasNone() {
        Desk desk;
        desk.brush.setRadius(40);
        desk.brush.setUsesPressure(false);
        desk.penStroke({200, 300}, {800, 300}, 0.2, 0.2);
        QVERIFY(std::abs(desk.widthAt(101, 500) - 80) < 2);
        desk.brush.setUsesPressure(true);
        desk.bench.selected = 0;
        test::stroke(desk.view, {test::at(desk.view, {200, 600}), test::at(desk.view, {800, 600})});
        QVERIFY(std::abs(desk.widthAt(102, 500) - 80) < 2);
    }

    void aStrokeWithPressureStopsAtNeighbours() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(7, test::box(450, 300, 100, 400)));
        desk.view.annotationsChanged({450, 300, 100, 400});
        desk.brush.setRadius(30);
        desk.penStroke({200, 500}, {480, 500}, 0.3, 1);
        const auto shared = overlapArea(desk.bench.set.find(101)->shape, desk.bench.set.find(7)->shape);
        QVERIFY(shared.ok());
        QCOMPARE(*shared, 0.0);
    }

    void theOtherEndOfAPenErases() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(7, test::disc({500, 500}, 150)));
        desk.view.annotationsChanged({350, 350, 300, 300});
        desk.bench.selected = 7;
        desk.brush.setRadius(20);
        desk.penStroke({500, 380}, {500, 500}, 1, 1, QPointingDevice::PointerType::Eraser);
        QVERIFY(!contains(desk.bench.set.find(7)->shape, {500, 450}));
    }

    void twoQuickTapsOfAPenAreADoubleClick() {
        Desk desk;
        desk.view.setTool(&desk.polygon);
        for (const SlidePoint p : {SlidePoint{300, 300}, SlidePoint{600, 300}, SlidePoint{600, 600}}) {
            desk.pen(QEvent::TabletPress, p, {});
            desk.pen(QEvent::TabletRelease, p, {0});
        }
        QVERIFY(desk.polygon.isActive());
        desk.pen(QEvent::TabletPress, {600, 600}, {});
        desk.pen(QEvent::TabletRelease, {600, 600}, {0});
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
        QVERIFY(contains(desk.bench.set.find(101)->shape, {550, 350}));
    }

    void fingersNeverDraw() {
        Desk desk;
        desk.view.zoomBy(2);
        const Viewport before = desk.view.viewport();
        QTest::touchEvent(&desk.view, desk.screen).press(0, {300, 300});
        for (int i = 1; i <= 10; ++i) QTest::touchEvent(&desk.view, desk.screen).move(0, {300 + 8 * i, 300});
        QTest::touchEvent(&desk.view, desk.screen).release(0, {380, 300});
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(!desk.brush.isActive());
        QVERIFY2(desk.view.viewport().centre.x < before.centre.x - 40 * before.downsample, "one finger moves the slide");
        QCOMPARE(desk.view.viewport().downsample, before.downsample);
    }

    void twoFingersZoomAboutThemselves() {
        Desk desk;
        desk.view.zoomBy(2);
        const Viewport before = desk.view.viewport();
        const double dpr = desk.view.devicePixelRatioF();
        const SlidePoint held = before.toSlide({300 * dpr, 300 * dpr});
        QTest::touchEvent(&desk.view, desk.screen).press(0, {250, 300}).press(1, {350, 300});
        for (int i = 1; i <= 10; ++i) QTest::touchEvent(&desk.view, desk.screen).move(0, {250 - 5 * i, 300}).move(1, {350 + 5 * i, 300});
        QTest::touchEvent(&desk.view, desk.screen).release(0, {200, 300}).release(1, {400, 300});
        const Viewport after = desk.view.viewport();
        QVERIFY2(std::abs(before.downsample / after.downsample - 2) < 0.1, qPrintable(QString::number(before.downsample / after.downsample)));
        const DevicePoint now = after.toDevice(held);
        QVERIFY(std::hypot(now.x - 300 * dpr, now.y - 300 * dpr) < 6);
        QVERIFY(desk.bench.edits.empty());
    }

    void aTapSelectsWithTheSelectToolAlone() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(7, test::disc({500, 500}, 100)));
        desk.view.annotationsChanged({400, 400, 200, 200});
        const QPoint on = test::at(desk.view, {500, 500});
        QTest::touchEvent(&desk.view, desk.screen).press(0, on);
        QTest::touchEvent(&desk.view, desk.screen).release(0, on);
        QCOMPARE(desk.bench.selected, AnnotationId(0));
        QVERIFY(desk.bench.edits.empty());
        desk.view.setTool(&desk.select);
        QTest::touchEvent(&desk.view, desk.screen).press(0, on);
        QTest::touchEvent(&desk.view, desk.screen).release(0, on);
        QCOMPARE(desk.bench.selected, AnnotationId(7));
    }

    void theBallOfTheHandIsNoFinger() {
        Desk desk;
        desk.view.zoomBy(2);
        const Viewport before = desk.view.viewport();
        desk.brush.setRadius(20);
        desk.pen(QEvent::TabletPress, {500, 500}, {});
        QTest::touchEvent(&desk.view, desk.screen).press(0, {400, 400});
        QTest::touchEvent(&desk.view, desk.screen).move(0, {440, 440});
        desk.pen(QEvent::TabletMove, {550, 500}, {});
        QTest::touchEvent(&desk.view, desk.screen).release(0, {440, 440});
        desk.pen(QEvent::TabletRelease, {550, 500}, {0});
        QVERIFY(desk.view.viewport() == before);
        QCOMPARE(desk.bench.edits.size(), std::size_t(1));
    }

    void theTipFollowsTheZoomWhereItIsAskedTo() {
        Desk desk;
        test::moveMouse(desk.view, {300, 300});
        desk.brush.setRadius(40);
        desk.view.zoomBy(2);
        test::moveMouse(desk.view, {310, 300});
        QCOMPARE(desk.brush.radius(), 40.0);
        desk.brush.setFollowsZoom(true);
        desk.view.zoomBy(2);
        test::moveMouse(desk.view, {320, 300});
        QVERIFY(std::abs(desk.brush.radius() - 20) > 0 && desk.brush.radius() < 40);
        const double onScreen = desk.brush.radius() / desk.view.viewport().downsample;
        desk.view.zoomBy(0.5);
        test::moveMouse(desk.view, {330, 300});
        QVERIFY(std::abs(desk.brush.radius() / desk.view.viewport().downsample - onScreen) < 1e-6);
    }

    void aTipInMicrometresKeepsThemOnAnotherSlide() {
        Desk desk;
        test::moveMouse(desk.view, {300, 300});
        desk.brush.setRadius(40);                  // 20 µm
        desk.bench.umPerPx = 0.25;
        test::moveMouse(desk.view, {310, 300});
        QCOMPARE(desk.brush.radius(), 80.0);
    }
};

QTEST_MAIN(PenTouchTest)
#include "pen_touch_test.moc"
