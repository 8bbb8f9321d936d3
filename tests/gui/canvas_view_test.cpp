// The canvas as a whole: what is on the screen after real events.
#include <QDropEvent>
#include <QScopeGuard>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include "canvas_shown.h"
#include "ui/canvas/navigator.h"
#include "ui/tools/select_tool.h"

using namespace bowman;
using namespace bowman::ui;
using namespace bowman::test;

class CanvasViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOpenedSlideIsShownWhole() {
        Shown shown(test::quadrantSlide(1600, 1200));
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage image = grabbed(shown.view);
        QVERIFY(isNear(pixelAt(shown.view, image, {400, 300}), qRgb(200, 40, 40)));
        QVERIFY(isNear(pixelAt(shown.view, image, {1200, 300}), qRgb(40, 160, 40)));
        QVERIFY(isNear(pixelAt(shown.view, image, {400, 900}), qRgb(40, 40, 200)));
        QVERIFY(isNear(pixelAt(shown.view, image, {1200, 900}), qRgb(220, 200, 40)));
        QCOMPARE(image.pixel(2, 2), kBackground);
        QVERIFY(shown.view.tileError().isEmpty());
    }

    void theWholeSlideStaysInViewWhenTheWindowGrows() {
        Shown shown(test::quadrantSlide(1600, 1200));
        shown.view.resize(300, 450);
        QTRY_COMPARE(shown.view.viewport().width, static_cast<int>(std::lround(300 * shown.view.devicePixelRatioF())));
        const SlideRect seen = shown.view.viewport().visible();
        QVERIFY(seen.x <= 0 && seen.right() >= 1600 && seen.width < 1800);
    }

    void theWheelKeepsThePointUnderTheCursor() {
        Shown shown(test::quadrantSlide(1600, 1200));
        const QPoint cursor(137, 201);
        const auto under = [&] { return shown.view.viewport().toSlide({cursor.x() * shown.view.devicePixelRatioF(), cursor.y() * shown.view.devicePixelRatioF()}); };
        const SlidePoint before = under();
        const double downsample = shown.view.viewport().downsample;
        for (int i = 0; i < 5; ++i) test::wheel(shown.view, cursor, 120);
        for (int i = 0; i < 20; ++i) test::wheel(shown.view, cursor, 15);   // a touchpad
        QVERIFY(shown.view.viewport().downsample < downsample / 4);
        QVERIFY(std::abs(under().x - before.x) < 0.01);
        QVERIFY(std::abs(under().y - before.y) < 0.01);
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage image = grabbed(shown.view);
        QVERIFY(isNear(pixelAt(shown.view, image, before), qRgb(200, 40, 40)));
    }

    void aDragMovesTheSlideByExactlyThatMuch() {
        Shown shown(test::paintedSlide(1600, 1200, [](int x, int y) { return test::Rgb{x * 255 / 1600, y * 255 / 1200, (x / 8 + y / 8) % 2 * 90}; }));
        shown.view.setViewport({{800, 600}, 1.0, 0, 0});
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage before = grabbed(shown.view);
        const double dpr = shown.view.devicePixelRatioF();
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, QPoint(300, 200));
        for (int i = 1; i <= 10; ++i) test::moveMouse(shown.view, QPoint(300 + i * 7, 200 - i * 3), Qt::LeftButton);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, QPoint(370, 170));
        QCOMPARE(shown.view.viewport().centre.x, 800 - 70 * dpr);
        QCOMPARE(shown.view.viewport().centre.y, 600 + 30 * dpr);
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage after = grabbed(shown.view);
        const QPoint moved = QPointF(70 * dpr, -30 * dpr).toPoint();
        for (int y = -moved.y(); y < before.height() - 10; y += 7)
            for (int x = 0; x < before.width() - moved.x(); x += 7) QCOMPARE(after.pixel(x + moved.x(), y + moved.y()), before.pixel(x, y));
    }

    void theMiddleButtonPansWhateverTheTool() {
        Shown shown(test::quadrantSlide(1600, 1200));
        test::Bench bench;
        SelectTool tool(bench.context());
        shown.view.setTool(&tool);
        shown.view.setViewport({{800, 600}, 1.0, 0, 0});
        QTest::mousePress(&shown.view, Qt::MiddleButton, {}, QPoint(100, 100));
        test::moveMouse(shown.view, QPoint(102, 101), Qt::MiddleButton);
        QTest::mouseRelease(&shown.view, Qt::MiddleButton, {}, QPoint(102, 101));
        QCOMPARE(shown.view.viewport().centre.x, 800 - 2 * shown.view.devicePixelRatioF());
        shown.view.setTool(nullptr);
    }

    void thereIsNeverAHoleWhileTilesLoad() {
        const auto slide = std::make_shared<test::UnrulySlide>(2048);
        slide->waits = true;
        Shown shown(slide, {700, 700});
        const auto letGo = qScopeGuard([&] {   // else the loader would wait for ever when something fails here
            slide->waits = false;
            slide->gate.release(1000);
        });
        const SlideRect rect = slide->info().rect();
        const auto hasHole = [&](const QImage& image) {
            for (int y = 0; y < image.height(); y += 3)
                for (int x = 0; x < image.width(); x += 3) {
                    const SlidePoint p = shown.view.viewport().toSlide({x + 0.5, y + 0.5});
                    const bool inside = rect.grown(-2 * shown.view.viewport().downsample).contains(p);
                    // Level 0 is 200, level 1 is 100: anything else inside of the slide is a hole.
                    if (inside && !isNear(image.pixel(x, y), qRgb(100, 60, 60)) && !isNear(image.pixel(x, y), qRgb(200, 60, 60))) return true;
                }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!hasHole(grabbed(shown.view)), 30000);   // level 1, which does not wait
        QVERIFY(!shown.view.isSharp());
        for (int i = 0; i < 4; ++i) {
            test::wheel(shown.view, QPoint(300 + 20 * i, 350), 120);
            slide->gate.release(1);
            QVERIFY(!QTest::qWaitFor([&] { return hasHole(grabbed(shown.view)); }, 100));
        }
        slide->waits = false;
        slide->gate.release(1000);
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage image = grabbed(shown.view);
        QVERIFY(isNear(image.pixel(350, 350), qRgb(200, 60, 60)));
    }

    void aTileThatCannotBeReadIsHatchedAndReportedOnce() {
        const auto slide = std::make_shared<test::UnrulySlide>(2048);
        slide->fails = true;
        SlideView view;
        QSignalSpy failed(&view, &SlideView::tileFailed);
        view.resize(600, 600);
        view.setSlide(slide, std::nullopt);
        view.setViewport({{500, 500}, 2.0, 0, 0});
        view.show();
        VERIFY_BECOMES_SHARP(view);
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed.first().first().toString().contains("JPEG data truncated"));
        QCOMPARE(view.tileError(), failed.first().first().toString());
        const QImage image = grabbed(view);
        int hatched = 0;
        for (int i = 0; i < 60; ++i) hatched += isNear(pixelAt(view, image, {100.0 + 4 * i, 300}), qRgb(214, 214, 214), 2);
        QVERIFY(hatched > 20);
        QVERIFY(isNear(pixelAt(view, image, {800, 800}), qRgb(200, 60, 60)));

        slide->fails = false;
        view.retryFailedTiles();
        QTRY_VERIFY_WITH_TIMEOUT(view.isSharp() && isNear(pixelAt(view, grabbed(view), {100, 300}), qRgb(200, 60, 60)), 30000);
        QVERIFY(view.tileError().isEmpty());
    }

    void tilesMeetWithoutSeams() {
        Shown shown(test::paintedSlide(3000, 2300, [](int, int) { return test::Rgb{181, 122, 163}; }), {501, 403});
        LayerSettings layers = shown.view.layers();
        layers.fill = true;
        layers.fillOpacity = 0.4;
        shown.view.setLayers(layers);
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(-100, -100, 4000, 4000), ReviewState::Accepted));
        shown.view.setAnnotations(&set);
        for (const double downsample : {4.0, 2.37, 1.0, 0.731, 0.2}) {
            shown.view.setViewport({{1503.3, 1117.7}, downsample / shown.view.devicePixelRatioF(), 0, 0});
            VERIFY_BECOMES_SHARP(shown.view);
            const QImage image = grabbed(shown.view);
            const QRgb expected = image.pixel(image.width() / 2, image.height() / 2);
            QVERIFY(!isNear(expected, qRgb(181, 122, 163), 10));   // the fill lies over it
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) QCOMPARE(image.pixel(x, y), expected);
        }
        // Also while other scales stand in.
        shown.view.setAnnotations(nullptr);
        for (int i = 0; i < 6; ++i) {
            test::wheel(shown.view, QPoint(251, 199), i % 2 ? 240 : -70);
            const QImage image = grabbed(shown.view);
            const SlideRect inner = SlideRect{0, 0, 3000, 2300}.grown(-2 * shown.view.viewport().downsample);
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (inner.contains(shown.view.viewport().toSlide({x + 0.5, y + 0.5}))) QCOMPARE(image.pixel(x, y), qRgb(181, 122, 163));
        }
    }

    void keysZoomPanAndFit() {
        Shown shown(test::quadrantSlide(1600, 1200));
        const Viewport whole = shown.view.viewport();
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        QCOMPARE(shown.view.viewport().downsample, whole.downsample / 1.5);
        QCOMPARE(shown.view.viewport().centre, whole.centre);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QVERIFY(shown.view.viewport().centre.x > whole.centre.x);
        QTest::keyClick(&shown.view, Qt::Key_0);
        QCOMPARE(shown.view.viewport(), whole);
    }

    void aDoubleClickZoomsInThere() {
        Shown shown(test::quadrantSlide(1600, 1200));
        const double before = shown.view.viewport().downsample;
        QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, QPoint(200, 200));
        QCOMPARE(shown.view.viewport().downsample, before / 2);
    }

    void magnificationFollowsTheScaleOfTheSlide() {
        Shown shown(test::quadrantSlide(1600, 1200));   // 0.5 µm/px
        shown.view.setMagnification(20);
        QVERIFY(std::abs(shown.view.viewport().downsample - 1) < 1e-9);
        shown.view.setMagnification(10);
        QVERIFY(std::abs(shown.view.viewport().downsample - 2) < 1e-9);
    }

    void travelEndsAtItsTarget() {
        Shown shown(test::quadrantSlide(6000, 4500));
        const SlideRect target{4000, 3000, 300, 200};
        shown.view.travelTo(target, true);
        QTRY_COMPARE(shown.view.viewport().centre, target.centre());
        const SlideRect seen = shown.view.viewport().visible();
        QVERIFY(seen.width > 300 && seen.width < 1600);
        shown.view.travelTo({100, 100, 50, 50}, false);
        QCOMPARE(shown.view.viewport().centre, (SlidePoint{125, 125}));
    }

    void aClickInTheNavigatorMovesTheView() {
        Shown shown(test::quadrantSlide(4000, 3000));
        LayerSettings layers = shown.view.layers();
        layers.navigator = true;
        shown.view.setLayers(layers);
        shown.view.setViewport({{500, 500}, 1.0, 0, 0});
        auto* navigator = shown.view.findChild<Navigator*>();
        QVERIFY(navigator && navigator->isVisible());
        QVERIFY(navigator->geometry().right() > shown.view.width() - 20 && navigator->y() < 20);
        QTest::mouseClick(navigator, Qt::LeftButton, {}, navigator->rect().center());
        QVERIFY(std::abs(shown.view.viewport().centre.x - 2000) < 60);
        QVERIFY(std::abs(shown.view.viewport().centre.y - 1500) < 60);
        VERIFY_BECOMES_SHARP(shown.view);
        QTRY_VERIFY_WITH_TIMEOUT(navigator->hasThumbnail(), 30000);
        const QImage image = navigator->grab().toImage();
        QVERIFY(isNear(image.pixel(image.width() / 8, image.height() / 8), qRgb(200, 40, 40), 8));
    }

    void theHeatMapGrowsWhileTilesArrive() {
        Shown shown(test::paintedSlide(1200, 900, [](int, int) { return test::Rgb{240, 240, 240}; }));
        const auto tile = [](int x, std::uint8_t value) {
            auto image = std::make_shared<Image>(64, 64, PixelFormat::Gray8);
            std::fill_n(image->data(), image->sizeBytes(), value);
            return ProbabilityTile{{x * 4.0, 0, 256, 256}, x, 0, image};
        };
        const auto isTinted = [&](SlidePoint p) { return !isNear(pixelAt(shown.view, grabbed(shown.view), p), qRgb(240, 240, 240), 6); };
        VERIFY_BECOMES_SHARP(shown.view);
        shown.view.addProbabilityTile(tile(0, 230));
        QVERIFY(!isTinted({128, 128}));
        QCOMPARE(shown.view.probabilityAt({128, 128}), std::optional(230 / 255.0));
        LayerSettings layers = shown.view.layers();
        layers.heatMap = true;
        shown.view.setLayers(layers);
        QTRY_VERIFY_WITH_TIMEOUT(isTinted({128, 128}), 30000);
        QVERIFY(!isTinted({400, 128}));
        shown.view.addProbabilityTile(tile(64, 200));
        QTRY_VERIFY_WITH_TIMEOUT(isTinted({400, 128}), 30000);
        shown.view.clearProbability();
        QTRY_VERIFY_WITH_TIMEOUT(!isTinted({128, 128}), 30000);
        QVERIFY(!shown.view.probabilityAt({128, 128}));
    }

    void droppedFilesAreReported() {
        SlideView view;
        QSignalSpy dropped(&view, &SlideView::filesDropped);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile("/tmp/a.svs"), QUrl::fromLocalFile("/tmp/b.tif")});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &event);
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped.first().first().toStringList(), QStringList({"/tmp/a.svs", "/tmp/b.tif"}));
    }

    void anotherSlideLeavesNothingOfTheFirst() {
        Shown shown(test::quadrantSlide(1600, 1200));
        VERIFY_BECOMES_SHARP(shown.view);
        QSignalSpy sharp(&shown.view, &SlideView::becameSharp);
        shown.view.setSlide(test::paintedSlide(1600, 1200, [](int, int) { return test::Rgb{10, 200, 220}; }), std::nullopt);
        QTRY_COMPARE_WITH_TIMEOUT(sharp.count(), 1, 30000);
        const QImage image = grabbed(shown.view);
        for (const SlidePoint p : {SlidePoint{400, 300}, SlidePoint{1200, 900}}) QVERIFY(isNear(pixelAt(shown.view, image, p), qRgb(10, 200, 220)));
        shown.view.setSlide(nullptr, std::nullopt);
        QVERIFY(!shown.view.isSharp());
        QCOMPARE(grabbed(shown.view).pixel(5, 5), kBackground);
    }
};

QTEST_MAIN(CanvasViewTest)
#include "canvas_view_test.moc"
