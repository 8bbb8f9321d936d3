// The OpenSlide reader against known pixels, at edges, over damage, and while the file goes away.
#include <QTest>
#include <QTemporaryDir>

#include <atomic>
#include <fstream>
#include <thread>

#include "core/base/files.h"
#include "core/slide/openslide_slide.h"
#include "core/slide/slide.h"
#include "slide_test_tiff.h"

using namespace bowman;
using testing::knownPixel;
using testing::Rgb;
namespace fs = std::filesystem;

namespace {

Rgb at(const Image& image, int x, int y) {
    const std::uint8_t* p = image.pixel(x, y);
    return {p[2], p[1], p[0]};
}

void overwrite(const fs::path& file, testing::TileBytes place) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(place.offset));
    const std::string rubbish(place.size, '\x5a');
    out.write(rubbish.data(), static_cast<std::streamsize>(rubbish.size()));
}

}  // namespace

class SlideReaderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_folder->path().toStdString()) / "known.tif";
        testing::writeTestTiff(m_file, {.levels = {{1000, 700}, {500, 350}, {166, 116}}, .resolution = 20000.0});
    }

    void everyPixelOfEveryLevelIsTheOneThatWasWritten() {
        const auto slide = openWithOpenSlide(m_file);
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const SlideInfo& info = (*slide)->info();
        QCOMPARE(info.format, std::string("generic-tiff"));
        QCOMPARE(info.levels.size(), std::size_t(3));
        for (int level = 0; level < 2; ++level) {
            const PixelSize size = info.levels[level].size;
            const auto image = (*slide)->readRegion({level, 0, 0, int(size.width), int(size.height)});
            QVERIFY(image.ok());
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x)
                    if (!(at(**image, x, y) == knownPixel(level, x, y))) QFAIL("a pixel differs");
        }
        QCOMPARE(info.levels[1].downsample, 2.0);
        QCOMPARE(info.levels[2].downsample, (1000.0 / 166 + 700.0 / 116) / 2);
        QCOMPARE(info.levels[0].tileWidth, int(testing::kTiffTile));
        QCOMPARE(*info.umPerPx.value, 0.5);
        QVERIFY(info.bounds == info.rect());
    }

    void whatLiesOutsideOfTheLevelIsTransparent() {
        const auto slide = openWithOpenSlide(m_file);
        const auto corner = (*slide)->readRegion({1, -10, -20, 40, 50});
        QVERIFY(corner.ok());
        QCOMPARE(int((*corner)->pixel(9, 30)[3]), 0);
        QCOMPARE(int((*corner)->pixel(20, 19)[3]), 0);
        QCOMPARE(int((*corner)->pixel(10, 20)[3]), 255);
        QVERIFY(at(**corner, 10, 20) == knownPixel(1, 0, 0));
        QVERIFY(at(**corner, 39, 49) == knownPixel(1, 29, 29));
        const auto end = (*slide)->readRegion({0, 990, 690, 20, 20});
        QVERIFY(at(**end, 9, 9) == knownPixel(0, 999, 699));
        QCOMPARE(int((*end)->pixel(10, 9)[3]), 0);
        QCOMPARE(int((*end)->pixel(9, 10)[3]), 0);
        const auto outside = (*slide)->readRegion({0, 5000000000, 0, 8, 8});
        QVERIFY(outside.ok());
        QCOMPARE(int((*outside)->pixel(3, 3)[3]), 0);
    }

    void overlappingReadsOfALevelWithAFractionalDownsampleAgree() {
        const auto slide = openWithOpenSlide(m_file);
        const auto all = (*slide)->readRegion({2, 0, 0, 166, 116});
        for (const auto& [x, y] : {std::pair{1, 1}, std::pair{37, 5}, std::pair{100, 77}}) {
            const auto part = (*slide)->readRegion({2, x, y, 30, 30});
            QVERIFY(part.ok());
            for (int v = 0; v < 30; ++v) QVERIFY(std::equal((*part)->row(v), (*part)->row(v) + 120, (*all)->pixel(x, y + v)));
        }
    }

    void aWrongRequestIsAnErrorThatNamesFileLevelAndPlace() {
        const auto slide = openWithOpenSlide(m_file);
        const auto level = (*slide)->readRegion({7, 12, 34, 8, 8});
        QVERIFY(!level.ok());
        QCOMPARE(level.error().file, m_file.string());
        QVERIFY(level.error().what.find("level 7 at (12, 34)") != std::string::npos);
        QVERIFY(!(*slide)->readRegion({0, 0, 0, 0, 8}).ok());
        QVERIFY(!(*slide)->readAssociatedImage("macro").ok());
        QVERIFY((*slide)->readRegion({0, 0, 0, 8, 8}).ok());
    }

    void aDamagedTileFailsAloneAndReadingGoesOn() {
        overwrite(m_file, testing::tileBytes(m_file, 300, 300));
        const auto slide = openWithOpenSlide(m_file);
        QVERIFY(slide.ok());
        for (int round = 0; round < 2; ++round) {
            const auto bad = (*slide)->readRegion({0, 256, 256, 128, 128});
            QVERIFY(!bad.ok());
            QCOMPARE(bad.error().file, m_file.string());
            QVERIFY2(bad.error().what.find("level 0 at (256, 256)") != std::string::npos, bad.error().what.c_str());
            QVERIFY(!bad.error().why.empty());
            const auto good = (*slide)->readRegion({0, 384, 256, 128, 128});
            QVERIFY(good.ok());
            QVERIFY(at(**good, 5, 6) == knownPixel(0, 389, 262));
        }
    }

    void aDamagedTileDoesNotHurtReadersOfOtherTilesAtTheSameTime() {
        overwrite(m_file, testing::tileBytes(m_file, 300, 300));
        const auto slide = openWithOpenSlide(m_file);
        std::atomic<int> failed = 0, wrong = 0, read = 0;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 4; ++t)
                threads.emplace_back([&] {
                    for (int y = 0; y < 5; ++y)
                        for (int x = 0; x < 7; ++x) {
                            const auto tile = (*slide)->readRegion({0, x * 128, y * 128, 128, 128});
                            if (!tile) { failed += x == 2 && y == 2 ? 1 : 100; continue; }
                            ++read;
                            if (!(at(**tile, 3, 4) == knownPixel(0, x * 128 + 3, y * 128 + 4))) ++wrong;
                        }
                });
        }
        QCOMPARE(failed.load(), 4);
        QCOMPARE(read.load(), 4 * 34);
        QCOMPARE(wrong.load(), 0);
    }

    void aFileThatIsCutOffWhileOpenFailsAndReadsAgainWhenItIsWhole() {
        const auto whole = readFile(m_file);
        const auto slide = openWithOpenSlide(m_file);
        QVERIFY((*slide)->readRegion({0, 0, 0, 16, 16}).ok());
        fs::resize_file(m_file, 200);
        const auto cut = (*slide)->readRegion({0, 768, 512, 128, 128});
        QVERIFY(!cut.ok());
        QCOMPARE(cut.error().file, m_file.string());
        {
            std::ofstream out(m_file, std::ios::binary | std::ios::in | std::ios::out);
            out.write(whole->data(), static_cast<std::streamsize>(whole->size()));
        }
        const auto again = (*slide)->readRegion({0, 768, 512, 128, 128});
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().message().c_str());
        QVERIFY(at(**again, 1, 1) == knownPixel(0, 769, 513));
    }

    void aFileThatIsDeletedWhileOpenNeverReturnsWrongPixels() {
        const auto slide = openWithOpenSlide(m_file);
        fs::remove(m_file);
        for (int x = 0; x < 1000; x += 128) {
            const auto tile = (*slide)->readRegion({0, x, 0, 8, 8});
            if (tile) QVERIFY(at(**tile, 1, 1) == knownPixel(0, x + 1, 1));  // the system keeps an open file readable
            else QCOMPARE(tile.error().file, m_file.string());
        }
    }

    void aFileThatWasReplacedByAnotherIsNotReadAsIfItWereTheSame() {
        overwrite(m_file, testing::tileBytes(m_file, 300, 300));
        const auto slide = openWithOpenSlide(m_file);
        fs::remove(m_file);
        testing::writeTestTiff(m_file, {.levels = {{400, 300}}});
        QVERIFY(!(*slide)->readRegion({0, 256, 256, 128, 128}).ok());  // kills the handle
        const auto other = (*slide)->readRegion({0, 0, 0, 8, 8});
        if (!other) QVERIFY2(other.error().why.find("replaced") != std::string::npos, other.error().why.c_str());
        else QVERIFY(at(**other, 1, 1) == knownPixel(0, 1, 1));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_file;
};

QTEST_APPLESS_MAIN(SlideReaderTest)
#include "slide_reader_test.moc"
