// Where people say that there is tissue, or none: what a detection makes of it.
#include <QTemporaryDir>
#include <QTest>

#include "core/detect/patch_blender.h"
#include "core/detect/tissue_correction.h"
#include "core/slide/pyramid_tiff_writer.h"
#include "tests/support/band_network.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

MultiPolygon rectangle(double x, double y, double width, double height) { return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}}; }

std::shared_ptr<const Annotation> region(const char* className, MultiPolygon shape, ReviewState state = ReviewState::Added) {
    Annotation a;
    a.kind = AnnotationKind::Structure;
    a.className = className;
    a.state = state;
    a.shape = std::move(shape);
    return std::make_shared<const Annotation>(a);
}

/// A pale core down the middle of glass, with discs in it, as a file that can be known again. A pen may have left a blue mark beside it.
SlidePtr coreFile(const fs::path& path, const SlideRect& mark = {}) {
    PyramidTiff tiff;
    tiff.size = {6000, 4000};
    tiff.umPerPx = 1.0;
    tiff.tileSize = 256;
    const auto written = writeRgbPyramid(path, tiff, [&](int column, int row) -> Result<Image> {
        Image tile(256, 256, PixelFormat::Rgb8);
        std::fill_n(tile.data(), tile.sizeBytes(), std::uint8_t{255});
        for (int v = 0; v < 256; ++v)
            for (int u = 0; u < 256; ++u) {
                const int x = column * 256 + u, y = row * 256 + v;
                if (mark.contains({double(x), double(y)})) {
                    std::uint8_t* p = tile.pixel(u, v);
                    p[0] = 25, p[1] = 50, p[2] = 165;
                }
                if (x < 1000 || x >= 1600 || y < 300 || y >= 3700) continue;
                std::uint8_t* p = tile.pixel(u, v);
                p[0] = 225, p[1] = 200, p[2] = 220;
                const int dx = x - 1300, dy = y % 500 - 250;
                if (dx * dx + dy * dy < 8000) p[1] = 0;
            }
        return tile;
    });
    if (!written) qFatal("%s", written.error().message().c_str());
    auto slide = openSlide(path);
    if (!slide) qFatal("%s", slide.error().message().c_str());
    return *slide;
}

}  // namespace

class DetectTissueTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    SlidePtr m_slide;

    fs::path folder(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    DetectionRequest request() const {
        DetectionRequest wanted = requestFor(m_slide);
        wanted.tissueOnly = true;
        return wanted;
    }
    /// Of the discs: the first is at y 750.
    static bool hasDiscAt(const DetectionResult& result, double y) {
        return std::any_of(result.objects.begin(), result.objects.end(), [&](const DetectedObject& o) { return contains(o.shape, {1300, y}); });
    }

private Q_SLOTS:
    void initTestCase() { m_slide = coreFile(folder("core.tif")); }

    void regionsAreReadByTheirClass() {
        const std::vector<std::shared_ptr<const Annotation>> objects = {
            region("Tissue", rectangle(0, 0, 100, 100)), region("Ignore", rectangle(50, 0, 10, 10)), region("Artefact", rectangle(70, 0, 10, 10)), region("artifact 2", rectangle(80, 0, 10, 10)),
            region("Cortex", rectangle(0, 0, 5, 5)), region("Tissue", rectangle(500, 0, 5, 5), ReviewState::Rejected)};
        const TissueCorrection correction = tissueCorrectionOf(objects);
        QCOMPARE(correction.added.size(), std::size_t(1));
        QCOMPARE(correction.removed.size(), std::size_t(3));
        Annotation glomerulus = *objects.front();
        glomerulus.kind = AnnotationKind::Glomerulus;
        QVERIFY(tissuePartOf(glomerulus) == TissuePart::None);
    }

    void theMaskFollowsAndWhatIsTakenAwayWins() {
        TissueMask tissue{Image(100, 50, PixelFormat::Gray8), 10};
        std::fill_n(tissue.mask.data(), tissue.mask.sizeBytes(), std::uint8_t{0});
        TissueCorrection correction{{rectangle(100, 100, 300, 200)}, {rectangle(300, 100, 500, 200)}};
        correction.applyTo(tissue);
        QCOMPARE(tissue.areaMm2(1.0), 200 * 200 * 1e-6);
        QVERIFY(*tissue.mask.pixel(15, 15) == 255 && *tissue.mask.pixel(35, 15) == 0);
        QVERIFY(correction.removes(rectangle(250, 150, 120, 50)));
        QVERIFY(!correction.removes(rectangle(210, 150, 120, 50)));
    }

    void whatIsTakenAwayIsNotSearchedAndNothingIsProposedThere() {
        ViolettPredictor predictor;
        const DetectionResult whole = detect(request(), predictor);
        QVERIFY(hasDiscAt(whole, 750) && hasDiscAt(whole, 3250));
        DetectionRequest less = request();
        less.tissue.removed = {rectangle(900, 0, 800, 1000)};
        const DetectionResult part = detect(less, predictor);
        QVERIFY(!hasDiscAt(part, 750) && hasDiscAt(part, 1250) && hasDiscAt(part, 3250));
        QCOMPARE(part.objects.size(), whole.objects.size() - 2);   // with the half of one at the upper end
        QVERIFY(part.report.patchesTotal < whole.report.patchesTotal);
        QVERIFY(std::abs(part.report.tissueMm2 - (whole.report.tissueMm2 - 0.6 * 0.7)) < 0.02);
    }

    void whatIsAddedIsSearched() {
        ViolettPredictor predictor;
        DetectionRequest more = request();
        more.tissue.added = {rectangle(4500, 1000, 400, 400)};
        const DetectionResult result = detect(more, predictor), whole = detect(request(), predictor);
        QVERIFY(result.report.patchesTotal > whole.report.patchesTotal);
        QVERIFY(std::abs(result.report.tissueMm2 - whole.report.tissueMm2 - 0.16) < 0.01);
        QCOMPARE(result.objects.size(), whole.objects.size());
    }

    void onlyColumnsWhoseTissueChangedAreComputedAgain() {
        DetectionRequest wanted = request();
        wanted.patchSize = 0;
        wanted.cache.folders = {folder("cache")};
        BandPredictor first, second, fresh, again;
        const int patches = detect(wanted, first).report.patchesTotal;
        // Far from the core, in the column beside it.
        wanted.tissue.added = {rectangle(5600, 1000, 300, 300)};
        const DetectionResult more = detect(wanted, second);
        QCOMPARE(more.report.patchesRestored, patches);
        QVERIFY(more.report.patchesTotal > patches);
        DetectionRequest uncached = wanted;
        uncached.cache = {};
        QVERIFY(sameMap(*more.map, *detect(uncached, fresh).map));
        // Beside the core: the same column is computed wider.
        wanted.tissue.added = {rectangle(2600, 1000, 300, 300)};
        const DetectionResult wider = detect(wanted, again);
        QCOMPARE(wider.report.patchesRestored, 0);
        uncached.tissue = wanted.tissue;
        QVERIFY(sameMap(*wider.map, *detect(uncached, fresh).map));
        const auto kept = loadKeptDetection(wanted.cache, *m_slide, 1.0);
        QVERIFY(kept.has_value());
        QVERIFY(sameMap(*kept->map, *wider.map));
    }

    void aPensMarkBesideTheTissueIsNoGlomerulus() {
        const SlideRect mark{1800, 1000, 160, 160};
        const SlidePtr marked = coreFile(folder("marked.tif"), mark);
        const auto isFoundOn = [&](const DetectionResult& result) {
            return std::any_of(result.objects.begin(), result.objects.end(), [&](const DetectedObject& o) { return contains(o.shape, mark.centre()); });
        };
        for (const int patchSize : {512, 0}) {   // patches, and bands
            BandPredictor predictor;
            DetectionRequest wanted = request();
            wanted.slide = marked;
            wanted.patchSize = patchSize;
            wanted.cache.folders = {folder("marked")};
            const DetectionResult result = detect(wanted, predictor);
            QVERIFY(!isFoundOn(result) && hasDiscAt(result, 750) && hasDiscAt(result, 1250));
            const auto kept = loadKeptDetection(wanted.cache, *marked, 1.0);
            QVERIFY(kept.has_value());
            QVERIFY(sameMap(*kept->map, *result.map));
            wanted.cache = {};
            wanted.tissue.added = {rectangle(1700, 900, 400, 400)};
            QVERIFY(isFoundOn(detect(wanted, predictor)));   // who says that it is tissue is believed
        }
    }

    void aSlideWithoutTissueAsksTheNetworkNothingAndSaysSo() {
        ViolettPredictor predictor;
        DetectionRequest none = request();
        none.tissue.removed = {rectangle(0, 0, 6000, 4000)};
        const DetectionResult result = detect(none, predictor);
        QCOMPARE(predictor.calls, 0);
        QVERIFY(result.objects.empty());
        QVERIFY(result.report.end == JobEnd::Done);
        QCOMPARE(result.report.tissueMm2, 0.0);
        QVERIFY(result.report.why.find("no tissue") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(DetectTissueTest)
#include "detect_tissue_test.moc"
