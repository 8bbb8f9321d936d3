#include <QTest>

#include <algorithm>
#include <atomic>

#include "core/annotation/polygon_ops.h"
#include "core/detect/detection_job.h"
#include "tests/support/band_network.h"

using namespace bowman;
using namespace bowman::test;

namespace {

/// Several columns of several bands: 10000 × 8000 pixels, of which the map has half.
Image manyDiscs() {
    Image image(10000, 8000, PixelFormat::Rgb8);
    std::fill_n(image.data(), image.sizeBytes(), std::uint8_t{255});
    for (int cy = 200; cy < 8000; cy += 500)
        for (int cx = 150 + cy % 300; cx < 10000; cx += 600)
            for (int y = cy - 100; y < std::min(8000, cy + 100); ++y)
                for (int x = std::max(0, cx - 100); x < std::min(10000, cx + 100); ++x)
                    if ((x - cx) * (x - cx) + (y - cy) * (y - cy) < 10000) image.pixel(x, y)[1] = 0;
    return image;
}

/// Fails wherever a read touches the rectangle.
class TornSlide : public Slide {
public:
    TornSlide(SlidePtr whole, SlideRect damage) : m_whole(std::move(whole)), m_damage(damage) {}
    const SlideInfo& info() const override { return m_whole->info(); }
    Result<ImagePtr> readRegion(const LevelRegion& r) const override {
        if (m_damage.intersects({double(r.x), double(r.y), double(r.width), double(r.height)})) return Error{"level 0", "torn.svs", "JPEG data truncated"};
        return m_whole->readRegion(r);
    }
    Result<ImagePtr> readAssociatedImage(const std::string& name) const override { return m_whole->readAssociatedImage(name); }

private:
    SlidePtr m_whole;
    SlideRect m_damage;
};

}  // namespace

class DetectBandsTest : public QObject {
    Q_OBJECT

    SlidePtr m_slide = makeMemorySlide(manyDiscs(), 1.0, "discs");

private Q_SLOTS:
    void bandsGiveTheMapOfWholePatches() {
        ViolettPredictor patches;
        BandPredictor bands(3);
        DetectionRequest request = bandRequestFor(m_slide);
        const DetectionResult b = detect(request, bands);
        QVERIFY(bands.strips > 0);
        QCOMPARE(bands.calls, 0);
        request.patchSize = 768;
        QVERIFY(sameMap(*b.map, *detect(request, patches).map));
        QVERIFY(b.report.end == JobEnd::Done);
        QCOMPARE(b.report.patchesDone, b.report.patchesTotal);
        QCOMPARE(b.report.patchesTotal, 2 * 16);
        // No wider than the slide.
        QVERIFY(*std::min_element(bands.widths.begin(), bands.widths.end()) < 2600);
    }

    void lanesViewAndRegionDoNotChangeABit() {
        BandPredictor one(1), four(4);
        DetectionRequest request = bandRequestFor(m_slide);
        const DetectionResult a = detect(request, one);
        const auto visible = std::make_shared<VisibleRegion>(SlideRect{7000, 5000, 900, 900});
        request.visible = visible;
        int calls = 0;
        DetectionCallbacks panning;
        panning.onTile = [&](const ProbabilityTile&) { visible->set(SlideRect{double(++calls * 997 % 9000), double(calls * 1409 % 7000), 800, 600}); };
        QVERIFY(sameMap(*a.map, *detect(request, four, panning).map));
        request.region = SlideRect{3001, 2003, 2999, 1777};
        const DetectionResult part = detect(request, four);
        QVERIFY(part.report.patchesTotal < 20);
        for (const SlidePoint p : {SlidePoint{3100, 2200}, SlidePoint{4444, 3333}, SlidePoint{5800, 3700}}) QCOMPARE(part.map->probabilityAt(p), a.map->probabilityAt(p));
        QVERIFY(part.objects.size() > 5);
        const auto inside = boundsOf(part.objects[part.objects.size() / 2].shape);
        QVERIFY(std::any_of(a.objects.begin(), a.objects.end(), [&](const DetectedObject& o) { return boundsOf(o.shape) == inside; }));
    }

    void aShiftedGridFindsTheSameObjects() {
        BandPredictor bands;
        DetectionRequest request = bandRequestFor(m_slide);
        const DetectionResult a = detect(request, bands);
        request.gridShift = {640, 100};
        const DetectionResult b = detect(request, bands);
        QCOMPARE(a.objects.size(), b.objects.size());
        for (std::size_t i = 0; i < a.objects.size(); ++i) QVERIFY(intersectionOverUnion(a.objects[i].shape, b.objects[i].shape) > 0.999);
    }

    void aThinCoreIsNotComputedAsWideAsAColumn() {
        Image image(6000, 4000, PixelFormat::Rgb8);
        std::fill_n(image.data(), image.sizeBytes(), std::uint8_t{255});
        for (int y = 300; y < 3700; ++y)
            for (int x = 2500; x < 3100; ++x) {
                std::uint8_t* p = image.pixel(x, y);
                p[0] = 225, p[1] = 200, p[2] = 220;
                const int dx = x - 2800, dy = y % 500 - 250;
                if (dx * dx + dy * dy < 8000) p[1] = 0;
            }
        BandPredictor bands, everywhere;
        DetectionRequest request = bandRequestFor(makeMemorySlide(std::move(image), 1.0, "core"));
        const DetectionResult all = detect(request, everywhere);
        request.tissueOnly = true;
        const DetectionResult core = detect(request, bands);
        QCOMPARE(core.objects.size(), all.objects.size());
        for (std::size_t i = 0; i < core.objects.size(); ++i) QVERIFY(core.objects[i].shape == all.objects[i].shape);
        QVERIFY(*std::min_element(bands.widths.begin(), bands.widths.end()) <= 1280);
        QVERIFY(std::count(everywhere.widths.begin(), everywhere.widths.end(), 2880) > 0);
    }

