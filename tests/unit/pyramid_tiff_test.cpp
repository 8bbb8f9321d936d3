#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <sys/resource.h>

#include <openslide.h>
#include <tiffio.h>

#include "core/base/files.h"
#include "core/slide/pyramid_tiff_writer.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

/// A smooth colour picture, so that JPEG has little to lose.
Image colourTile(int column, int row, int tileSize) {
    Image image(tileSize, tileSize, PixelFormat::Rgb8);
    for (int y = 0; y < tileSize; ++y)
        for (int x = 0; x < tileSize; ++x) {
            const int gx = column * tileSize + x, gy = row * tileSize + y;
            std::uint8_t* p = image.pixel(x, y);
            p[0] = static_cast<std::uint8_t>(40 + gx * 180 / 1000);
            p[1] = static_cast<std::uint8_t>(40 + gy * 180 / 800);
            p[2] = static_cast<std::uint8_t>(200 - (gx + gy) / 16);
        }
    return image;
}

PyramidTiff colourTiff() {
    PyramidTiff tiff;
    tiff.size = {1001, 777};
    tiff.umPerPx = 0.5;
    tiff.tileSize = 128;
    tiff.smallestEdge = 256;
    tiff.compression = TiffCompression::Jpeg;
    return tiff;
}

int filesIn(const fs::path& folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

using OpenSlideHandle = std::unique_ptr<openslide_t, void (*)(openslide_t*)>;

std::vector<std::uint32_t> pixelsOf(openslide_t* slide, int level) {
    std::int64_t width = 0, height = 0;
    openslide_get_level_dimensions(slide, level, &width, &height);
    std::vector<std::uint32_t> argb(width * height);
    openslide_read_region(slide, argb.data(), 0, 0, level, width, height);
    return argb;
}

int channel(std::uint32_t argb, int c) { return static_cast<int>(argb >> (16 - 8 * c) & 255); }

}  // namespace

class PyramidTiffTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void openSlideReadsAllLevelsAndTheScale() {
        const fs::path path = file("colour.tif");
        const auto written =
            writeRgbPyramid(path, colourTiff(), [](int c, int r) -> Result<Image> { return colourTile(c, r, 128); });
        QVERIFY2(written.ok(), written.ok() ? "" : written.error().message().c_str());

