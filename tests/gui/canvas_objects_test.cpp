// Objects on the canvas: what is on the screen, and what a click selects.
#include <QTest>

#include "canvas_shown.h"
#include "ui/canvas/state_style.h"
#include "ui/tools/select_tool.h"

using namespace bowman;
using namespace bowman::ui;
using namespace bowman::test;

class CanvasObjectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anObjectOfTwoPixelsIsStillSeen() {
        Shown shown(test::paintedSlide(6000, 4500, [](int, int) { return test::Rgb{240, 240, 240}; }));
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({1500, 1500}, 10), ReviewState::Accepted));
        shown.view.setAnnotations(&set);
        VERIFY_BECOMES_SHARP(shown.view);
        QVERIFY(20 / shown.view.viewport().downsample < 2.5 * shown.view.devicePixelRatioF());
        const QRgb green = styleOf(ReviewState::Accepted).colour.rgb();
        QVERIFY(isNear(pixelAt(shown.view, grabbed(shown.view), {1500, 1500}), green, 40));
    }

    void rejectedObjectsAreHiddenUntilAskedFor() {
        Shown shown(test::paintedSlide(600, 450, [](int, int) { return test::Rgb{240, 240, 240}; }));
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(100, 100, 200, 200), ReviewState::Rejected));
        shown.view.setAnnotations(&set);
        VERIFY_BECOMES_SHARP(shown.view);
        const auto paintedPixels = [&] {
            const QImage image = grabbed(shown.view);
            int count = 0;
            for (int i = 0; i < 200; ++i) count += !isNear(pixelAt(shown.view, image, {100.0 + i, 100}), qRgb(240, 240, 240), 20);
            return count;
        };
        QCOMPARE(paintedPixels(), 0);
        LayerSettings layers = shown.view.layers();
        layers.rejected = true;
        shown.view.setLayers(layers);
        QTRY_VERIFY_WITH_TIMEOUT(paintedPixels() > 30, 30000);
    }

    void aChangedStateIsSeenInTheNextFrame() {
        Shown shown(test::paintedSlide(600, 450, [](int, int) { return test::Rgb{240, 240, 240}; }));
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(100, 100, 200, 200), ReviewState::Unsure));
        shown.view.setAnnotations(&set);
        VERIFY_BECOMES_SHARP(shown.view);
        test::put(set, test::annotation(1, test::box(100, 100, 200, 200), ReviewState::Accepted));
        shown.view.annotationsChanged({100, 100, 200, 200});
        QVERIFY(isNear(pixelAt(shown.view, grabbed(shown.view), {200, 100}), styleOf(ReviewState::Accepted).colour.rgb(), 60));
    }

    void spaceShowsTheBareSlide() {
        Shown shown(test::paintedSlide(600, 450, [](int, int) { return test::Rgb{240, 240, 240}; }));
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(100, 100, 200, 200), ReviewState::Accepted));
        shown.view.setAnnotations(&set);
        VERIFY_BECOMES_SHARP(shown.view);
        const auto hasFill = [&] { return !isNear(pixelAt(shown.view, grabbed(shown.view), {200, 200}), qRgb(240, 240, 240)); };
        QVERIFY(hasFill());
        QTest::keyPress(&shown.view, Qt::Key_Space);
        QVERIFY(!hasFill());
        QTest::keyRelease(&shown.view, Qt::Key_Space);
        QVERIFY(hasFill());
    }

    void aClickSelectsAndADragDoesNot() {
        Shown shown(test::quadrantSlide(600, 450));
        test::Bench bench;
        test::put(bench.set, test::annotation(7, test::box(100, 100, 200, 200)));
        SelectTool tool(bench.context());
        shown.view.setAnnotations(&bench.set);
        shown.view.setTool(&tool);
        QSignalSpy selected(&shown.view, &SlideView::selectionRequested);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, test::at(shown.view, {200, 200}));
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected.takeFirst().first().toLongLong(), 7);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, test::at(shown.view, {400, 400}));
        QCOMPARE(selected.takeFirst().first().toLongLong(), 0);
        test::stroke(shown.view, {test::at(shown.view, {200, 200}), test::at(shown.view, {260, 240})});
        QCOMPARE(selected.count(), 0);
        shown.view.setTool(nullptr);
    }

    void theSelectedObjectHasAHaloOnDarkAndOnLight() {
        Shown shown(test::paintedSlide(600, 450, [](int x, int) { return x < 300 ? test::Rgb{20, 20, 20} : test::Rgb{250, 250, 250}; }));
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(150, 100, 300, 200), ReviewState::Accepted));
        shown.view.setAnnotations(&set);
        shown.view.setSelected(1);
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage image = grabbed(shown.view);
        const auto across = [&](double x) {   // lightness along a line over the upper edge
            std::vector<int> values;
            for (double y = 80; y < 120; y += 0.5) values.push_back(qGray(pixelAt(shown.view, image, {x, y})));
            const auto [low, high] = std::minmax_element(values.begin(), values.end());
            return *high - *low;
        };
        QVERIFY(across(220) > 120);
        QVERIFY(across(380) > 100);
    }
};

QTEST_MAIN(CanvasObjectsTest)
#include "canvas_objects_test.moc"
