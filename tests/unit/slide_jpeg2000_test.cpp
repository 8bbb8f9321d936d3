// JPEG 2000 in the tiles of TIFF files: what OpenJPEG has written comes back; real files against OpenSlide.
#include <QTest>
#include <QTemporaryDir>

#include <cstdlib>
#include <random>

#include <openjpeg.h>

#include "core/slide/openslide_slide.h"
#include "core/slide/tiff/jpeg2000.h"
#include "core/slide/tiff/tiff_slide.h"
#include "slide_jpeg2000_files.h"
#include "slide_tiff_files.h"

using namespace bowman;
using testing::encodeJpeg2000;
using testing::Page;
using testing::writeJpeg2000;
namespace fs = std::filesystem;

class SlideJpeg2000Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenComesBack_data() {
        QTest::addColumn<int>("compression");
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("bits");
        QTest::newRow("Aperio RGB") << 33005 << 3 << 8;
        QTest::newRow("grey") << 34712 << 1 << 8;
        QTest::newRow("grey 16 bit") << 34712 << 1 << 16;
        QTest::newRow("Aperio YCbCr") << 33003 << 3 << 8;
    }

    void whatWasWrittenComesBack() {
        QFETCH(int, compression);
        QFETCH(int, samples);
        QFETCH(int, bits);
        const Page page{.width = 301, .height = 187, .samples = samples, .bits = bits, .photometric = samples == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB, .compression = compression, .tile = 64};
        writeJpeg2000(path("a.tif"), page);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const auto image = (*slide)->readRegion({0, 5, 3, 290, 180});
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().message().c_str());
        for (int y = 0; y < 180; ++y)
            for (int x = 0; x < 290; ++x) {
                std::array<double, 3> v{};
                for (int s = 0; s < samples; ++s) v[static_cast<std::size_t>(s)] = testing::knownSample(page, 5 + x, 3 + y, s);
                if (samples == 1) v = {v[0], v[0], v[0]};
                if (bits == 16) for (double& one : v) one = one * 255 / 65535;
                if (compression == 33003) v = {v[0] + 1.402 * (v[2] - 128), v[0] - 0.344136 * (v[1] - 128) - 0.714136 * (v[2] - 128), v[0] + 1.772 * (v[1] - 128)};
                for (int c = 0; c < 3; ++c) {
                    const auto want = static_cast<int>(std::lround(std::clamp(v[static_cast<std::size_t>(c)], 0.0, 255.0)));
                    QCOMPARE(int((*image)->pixel(x, y)[2 - c]), want);
                }
            }
    }

    void aStreamOfAnotherSizeOrCutOffIsRefused() {
        const Page page{.width = 64, .height = 64, .compression = 33005, .tile = 64};
        const auto stream = encodeJpeg2000(page, 0, 0);
        std::vector<std::uint8_t> out(64 * 64 * 3);
        QCOMPARE(decodeJpeg2000(stream, {.width = 64, .height = 64}, out), std::string());
        QVERIFY(decodeJpeg2000(stream, {.width = 64, .height = 32}, out).find("64 × 64") != std::string::npos);
        QVERIFY(decodeJpeg2000(stream, {.width = 64, .height = 64, .samples = 4}, out).find("3 components") != std::string::npos);
        QVERIFY(!decodeJpeg2000({}, {.width = 64, .height = 64}, out).empty());
        std::mt19937 random(3);
        for (int i = 0; i < 40; ++i) {   // damaged somewhere: an answer, whatever it is
            auto damaged = stream;
            damaged[random() % damaged.size()] ^= static_cast<std::uint8_t>(1 + random() % 255);
            if (i % 2) damaged.resize(random() % damaged.size());
            (void)decodeJpeg2000(damaged, {.width = 64, .height = 64}, out);
        }
    }

    void realFilesLookAsOpenSlideShowsThem_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("tolerance");
        for (const char* file : {"tcga-cr-7395-01a-01-ts1.svs", "CMU-1-Small-Region.svs", "aidpath_pas_mosaic_6144x4096.tif", "validation_mosaic.tif", "pathml_small_HE_levels.tiff", "validation_mosaic_mask.tif"})
            QTest::newRow(file) << QString(file) << 0;
    }

    void realFilesLookAsOpenSlideShowsThem() {
        QFETCH(QString, file);
        QFETCH(int, tolerance);
        const char* given = std::getenv("BOWMAN_TEST_DATA");
        const fs::path folder = fs::path(given && *given ? given : BOWMAN_SOURCE_DIR "/../shared/data") / "slides";
        if (!fs::is_directory(folder)) QSKIP("the real slides are not here");
        const auto own = openTiffSlide(fs::absolute(folder / file.toStdString()));
        const auto theirs = openWithOpenSlide(fs::absolute(folder / file.toStdString()));
        QVERIFY2(own.ok(), own.ok() ? "" : own.error().message().c_str());
        QVERIFY(theirs.ok() && *theirs);
        QVERIFY((*own)->info().size() == (*theirs)->info().size());
        std::mt19937 random(11);
        for (int i = 0; i < 8; ++i) {
            const PixelSize size = (*own)->info().size();
            const LevelRegion region{0, static_cast<std::int64_t>(random() % static_cast<unsigned>(size.width)), static_cast<std::int64_t>(random() % static_cast<unsigned>(size.height)), 300, 200};
            const auto a = (*own)->readRegion(region), b = (*theirs)->readRegion(region);
            QVERIFY2(a.ok() && b.ok(), a.ok() ? "" : a.error().message().c_str());
            int worst = 0;
            for (std::size_t k = 0; k < (*a)->sizeBytes(); ++k) worst = std::max(worst, std::abs((*a)->data()[k] - (*b)->data()[k]));
            QVERIFY2(worst <= tolerance, qPrintable(QString("off by %1").arg(worst)));
        }
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(SlideJpeg2000Test)
#include "slide_jpeg2000_test.moc"