    void whatIsOnTheScreenIsThereFirst() {
        BandPredictor bands(1);
        DetectionRequest request = bandRequestFor(m_slide);
        const auto visible = std::make_shared<VisibleRegion>(SlideRect{8000, 6000, 500, 300});
        request.visible = visible;
        std::vector<SlideRect> tiles;
        DetectionCallbacks callbacks;
        callbacks.onTile = [&](const ProbabilityTile& tile) {
            tiles.push_back(tile.rect);
            visible->set(SlideRect{200, 3000, 500, 300});   // the hand moves on
        };
        detect(request, bands, callbacks);
        QVERIFY(tiles[0].intersects({8000, 6000, 500, 300}));
        const auto there = std::find_if(tiles.begin(), tiles.end(), [](const SlideRect& tile) { return tile.intersects({200, 3000, 500, 300}); });
        // Bands that had begun are finished first.
        QVERIFY(there - tiles.begin() < 8);
    }

    void aStoppedRunEndsWithinAStrip() {
        BandPredictor bands;
        std::stop_source stop;
        bands.beforeStrip = [&] {
            if (bands.strips == 60) stop.request_stop();
        };
        const auto result = detectGlomeruli(bandRequestFor(m_slide), bands, {}, stop.get_token());
        QVERIFY(result.ok());
        QVERIFY(result->report.end == JobEnd::Cancelled);
        QVERIFY(result->report.patchesDone > 0 && result->report.patchesDone < result->report.patchesTotal);
        QVERIFY(bands.strips < 64);     // at most one strip each that was begun
        QVERIFY(!result->objects.empty());
    }

    void rowsThatCannotBeReadAreListedAndTheRestIsThere() {
        BandPredictor bands;
        const auto torn = std::make_shared<TornSlide>(m_slide, SlideRect{2000, 4000, 50, 50});
        const DetectionResult result = detect(bandRequestFor(torn), bands);
        QVERIFY(result.report.end == JobEnd::Done);
        QCOMPARE(result.report.patchesFailed, 1);
        QVERIFY(result.report.failures[0].find("JPEG data truncated") != std::string::npos);
        QCOMPARE(result.map->probabilityAt({2010, 4010}), 0.0);
        BandPredictor other;
        const DetectionResult whole = detect(bandRequestFor(m_slide), other);
        QVERIFY(result.objects.size() < whole.objects.size() && result.objects.size() + 10 > whole.objects.size());
    }

    void aNetworkThatFailsEndsTheRunWithItsReason() {
        BandPredictor bands;
        bands.failAtStrip = 7;
        const auto result = detectGlomeruli(bandRequestFor(m_slide), bands, {}, {});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().why, std::string("NaN"));
    }

    void anExceptionInACallbackIsAnErrorAndNoCrash() {
        BandPredictor bands;
        DetectionCallbacks callbacks;
        callbacks.onTile = [](const ProbabilityTile&) { throw std::runtime_error("overlay gone"); };
        const auto result = detectGlomeruli(bandRequestFor(m_slide), bands, callbacks, {});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().why, std::string("overlay gone"));
    }

    void withoutMemoryForSeveralColumnsOneGoesOnAlone() {
        BandPredictor bands(3), enough;
        bands.mostStrips = 1;
        const SlidePtr narrow = makeMemorySlide(discs(), 1.0, "narrow");
        const DetectionResult result = detect(bandRequestFor(narrow), bands);
        QVERIFY(sameMap(*result.map, *detect(bandRequestFor(narrow), enough).map));
        QCOMPARE(result.report.patchesDone, result.report.patchesTotal);
    }

    void aSlideFullOfOneObjectIsOneObject() {
        // What an untrained network gives: every pixel above the threshold.
        Image violet(3000, 2000, PixelFormat::Rgb8);
        std::fill_n(violet.data(), violet.sizeBytes(), std::uint8_t{0});
        BandPredictor bands;
        QCOMPARE(detect(bandRequestFor(makeMemorySlide(std::move(violet), 1.0, "violet")), bands).objects.size(), std::size_t(1));
    }

    void aRegionOneOrFewPixelsWideIsSearched() {
        BandPredictor bands;
        DetectionRequest request = bandRequestFor(m_slide);
        request.region = SlideRect{777, 0, 1, 8000};
        const DetectionResult line = detect(request, bands);
        QVERIFY(line.report.end == JobEnd::Done);
        QCOMPARE(line.map->grid().size.width, std::int64_t(1));
        request.region = SlideRect{9999, 7999, 1, 1};
        QVERIFY(detect(request, bands).report.end == JobEnd::Done);
    }
};

QTEST_GUILESS_MAIN(DetectBandsTest)
#include "detect_bands_test.moc"
