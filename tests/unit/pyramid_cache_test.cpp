// Smaller versions that are made for slides without any; doubts about a scale.
#include <QTest>
#include <QTemporaryDir>

#include <fstream>
#include <memory>

#include <tiffio.h>

#include "core/slide/memory_slide.h"
#include "core/slide/pyramid_cache.h"
#include "core/slide/scale_doubt.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

constexpr int kWidth = 5003, kHeight = 2701;

/// A smooth picture, so that JPEG keeps it.
std::uint8_t value(double x, double y, int c) {
    return static_cast<std::uint8_t>(c == 0 ? 20 + x * 200 / kWidth : c == 1 ? 20 + y * 200 / kHeight : 20 + (x + y) * 200 / (kWidth + kHeight));
}

void writeFlat(const fs::path& path) {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path.c_str(), "w"), &TIFFClose);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, kWidth);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, kHeight);
    TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 3);
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, 3);
    TIFFSetField(tiff.get(), TIFFTAG_XRESOLUTION, 40000.0);
    TIFFSetField(tiff.get(), TIFFTAG_YRESOLUTION, 40000.0);
    TIFFSetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
    std::vector<std::uint8_t> row(kWidth * 3);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x)
            for (int c = 0; c < 3; ++c) row[static_cast<std::size_t>(3 * x + c)] = value(x, y, c);
        TIFFWriteScanline(tiff.get(), row.data(), static_cast<std::uint32_t>(y), 0);
    }
}

std::size_t filesIn(const fs::path& folder) {
    return fs::exists(folder) ? static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator())) : 0;
}

}  // namespace

class PyramidCacheTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_cache = path("cache");
        qputenv("BOWMAN_PYRAMID_CACHE", QByteArray::fromStdString(m_cache.string()));
        fs::create_directory(path("slides"));
        writeFlat(slidePath());
    }

    void cleanup() { fs::remove_all(m_cache); }

    void aStopLeavesNothingBehind() {
        const auto slide = openSlide(slidePath());
        std::stop_source stop;
        const auto built = buildPyramid(**slide, {.progress = [&](double) { stop.request_stop(); }, .stop = stop.get_token()});
        QVERIFY(!built.ok());
        QCOMPARE(built.error().why, std::string("cancelled"));
        QCOMPARE(filesIn(m_cache), std::size_t(0));
    }

    void aFlatSlideGetsLevelsThatOpenByThemselves() {
        const auto flat = openSlide(slidePath());
        QVERIFY(flat.ok());
        QVERIFY(needsPyramid((*flat)->info()));
        QVERIFY(!cachedPyramid(**flat));
        std::vector<double> progress;
        const auto built = buildPyramid(**flat, {.progress = [&](double fraction) { progress.push_back(fraction); }});
        QVERIFY2(built.ok(), built.ok() ? "" : built.error().message().c_str());
        QVERIFY(std::is_sorted(progress.begin(), progress.end()));
        QCOMPARE(progress.back(), 1.0);
        QCOMPARE(filesIn(m_cache), std::size_t(1));
        QCOMPARE(filesIn(path("slides")), std::size_t(1));   // never beside the slide
        QCOMPARE(*cachedPyramid(**flat), *built);

        const auto slide = openSlide(slidePath());
        const SlideInfo& info = (*slide)->info();
        QVERIFY(!needsPyramid(info));
        QCOMPARE(info.levels.size(), std::size_t(4));   // 5003, 2502, 1251, 626
        QCOMPARE(*info.umPerPx.value, 0.25);
        for (int level = 0; level < 4; ++level) {
            const PixelSize size = info.levels[static_cast<std::size_t>(level)].size;
            const double scale = info.levels[static_cast<std::size_t>(level)].downsample;
            QCOMPARE(scale, std::ldexp(1.0, level));
            const auto image = (*slide)->readRegion({level, 0, 0, static_cast<int>(size.width), static_cast<int>(size.height)});
            QVERIFY(image.ok());
            double error = 0;
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x)
                    for (int c = 0; c < 3; ++c) {
                        // The middle of the pixels that were put together; the last column and row have fewer.
                        const double sx = std::min((x + 0.5) * scale - 0.5, kWidth - 1.0), sy = std::min((y + 0.5) * scale - 0.5, kHeight - 1.0);
                        const int off = std::abs((*image)->pixel(x, y)[2 - c] - value(sx, sy, c));
                        if (off > (level == 0 ? 0 : 6)) QFAIL(qPrintable(QString("level %1 (%2, %3) channel %4 off by %5").arg(level).arg(x).arg(y).arg(c).arg(off)));
                        error += off;
                    }
            QVERIFY(error / (3.0 * static_cast<double>(size.width) * static_cast<double>(size.height)) < 1);
        }
        QVERIFY((*slide)->readRegion({1, -5, -5, 10, 10}).ok());
        QVERIFY(!(*slide)->readRegion({4, 0, 0, 10, 10}).ok());
    }

    void aBrokenEntryIsDroppedAndTheSlideOpens() {
        const auto flat = openSlide(slidePath());
        const auto built = buildPyramid(**flat);
        QVERIFY(built.ok());
        fs::resize_file(*built, 300);
        const auto slide = openSlide(slidePath());
        QVERIFY(slide.ok());
        QCOMPARE((*slide)->info().levels.size(), std::size_t(1));
        QVERIFY(!fs::exists(*built));
    }

    void whatWasUsedLongestAgoGoesFirst() {
        fs::create_directories(m_cache);
        for (int i = 0; i < 3; ++i) {
            const fs::path old = m_cache / ("old" + std::to_string(i) + ".tif");
            std::ofstream(old) << std::string(1000000, 'x');
            fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(10 - i));
        }
        std::ofstream(m_cache / "left.tif.part77") << "half";
        fs::last_write_time(m_cache / "left.tif.part77", fs::file_time_type::clock::now() - std::chrono::hours(48));
        const auto flat = openSlide(slidePath());
        const auto size = [&](const PyramidCache& cache) { const auto built = buildPyramid(**flat, {}, cache); return built ? fs::file_size(*built) : 0; };
        const std::uint64_t own = size({m_cache, 20'000'000'000});
        QVERIFY(own > 0);
        QVERIFY(fs::exists(m_cache / "old0.tif") && !fs::exists(m_cache / "left.tif.part77"));
        size({m_cache, own + 1500000});
        QVERIFY(!fs::exists(m_cache / "old0.tif") && !fs::exists(m_cache / "old1.tif") && fs::exists(m_cache / "old2.tif"));
        size({m_cache, 1});   // what was just made stays whatever the limit
        QCOMPARE(filesIn(m_cache), std::size_t(1));
        QVERIFY(cachedPyramid(**flat));
    }

    void aFolderThatCannotBeMadeIsAnError() {
        const auto flat = openSlide(slidePath());
        const auto built = buildPyramid(**flat, {}, {slidePath() / "cache", 1});
        QVERIFY(!built.ok());
        QVERIFY(!built.error().why.empty());
    }

    void aScaleThatCannotBeTrueIsDoubted_data() {
        QTest::addColumn<double>("umPerPx");
        QTest::addColumn<double>("power");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<int>("edge");
        QTest::addColumn<QString>("doubt");
        QTest::newRow("40x") << 0.2525 << 40.0 << "" << 1000 << "";
        QTest::newRow("20x") << 0.499 << 20.0 << "" << 1000 << "";
        QTest::newRow("10x") << 1.0 << 10.0 << "" << 1000 << "";
        QTest::newRow("20x with a doubler") << 0.25 << 20.0 << "" << 1000 << "";
        QTest::newRow("ten times more") << 2.5 << 40.0 << "" << 1000 << "40× gives about 0.25 µm/px (ten times less)";
        QTest::newRow("ten times less") << 0.05 << 20.0 << "" << 1000 << "ten times more";
        QTest::newRow("four times") << 1.0 << 40.0 << "" << 1000 << "does not fit the objective";
        QTest::newRow("zero typed") << 0.0 << 0.0 << "user" << 1000 << "no scale of a light microscope";
        QTest::newRow("72 dpi") << -1.0 << 0.0 << "tiff.XResolution = 72/inch" << 1000 << "72/inch";
        QTest::newRow("nothing said") << -1.0 << 0.0 << "" << 1000 << "";
        QTest::newRow("half a metre") << 5.0 << 0.0 << "" << 100000 << "50 cm";
    }

    void aScaleThatCannotBeTrueIsDoubted() {
        QFETCH(double, umPerPx);
        QFETCH(double, power);
        QFETCH(QString, tag);
        QFETCH(int, edge);
        QFETCH(QString, doubt);
        SlideInfo info;
        info.levels = {SlideLevel{{edge, edge / 2}, 1, 0, 0}};
        info.umPerPx = {umPerPx >= 0 ? std::optional(umPerPx) : std::nullopt, "", tag.toStdString()};
        if (power > 0) info.objectivePower = power;
        const QString said = QString::fromStdString(scaleDoubt(info));
        QCOMPARE(said.isEmpty(), doubt.isEmpty());
        QVERIFY2(said.contains(doubt), qPrintable(said));
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    fs::path slidePath() const { return path("slides") / "flat.tif"; }

    QTemporaryDir m_folder;
    fs::path m_cache;
};

QTEST_APPLESS_MAIN(PyramidCacheTest)
#include "pyramid_cache_test.moc"
