#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numbers>
#include <random>
#include <thread>

#include "core/annotation/polygon_ops.h"
#include "core/detect/detection_job.h"
#include "core/slide/memory_slide.h"
#include "tests/support/disc_network.h"

using namespace bowman;
using namespace bowman::test;

namespace {

/// Fails wherever a read touches the rectangle.
class DamagedSlide : public Slide {
public:
    DamagedSlide(SlidePtr whole, SlideRect damage) : m_whole(std::move(whole)), m_damage(damage) {}
    const SlideInfo& info() const override { return m_whole->info(); }
    Result<ImagePtr> readRegion(const LevelRegion& r) const override {
        if (m_damage.intersects({double(r.x), double(r.y), double(r.width), double(r.height)}))
            return Error{"level 0", "damaged.svs", "JPEG data truncated"};
        return m_whole->readRegion(r);
    }
    Result<ImagePtr> readAssociatedImage(const std::string& name) const override { return m_whole->readAssociatedImage(name); }

private:
    SlidePtr m_whole;
    SlideRect m_damage;
};

}  // namespace

class DetectJobTest : public QObject {
    Q_OBJECT

    SlidePtr m_slide = makeMemorySlide(discs(), 1.0, "discs");

private Q_SLOTS:
    void everyDiscIsFoundWithItsShape() {
        ViolettPredictor predictor;
        const DetectionResult result = detect(requestFor(m_slide), predictor);
        QCOMPARE(result.objects.size(), kDiscs.size());
        for (const Disc& d : kDiscs) {
            if (d.x + d.r > 2000) continue;  // cut by the slide's edge
            const auto object = std::find_if(result.objects.begin(), result.objects.end(), [&](const DetectedObject& o) { return contains(o.shape, {d.x, d.y}); });
            QVERIFY(object != result.objects.end());
            QVERIFY(std::abs(areaOf(object->shape) / (std::numbers::pi * d.r * d.r) - 1) < 0.02);
            QVERIFY(object->score > 0.9);
            QVERIFY(object->uncertainty < 0.5);
        }
        QVERIFY(boundsOf(result.objects.back().shape).right() <= 2000);
        QVERIFY(result.report.end == JobEnd::Done);
        QCOMPARE(result.report.patchesDone, result.report.patchesTotal);
        QVERIFY(result.report.secondsTotal >= result.report.secondsNetwork);
        QVERIFY(result.report.secondsNetwork > 0 && result.report.secondsReading > 0);
        QCOMPARE(result.report.device, std::string("test"));
    }

    void batchReadersAndPatchSizeDoNotChangeABitOfTheMap() {
        ViolettPredictor one(1), five(5);
        DetectionRequest request = requestFor(m_slide);
        const DetectionResult a = detect(request, one);
        request.readers = 4;
        request.visible = std::make_shared<VisibleRegion>(SlideRect{900, 900, 600, 400});
        const DetectionResult b = detect(request, five);
        QVERIFY(sameMap(*a.map, *b.map));
        request.patchSize = 512;
        const DetectionResult c = detect(request, five);
        QVERIFY(sameMap(*a.map, *c.map));  // the receptive field is smaller than the margin
    }

    void aShiftedGridFindsTheSameObjects() {
        ViolettPredictor predictor;
        DetectionRequest request = requestFor(m_slide);
        const DetectionResult a = detect(request, predictor);
        request.gridShift = {64, 64};
        const DetectionResult b = detect(request, predictor);
        QCOMPARE(a.objects.size(), b.objects.size());
        for (std::size_t i = 0; i < a.objects.size(); ++i)
            QVERIFY(intersectionOverUnion(a.objects[i].shape, b.objects[i].shape) > 0.999);
    }

    void aRegionGivesWhatTheWholeSlideGivesThere() {
        ViolettPredictor predictor;
        DetectionRequest request = requestFor(m_slide);
        const DetectionResult whole = detect(request, predictor);
        request.region = SlideRect{600, 550, 700, 600};
        const DetectionResult part = detect(request, predictor);
        QVERIFY(part.report.patchesTotal < whole.report.patchesTotal);
        QCOMPARE(part.objects.size(), std::size_t(1));
        const auto same = std::find_if(whole.objects.begin(), whole.objects.end(), [](const DetectedObject& o) { return contains(o.shape, {900, 800}); });
        QVERIFY(intersectionOverUnion(part.objects[0].shape, same->shape) > 0.9999);
    }

    void progressGrowsAndTilesCoverTheObjects() {
        ViolettPredictor predictor;
        int last = 0;
        bool monotone = true, once = true;
        std::atomic<int> inside = 0;
        ProbabilityMap seen(mapGridForTest());
        DetectionCallbacks callbacks;
        callbacks.onProgress = [&](const DetectionProgress& p) {
            once &= ++inside == 1;
            monotone &= p.patchesDone == last + 1 && p.secondsLeft >= 0 && p.seconds >= 0;
            last = p.patchesDone;
            --inside;
        };
        callbacks.onTile = [&](const ProbabilityTile& tile) {
            once &= ++inside == 1;
            seen.write(tile.x, tile.y, tile.probability->width(), tile.probability->height(), tile.probability->data());
            --inside;
        };
        const DetectionResult result = detect(requestFor(m_slide), predictor, callbacks);
        QVERIFY(monotone);
        QVERIFY(once);
        QCOMPARE(last, result.report.patchesTotal);
        QVERIFY(sameMap(seen, *result.map));
    }

