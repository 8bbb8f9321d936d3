// A detection that was cut off goes on where it was, and ends as if nothing had happened.
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <random>

#include "core/base/files.h"
#include "core/detect/patch_blender.h"
#include "core/detect/patch_codec.h"
#include "core/slide/pyramid_tiff_writer.h"
#include "tests/support/band_network.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

/// The slide with the discs, as a file: only files can be known again.
SlidePtr discFile(const fs::path& path, std::uint8_t corner) {
    const Image whole = discs();
    PyramidTiff tiff;
    tiff.size = {whole.width(), whole.height()};
    tiff.umPerPx = 1.0;
    tiff.tileSize = 256;
    const auto written = writeRgbPyramid(path, tiff, [&](int column, int row) -> Result<Image> {
        Image tile(256, 256, PixelFormat::Rgb8);
        std::fill_n(tile.data(), tile.sizeBytes(), std::uint8_t{255});
        for (int y = 0; y < 256 && row * 256 + y < whole.height(); ++y)
            std::copy_n(whole.pixel(column * 256, row * 256 + y), 3 * std::min(256, whole.width() - column * 256), tile.row(y));
        if (column == 0 && row == 0) *tile.data() = corner;
        return tile;
    });
    if (!written) qFatal("%s", written.error().message().c_str());
    auto slide = openSlide(path);
    if (!slide) qFatal("%s", slide.error().message().c_str());
    return *slide;
}

std::vector<fs::path> filesIn(const fs::path& folder, const std::string& extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool sameResult(const DetectionResult& a, const DetectionResult& b) {
    const auto same = [](const DetectedObject& x, const DetectedObject& y) {
        return x.shape == y.shape && x.score == y.score && x.uncertainty == y.uncertainty;
    };
    return sameMap(*a.map, *b.map) && std::equal(a.objects.begin(), a.objects.end(), b.objects.begin(), b.objects.end(), same);
}

}  // namespace

class DetectResumeTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    SlidePtr m_slide;
    std::optional<DetectionResult> m_whole;   ///< of a run that nothing disturbed
    int m_number = 0;

    DetectionRequest requestWithCache() {
        DetectionRequest request = requestFor(m_slide);
        request.cache.folders = {folder("cache" + std::to_string(++m_number))};
        return request;
    }
    fs::path folder(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    static void stopAfter(int patches, const DetectionRequest& request) {
        ViolettPredictor predictor(1);
        std::stop_source stop;
        predictor.beforeAnswer = [&] {
            if (predictor.calls == patches) stop.request_stop();
        };
        QVERIFY(detectGlomeruli(request, predictor, {}, stop.get_token()).ok());
    }

private Q_SLOTS:
    void initTestCase() {
        m_slide = discFile(folder("slide.tif"), 255);
        ViolettPredictor predictor;
        m_whole = detect(requestFor(m_slide), predictor);
        QVERIFY(m_whole->objects.size() >= 5);
    }

    void aRunThatWasCutOffGoesOnAndEndsTheSame_data() {
        QTest::addColumn<int>("patches");
        for (const int patches : {1, 7, 30}) QTest::addRow("after %d", patches) << patches;
    }
    void aRunThatWasCutOffGoesOnAndEndsTheSame() {
        QFETCH(int, patches);
        const DetectionRequest request = requestWithCache();
        stopAfter(patches, request);
        ViolettPredictor predictor(3);
        std::vector<DetectionProgress> progress;
        DetectionCallbacks callbacks;
        callbacks.onProgress = [&](const DetectionProgress& p) { progress.push_back(p); };
        const DetectionResult result = detect(request, predictor, callbacks);
        QCOMPARE(result.report.patchesRestored, patches);
        QCOMPARE(predictor.patches, result.report.patchesTotal - patches);
        QCOMPARE(result.report.patchesDone, result.report.patchesTotal);
        QCOMPARE(progress.back().patchesRestored, patches);
        QVERIFY(sameResult(result, *m_whole));
        QVERIFY(result.report.notes.empty());
    }

    void bandsThatWereFinishedAreNotComputedAgain() {
        DetectionRequest request = requestWithCache();
        request.patchSize = 0;
        BandPredictor first(1), second(1), third(2);
        std::stop_source stop;
        int done = 0;
        DetectionCallbacks callbacks;
        callbacks.onProgress = [&](const DetectionProgress& p) { done = p.patchesDone; };
        first.beforeStrip = [&] {
            if (first.strips == 6) stop.request_stop();   // 448 rows go in: one band of 256 comes out, and a part of the next
        };
        QVERIFY(detectGlomeruli(request, first, callbacks, stop.get_token()).ok());
        QCOMPARE(done, 1);
        const DetectionResult result = detect(request, second);
        QCOMPARE(result.report.patchesTotal, 3);
        QCOMPARE(result.report.patchesRestored, 1);
        QVERIFY(sameResult(result, *m_whole));
        const DetectionResult again = detect(request, third);
        QCOMPARE(again.report.patchesRestored, 3);
        QCOMPARE(third.strips.load(), 0);
        QVERIFY(sameResult(again, *m_whole));
        const auto kept = loadKeptDetection(request.cache, *m_slide, 1.0);
        QVERIFY(kept.has_value());
        QVERIFY(sameMap(*kept->map, *result.map));
    }

    void aRunCutOffManyTimesEndsTheSame() {
        const DetectionRequest request = requestWithCache();
        for (int i = 0; i < 5; ++i) stopAfter(4, request);
        ViolettPredictor predictor;
        const DetectionResult result = detect(request, predictor);
        QCOMPARE(result.report.patchesRestored, 20);
        QVERIFY(sameResult(result, *m_whole));
    }

    void otherThresholdsAskTheNetworkNothing() {
        DetectionRequest request = requestWithCache();
        ViolettPredictor first, second, fresh;
        detect(request, first);
        request.threshold = 0.8;
        request.smallestAreaUm2 = 30000;
        const DetectionResult again = detect(request, second);
        QCOMPARE(second.calls, 0);
        QCOMPARE(again.report.patchesRestored, again.report.patchesTotal);
        request.cache.folders.clear();
        QVERIFY(sameResult(again, detect(request, fresh)));
        QVERIFY(!sameResult(again, *m_whole));
    }

    void aRegionTakesWhatTheSlideHas() {
        DetectionRequest request = requestWithCache();
        ViolettPredictor first, second, fresh;
        detect(request, first);
        request.region = SlideRect{601, 553, 700, 600};
        const DetectionResult part = detect(request, second);
        QCOMPARE(second.calls, 0);
        request.cache.folders.clear();
        QVERIFY(sameResult(part, detect(request, fresh)));
    }

    void whatDependsOnAnotherSettingIsNotTaken() {
        const DetectionRequest request = requestWithCache();
        ViolettPredictor predictor;
        detect(request, predictor);
        const auto restored = [&](auto change) {
            DetectionRequest other = request;
            ViolettPredictor network;
            change(other, network);
            return detect(other, network).report.patchesRestored;
        };
        QVERIFY(restored([](auto&, auto&) {}) > 0);
        QCOMPARE(restored([](auto& r, auto&) { r.umPerPx = 0.99; }), 0);
        QCOMPARE(restored([](auto& r, auto&) { r.patchSize = 512; }), 0);
        QCOMPARE(restored([](auto& r, auto&) { r.gridShift = {64, 64}; }), 0);
        QCOMPARE(restored([](auto&, auto& network) { network.numbers = "another device"; }), 0);
        const SlidePtr copy = discFile(folder("other.tif"), 254);
        QCOMPARE(restored([&](auto& r, auto&) { r.slide = copy; }), 0);
    }

    void damagedPiecesAreNoticedAndComputedAgain() {
        std::mt19937 random(5);
        for (int round = 0; round < 40; ++round) {
            const DetectionRequest request = requestWithCache();
            ViolettPredictor first, second;
            detect(request, first);
            const fs::path file = filesIn(request.cache.folders.front(), ".patches").front();
            std::string content = *readFile(file);
            const std::size_t at = random() % content.size();
            if (round % 4 == 0) content.resize(at);
            else if (round % 4 == 1) content[at] = static_cast<char>(content[at] ^ (1 << (random() % 8)));
            else if (round % 4 == 2) content.erase(at, 1 + random() % 500);
            else content.insert(at, std::string(1 + random() % 500, static_cast<char>(random() % 256)));
            QVERIFY(writeFileAtomically(file, content).ok());
            const DetectionResult result = detect(request, second);
            QVERIFY2(sameResult(result, *m_whole), qPrintable(QString::number(round)));
            QVERIFY(result.report.patchesRestored < result.report.patchesTotal || round % 4 == 3);
            QVERIFY2(!result.report.notes.empty() || round % 4 == 0, qPrintable(QString::number(round)));
        }
    }

    void aFolderThatCannotBeWrittenIsPassedOver() {
        QVERIFY(writeFileAtomically(folder("no-folder"), "a file").ok());
        DetectionRequest request = requestFor(m_slide);
        request.cache.folders = {folder("no-folder"), folder("second")};
        ViolettPredictor predictor;
        QVERIFY(detect(request, predictor).report.notes.empty());
        QCOMPARE(filesIn(folder("second"), ".patches").size(), std::size_t(1));
        request.cache.folders = {folder("no-folder")};
        const DetectionResult result = detect(request, predictor);
        QCOMPARE(result.report.notes.size(), std::size_t(1));
        QVERIFY(result.report.notes.front().find("not kept") != std::string::npos);
        QVERIFY(sameResult(result, *m_whole));
    }

    void aFullFolderLosesWhatWasNotUsedForLongest() {
        DetectionRequest request = requestWithCache();
        const fs::path cache = request.cache.folders.front();
        const auto runWith = [&](const char* numbers) {
            ViolettPredictor predictor;
            predictor.numbers = numbers;
            return detect(request, predictor).report.patchesRestored;
        };
        const auto age = [&](int hours) {   // what was used until now was used that long ago
            for (const char* ending : {".json", ".patches"})
                for (const auto& file : filesIn(cache, ending))
                    if (fs::last_write_time(file) > fs::file_time_type::clock::now() - std::chrono::minutes(5))
                        fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(hours));
        };
        runWith("a");
        age(3);
        runWith("b");
        age(2);
        std::int64_t bytes = 0;
        for (const auto& file : filesIn(cache, ".patches")) bytes += static_cast<std::int64_t>(fs::file_size(file));
        request.cache.limitBytes = bytes;       // two runs fit, with their descriptions not quite
        runWith("c");
        age(1);
        QVERIFY(runWith("b") > 0);
        age(1);
        QCOMPARE(runWith("a"), 0);
    }

    void aFolderThatAnotherProgramWritesToIsLeftAlone() {
        DetectionRequest request = requestWithCache();
        request.cache.limitBytes = 1;
        const auto runWith = [&](const char* numbers) {
            ViolettPredictor predictor;
            predictor.numbers = numbers;
            return detect(request, predictor).report.patchesRestored;
        };
        runWith("a");
        runWith("b");
        QVERIFY(runWith("a") > 0);
    }

    void theMapOfAFinishedSearchComesBack() {
        DetectionRequest request = requestWithCache();
        QVERIFY(!loadKeptDetection(request.cache, *m_slide, 1.0));
        stopAfter(10, request);
        QVERIFY(!loadKeptDetection(request.cache, *m_slide, 1.0));
        request.threshold = 0.6;
        ViolettPredictor predictor;
        const DetectionResult result = detect(request, predictor);
        const auto kept = loadKeptDetection(request.cache, *m_slide, 1.0);
        QVERIFY(kept.has_value());
        QVERIFY(sameMap(*kept->map, *result.map));
        QCOMPARE(kept->search.threshold, 0.6);
        QCOMPARE(kept->search.smallestAreaUm2, 2000.0);
        QCOMPARE(kept->card.umPerPx, predictor.card().umPerPx);
        QVERIFY(!loadKeptDetection(request.cache, *m_slide, 1.1));
        const fs::path file = filesIn(request.cache.folders.front(), ".patches").back();
        fs::resize_file(file, fs::file_size(file) - 1);
        QVERIFY(!loadKeptDetection(request.cache, *m_slide, 1.0));
    }

    void outOfMemoryHalvesTheBatchAndGoesOn_data() {
        QTest::addColumn<bool>("throws");
        QTest::newRow("as an error") << false;
        QTest::newRow("thrown") << true;
    }
    void outOfMemoryHalvesTheBatchAndGoesOn() {
        QFETCH(bool, throws);
        ViolettPredictor predictor(16);
        predictor.mostPatches = 5;
        predictor.throwsWithoutMemory = throws;
        const DetectionResult result = detect(requestFor(m_slide), predictor);
        QVERIFY(sameResult(result, *m_whole));
        QVERIFY(result.report.end == JobEnd::Done);
        QCOMPARE(result.report.batch, 4);
        QCOMPARE(result.report.notes.size(), std::size_t(2));
        QVERIFY(result.report.notes.front().find("out of memory with 16") != std::string::npos);
        QCOMPARE(predictor.patches, result.report.patchesTotal);
    }

    void notEvenOnePatchFitsIsAnError() {
        class Starved : public ViolettPredictor {
            Result<void> predict(const PatchBatch&, std::span<float>) override { return Error{kOutOfMemory, "", "allocator"}; }
        } predictor;
        const auto result = detectGlomeruli(requestFor(m_slide), predictor, {}, {});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().what, std::string(kOutOfMemory));
    }

    void aPackedPatchGivesTheSameMap() {
        const PatchGeometry geometry{256, 32, 64};
        std::mt19937 random(1);
        std::vector<float> values(256 * 256);
        for (float& v : values) v = static_cast<float>(std::pow(static_cast<double>(random()) / static_cast<double>(std::mt19937::max()), 3));
        const std::string packed = packPatch(geometry, values);
        const std::vector<float> back = unpackPatch(geometry, packed);
        QCOMPARE(back.size(), values.size());
        const MapGrid grid{{0, 0}, 1, {300, 300}};
        const PatchPlan plan{geometry, {{-20, -20, 256, 256}}};
        PatchBlender a(grid, plan), b(grid, plan);
        a.add(plan.patches[0], values);
        b.add(plan.patches[0], back);
        QVERIFY(sameMap(a.map(), b.map()));
        QVERIFY(unpackPatch({128, 32, 32}, packed).empty());
        QVERIFY(unpackPatch(geometry, packed.substr(0, packed.size() / 2)).empty());
        QVERIFY(unpackPatch(geometry, "").empty());
    }
};

QTEST_GUILESS_MAIN(DetectResumeTest)
#include "detect_resume_test.moc"