        const OpenSlideHandle slide(openslide_open(path.string().c_str()), openslide_close);
        QVERIFY(slide);
        QVERIFY2(!openslide_get_error(slide.get()), openslide_get_error(slide.get()));
        QCOMPARE(std::string(openslide_get_property_value(slide.get(), OPENSLIDE_PROPERTY_NAME_VENDOR)),
                 std::string("generic-tiff"));
        QCOMPARE(std::atof(openslide_get_property_value(slide.get(), "tiff.XResolution")), 20000.0);
        QCOMPARE(std::string(openslide_get_property_value(slide.get(), "tiff.ResolutionUnit")),
                 std::string("centimeter"));
        const auto sizes = pyramidSizes(colourTiff());
        QCOMPARE(openslide_get_level_count(slide.get()), 3);
        for (int level = 0; level < 3; ++level) {
            std::int64_t width = 0, height = 0;
            openslide_get_level_dimensions(slide.get(), level, &width, &height);
            QVERIFY((PixelSize{width, height} == sizes[level]));
            const auto argb = pixelsOf(slide.get(), level);
            int worst = 0;
            for (std::int64_t y = 0; y < height; ++y)
                for (std::int64_t x = 0; x < width; ++x) {
                    const double gx = std::min(1000.0, ((x + 0.5) * (1 << level)) - 0.5);
                    const double gy = std::min(776.0, ((y + 0.5) * (1 << level)) - 0.5);
                    worst = std::max(worst, std::abs(channel(argb[y * width + x], 0) - int(40 + gx * 180 / 1000)));
                    worst = std::max(worst, std::abs(channel(argb[y * width + x], 1) - int(40 + gy * 180 / 800)));
                }
            QVERIFY2(worst <= 8, qPrintable(QString("level %1: off by %2").arg(level).arg(worst)));
        }
        QVERIFY(!openslide_get_error(slide.get()));
    }

    void theSameTilesGiveTheSameBytesWhateverTheThreads() {
        PyramidTiff tiff = colourTiff();
        const auto source = [](int c, int r) -> Result<Image> { return colourTile(c, r, 128); };
        QVERIFY(writeRgbPyramid(file("one.tif"), tiff, source).ok());
        tiff.threads = 3;
        QVERIFY(writeRgbPyramid(file("three.tif"), tiff, source).ok());
        QCOMPARE(*sha256OfFile(file("one.tif")), *sha256OfFile(file("three.tif")));
    }

    void labelsAreNeverMixed() {
        PyramidTiff tiff;
        tiff.size = {300, 256};
        tiff.tileSize = 64;
        tiff.smallestEdge = 100;
        const auto ids = [](int column, int row) -> Result<std::vector<std::uint32_t>> {
            std::vector<std::uint32_t> tile(64 * 64);
            for (int i = 0; i < 64 * 64; ++i)
                tile[i] = static_cast<std::uint32_t>((column * 64 + i % 64) * 1000 + row * 64 + i / 64);
            return tile;
        };
        QVERIFY(writeIdPyramid(file("ids.tif"), tiff, ids).ok());
        TIFF* f = TIFFOpen(file("ids.tif").string().c_str(), "r");
        QVERIFY(f);
        QCOMPARE(int(TIFFNumberOfDirectories(f)), 3);
        for (int level = 0; level < 3; ++level) {
            QVERIFY(TIFFSetDirectory(f, level));
            std::vector<std::uint32_t> tile(64 * 64);
            QCOMPARE(TIFFReadEncodedTile(f, TIFFComputeTile(f, 64, 0, 0, 0), tile.data(), -1), tmsize_t(64 * 64 * 4));
            QCOMPARE(tile[2 * 64 + 1], std::uint32_t((65 * 1000 + 2) << level));
            std::uint32_t kind = 9;
            TIFFGetField(f, TIFFTAG_SUBFILETYPE, &kind);
            QCOMPARE(kind, std::uint32_t(level ? FILETYPE_REDUCEDIMAGE : 0));
        }
        TIFFClose(f);
    }

    void aClassMaskOpensAsASlide() {
        PyramidTiff tiff;
        tiff.size = {500, 400};
        tiff.tileSize = 176;
        tiff.smallestEdge = 100;
        tiff.umPerPx = 0.25;
        const auto mask = [](int, int) -> Result<Image> {
            Image tile(176, 176, PixelFormat::Gray8);
            std::fill_n(tile.data(), tile.sizeBytes(), std::uint8_t{2});
            return tile;
        };
        QVERIFY(writeLabelPyramid(file("mask.tif"), tiff, mask).ok());
        const OpenSlideHandle slide(openslide_open(file("mask.tif").string().c_str()), openslide_close);
        QVERIFY(slide);
        QCOMPARE(openslide_get_level_count(slide.get()), 2);
        for (int level = 0; level < 2; ++level)
            for (const std::uint32_t argb : pixelsOf(slide.get(), level)) QCOMPARE(argb, 0xFF020202U);
    }

    void aStopOrABadSourceLeavesNoFile() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.tif";
        std::stop_source stop;
        TiffWriteControl control;
        control.stop = stop.get_token();
        control.progress = [&](double fraction) {
            if (fraction > 0.3) stop.request_stop();
        };
        PyramidTiff tiff = colourTiff();
        tiff.threads = 2;
        const auto stopped = writeRgbPyramid(
            path, tiff, [](int c, int r) -> Result<Image> { return colourTile(c, r, 128); }, control);
        QVERIFY(!stopped.ok());
        QCOMPARE(stopped.error().why, std::string("cancelled"));
        QCOMPARE(filesIn(path.parent_path()), 0);

        const auto thrown = writeRgbPyramid(path, tiff, [](int c, int r) -> Result<Image> {
            if (c == 3) throw std::runtime_error("no ink");
            return colourTile(c, r, 128);
        });
        QVERIFY(!thrown.ok());
        QCOMPARE(thrown.error().why, std::string("no ink"));
        QCOMPARE(thrown.error().file, path.string());
        const auto wrong =
            writeRgbPyramid(path, tiff, [](int, int) -> Result<Image> { return Image(9, 9, PixelFormat::Rgb8); });
        QVERIFY(!wrong.ok());
        QCOMPARE(filesIn(path.parent_path()), 0);
    }

    void aMissingFolderAndAFullDiskAreErrorsThatNameTheFile() {
        const auto source = [](int c, int r) -> Result<Image> { return colourTile(c, r, 128); };
        const auto nowhere = writeRgbPyramid("/nonexistent/a.tif", colourTiff(), source);
        QVERIFY(!nowhere.ok());
        QCOMPARE(nowhere.error().file, std::string("/nonexistent/a.tif"));

        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.tif";
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{20000, before.rlim_max};
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        const auto full = writeRgbPyramid(path, colourTiff(), source);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!full.ok());
        QCOMPARE(full.error().file, path.string());
        QVERIFY(!full.error().why.empty());
        QCOMPARE(filesIn(path.parent_path()), 0);
    }

    void anImageSmallerThanATileGetsASmallerTile() {
        QCOMPARE(tileSizeFor({2000, 3000}, 512), 512);
        QCOMPARE(tileSizeFor({2000, 300}, 512), 288);
        QCOMPARE(tileSizeFor({7, 300}, 512), 16);
    }

    void labelsAreNotCompressedAsJpeg() {
        const auto refused = writeLabelPyramid(file("bad.tif"), colourTiff(), [](int, int) -> Result<Image> {
            return Image(128, 128, PixelFormat::Gray8);
        });
        QVERIFY(!refused.ok());
    }
};

QTEST_GUILESS_MAIN(PyramidTiffTest)
#include "pyramid_tiff_test.moc"