    void aStoppedRunKeepsWhatItHas() {
        ViolettPredictor predictor(1);
        std::stop_source stop;
        DetectionCallbacks callbacks;
        predictor.beforeAnswer = [&] {
            if (predictor.calls == 30) stop.request_stop();
        };
        const auto result = detectGlomeruli(requestFor(m_slide), predictor, callbacks, stop.get_token());
        QVERIFY(result.ok());
        QVERIFY(result->report.end == JobEnd::Cancelled);
        QCOMPARE(result->report.patchesDone, 30);
        QVERIFY(result->report.patchesDone < result->report.patchesTotal);
        QVERIFY(!result->objects.empty());
        QVERIFY(result->objects.size() < kDiscs.size());
        QVERIFY(!result->report.why.empty());
    }

    void aRunThatWasStoppedBeforeItBeganEnds() {
        ViolettPredictor predictor;
        std::stop_source stop;
        stop.request_stop();
        const auto result = detectGlomeruli(requestFor(m_slide), predictor, {}, stop.get_token());
        QVERIFY(result.ok());
        QVERIFY(result->report.end == JobEnd::Cancelled);
        QVERIFY(result->objects.empty());
    }

    void aPatchThatCannotBeReadIsListedAndLeftOut() {
        ViolettPredictor predictor;
        const auto damaged = std::make_shared<DamagedSlide>(m_slide, SlideRect{20, 1290, 20, 20});
        const DetectionResult result = detect(requestFor(damaged), predictor);
        QVERIFY(result.report.end == JobEnd::Done);
        QVERIFY(result.report.patchesFailed > 0);
        QCOMPARE(std::size_t(result.report.patchesFailed), result.report.failures.size());
        QVERIFY(result.report.failures[0].find("JPEG data truncated") != std::string::npos);
        QVERIFY(result.report.why.find("could not be read") != std::string::npos);
        QVERIFY(result.objects.size() >= kDiscs.size() - 1);
        QCOMPARE(result.map->probabilityAt({30, 1300}), 0.0);
    }

    void aSlideThatCannotBeReadAtAllIsAnError() {
        ViolettPredictor predictor;
        const auto dead = std::make_shared<DamagedSlide>(m_slide, SlideRect{-10000, -10000, 20000, 20000});
        const auto result = detectGlomeruli(requestFor(dead), predictor, {}, {});
        QVERIFY(!result.ok());
        QVERIFY(result.error().message().find("JPEG data truncated") != std::string::npos);
        QCOMPARE(predictor.calls, 0);
    }

    void aNetworkThatFailsEndsTheRunWithItsReason() {
        ViolettPredictor predictor(1);
        predictor.failAtCall = 5;
        const auto result = detectGlomeruli(requestFor(m_slide), predictor, {}, {});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().why, std::string("NaN"));
        QCOMPARE(predictor.calls, 5);
    }

    void anExceptionInACallbackIsAnErrorAndNoCrash() {
        ViolettPredictor predictor;
        DetectionCallbacks callbacks;
        callbacks.onTile = [](const ProbabilityTile&) { throw std::runtime_error("overlay gone"); };
        const auto result = detectGlomeruli(requestFor(m_slide), predictor, callbacks, {});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().why, std::string("overlay gone"));
    }

    void whatIsMissingIsSaid() {
        ViolettPredictor predictor;
        DetectionRequest request = requestFor(m_slide);
        request.umPerPx = 0;
        QVERIFY(detectGlomeruli(request, predictor, {}, {}).error().message().find("µm/px") != std::string::npos);
        request = requestFor(m_slide);
        request.region = SlideRect{5000, 5000, 10, 10};
        QVERIFY(detectGlomeruli(request, predictor, {}, {}).error().message().find("region") != std::string::npos);
        request = requestFor(m_slide);
        request.patchSize = 100;
        QVERIFY(detectGlomeruli(request, predictor, {}, {}).error().message().find("multiple of 32") != std::string::npos);
        QVERIFY(!detectGlomeruli({}, predictor, {}, {}).ok());
    }

    void onlyTissueIsSearched() {
        Image image(6000, 4000, PixelFormat::Rgb8);
        std::fill_n(image.data(), image.sizeBytes(), std::uint8_t{255});
        const Image patch = discs();
        for (int y = 0; y < 1500; ++y) {
            std::copy_n(patch.row(y), patch.stride(), image.pixel(3000, y + 2000));
            for (int x = 0; x < 2000; ++x) {
                std::uint8_t* p = image.pixel(3000 + x, 2000 + y);
                if (p[1] != 0) p[0] = 225, p[1] = 200, p[2] = 220;  // pale tissue around the discs
            }
        }
        ViolettPredictor predictor;
        DetectionRequest request = requestFor(makeMemorySlide(std::move(image), 1.0, "tissue"));
        const DetectionResult everywhere = detect(request, predictor);
        request.tissueOnly = true;
        const DetectionResult onTissue = detect(request, predictor);
        QVERIFY(onTissue.report.patchesTotal < everywhere.report.patchesTotal / 2);
        QCOMPARE(onTissue.objects.size(), everywhere.objects.size());
        QVERIFY(std::abs(onTissue.report.tissueMm2 / 3.0 - 1) < 0.2);
    }

private:
    static MapGrid mapGridForTest() { return {{0, 0}, 2, {1000, 750}}; }
};

QTEST_GUILESS_MAIN(DetectJobTest)
#include "detect_job_test.moc"
