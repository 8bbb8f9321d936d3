// Parts of the canvas that need no window: scale bar, visible runs, resampled tiles, heat map, hits.
#include <QTest>

#include "canvas_fixture.h"
#include "core/slide/scaled_read.h"
#include "ui/canvas/heat_map.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/image_bridge.h"
#include "ui/canvas/ring_path.h"
#include "ui/canvas/scale_bar.h"
#include "ui/canvas/view_tile.h"
#include "ui/canvas/view_tile_sheet.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

ViewTileSource wholeSlide(const Slide& slide) {
    const PixelSize size = slide.info().size();
    const LevelRegion all{0, 0, 0, static_cast<int>(size.width), static_cast<int>(size.height)};
    return {opaqueForScreen(slide.readRegion(all).value()), all};
}

ProbabilityTile probabilityTile(int x, int y, int edge, std::uint8_t value) {
    auto image = std::make_shared<Image>(edge, edge, PixelFormat::Gray8);
    std::fill_n(image->data(), image->sizeBytes(), value);
    return {{x * 4.0, y * 4.0, edge * 4.0, edge * 4.0}, x, y, image};
}

}  // namespace

class CanvasPartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theScaleBarHasARoundLengthThatFits_data() {
        QTest::addColumn<double>("umPerPx");
        QTest::addColumn<double>("downsample");
        QTest::addColumn<QString>("label");
        QTest::newRow("whole slide") << 0.25 << 110.0 << "2 mm";
        QTest::newRow("overview") << 0.5 << 30.0 << "1 mm";
        QTest::newRow("20x") << 0.5 << 1.0 << "50 µm";
        QTest::newRow("enlarged") << 0.25 << 0.0625 << "1 µm";
        QTest::newRow("exact") << 1.0 << 5.0 << "500 µm";
        QTest::newRow("unknown") << 0.0 << 10.0 << "1,000 px";
    }
    void theScaleBarHasARoundLengthThatFits() {
        QFETCH(double, umPerPx);
        QFETCH(double, downsample);
        QFETCH(QString, label);
        const auto known = umPerPx > 0 ? std::optional(umPerPx) : std::nullopt;
        const ScaleBar bar = chooseScaleBar(known, downsample, 100);
        QCOMPARE(bar.label, label);
        QVERIFY(bar.length <= 100.0001);
        QVERIFY(bar.length > 100 / 2.6);
    }

    void onlyWhatIsInViewOfALineIsKeptAndDashesGoOn() {
        const QPolygonF line({{-1000, 50}, {1000, 50}, {1000, 500}, {60, 500}, {60, -10}});
        const auto runs = visibleRuns(line, QRectF(0, 0, 100, 100));
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].points.first(), QPointF(0, 50));
        QCOMPARE(runs[0].points.last(), QPointF(100, 50));
        QCOMPARE(runs[0].start, 1000.0);
        QCOMPARE(runs[1].points.first(), QPointF(60, 100));
        QCOMPARE(runs[1].start, 2000.0 + 450 + 940 + 400);
    }

    void aRingIsThinnedTheSameInEveryTile() {
        const Ring ring = test::disc({5000, 5000}, 900, 4000).front().outer;
        const DeviceFrame a{20, 0, 0, QRectF(0, 0, 256, 256), 1}, b{20, 256, 256, QRectF(0, 0, 256, 256), 1};
        const QPolygonF inA = thinnedRing(a, ring), inB = thinnedRing(b, ring);
        QCOMPARE(inA.size(), inB.size());
        QVERIFY(inA.size() < 500);
        for (qsizetype i = 0; i < inA.size(); ++i) QCOMPARE(inA[i], inB[i] + QPointF(256, 256));
    }

    void aViewTileEqualsTheScaledReadOfTheSamePlace() {
        const SlidePtr slide = test::paintedSlide(1500, 1100, [](int x, int y) { return test::Rgb{x % 256, y % 256, (x * 7 + y * 3) % 256}; });
        const double downsample = 2.3;
        const ViewGrid grid = ViewGrid::of(slide->info().size(), downsample);
        for (const ViewTileIndex index : {ViewTileIndex{0, 0}, ViewTileIndex{1, 1}}) {
            const QRect pixels = grid.pixelsOf(index);
            const QImage tile = renderViewTile({grid, index, slide->info().levels[0], {wholeSlide(*slide)}});
            const Image expected = readScaled(*slide, {{pixels.x() * downsample, pixels.y() * downsample}, downsample, pixels.width(), pixels.height()}).value();
            QCOMPARE(tile.size(), pixels.size());
            // The last pixels mix in what lies outside of the slide there, and the slide's edge here.
            for (int y = 0; y < tile.height() - 1; ++y)
                for (int x = 0; x < tile.width() - 1; ++x) {
                    const std::uint8_t* p = expected.pixel(x, y);
                    QCOMPARE(tile.pixel(x, y), qRgb(p[0], p[1], p[2]));
                }
        }
    }

    void anEnlargedTileHasNoDarkOrBrightEdge() {
        const SlidePtr slide = test::paintedSlide(40, 30, [](int, int) { return test::Rgb{90, 120, 150}; });
        const ViewGrid grid = ViewGrid::of(slide->info().size(), 0.1);
        for (const ViewTileIndex& index : grid.touching(QRect(0, 0, grid.width, grid.height))) {
            const QImage tile = renderViewTile({grid, index, slide->info().levels[0], {wholeSlide(*slide)}});
            for (int y = 0; y < tile.height(); ++y)
                for (int x = 0; x < tile.width(); ++x) QCOMPARE(tile.pixel(x, y), qRgb(90, 120, 150));
        }
    }

    void aSheetAsksOnceAndDropsLateAnswers() {
        ViewTileSheet sheet(2);
        sheet.setGrid({1, 1000, 1000});
        const ViewTileIndex index{0, 0};
        QCOMPARE(sheet.claim(index), std::optional(1));
        QVERIFY(!sheet.claim(index));
        sheet.invalidate(SlideRect{0, 0, 10, 10});
        const auto second = sheet.claim(index);
        QVERIFY(second && *second > 1);
        QVERIFY(sheet.deliver(index, *second, {}));
        QVERIFY(!sheet.deliver(index, 1, {}));
        QVERIFY(sheet.isCurrent(index));
        sheet.invalidate(SlideRect{600, 600, 10, 10});
        QVERIFY(sheet.isCurrent(index));
    }

    void transparentPixelsOfASlideAreGlass() {
        auto image = std::make_shared<Image>(2, 1, PixelFormat::Bgra8Premultiplied);
        std::fill_n(image->pixel(1, 0), 4, std::uint8_t{255});
        const QImage shown = toOpaqueQImage(opaqueForScreen(image));
        QCOMPARE(shown.pixel(0, 0), qRgb(255, 255, 255));
        const ImagePtr opaque = opaqueForScreen(opaqueForScreen(image));
        QCOMPARE(opaqueForScreen(opaque).get(), opaque.get());
    }

    void probabilitiesAreKeptAndUnknownPlacesSaySo() {
        HeatMap map;
        QVERIFY(!map.at({10, 10}));
        map.add(probabilityTile(200, 0, 128, 255));   // across two blocks
        map.add(probabilityTile(400, 300, 16, 51));
        QCOMPARE(map.at({801, 5}), std::optional(1.0));
        QCOMPARE(map.at({300 * 4.0, 100 * 4.0}), std::optional(1.0));
        QCOMPARE(map.at({1604, 1204}), std::optional(0.2));
        QVERIFY(!map.at({0, 0}));
        QVERIFY(!map.at({-50, 10}));
        map.clear();
        QVERIFY(!map.at({801, 5}));
    }

    void heatHasNoSeamBetweenMapBlocks() {
        HeatMap map;
        map.add(probabilityTile(0, 0, 256, 180));
        map.add(probabilityTile(256, 0, 256, 180));
        for (const double downsample : {1.3, 4.0, 9.7}) {
            const int x = static_cast<int>(200 * 4 / downsample), width = static_cast<int>(100 * 4 / downsample);
            const QImage image = renderHeat(map.patch({0, 0, 4096, 4096}), {x, 10, width, 20, downsample});
            QVERIFY(!image.isNull());
            for (int i = 0; i < width; ++i) QCOMPARE(image.pixel(i, 10), image.pixel(0, 10));
        }
        QVERIFY(renderHeat(map.patch({50000, 0, 100, 100}), {50000, 0, 100, 100, 1}).isNull());
    }

    void aClickMeansTheSmallestShownObject() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(0, 0, 100, 100)));
        test::put(set, test::annotation(2, test::box(40, 40, 20, 20)));
        test::put(set, test::annotation(3, test::box(45, 45, 5, 5), ReviewState::Rejected));
        Annotation region = test::annotation(4, test::box(-500, -500, 1000, 1000), ReviewState::Added);
        region.kind = AnnotationKind::CompleteRegion;
        test::put(set, region);
        QCOMPARE(hitAt(set, {{47, 47}, 1, false}), 2);
        QCOMPARE(hitAt(set, {{47, 47}, 1, true}), 3);
        QCOMPARE(hitAt(set, {{10, 10}, 1, false}), 1);
        QCOMPARE(hitAt(set, {{-100, -100}, 1, false}), 0);    // inside of the region, far from its border
        QCOMPARE(hitAt(set, {{-497, 0}, 1, false}), 4);
    }

    void anObjectThatIsADotIsHitBesideIt() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(1000, 1000, 100, 100)));
        QCOMPARE(hitAt(set, {{1200, 1000}, 50, false}), 1);
        QCOMPARE(hitAt(set, {{1200, 1000}, 1, false}), 0);
    }
};

QTEST_MAIN(CanvasPartsTest)
#include "canvas_parts_test.moc"
