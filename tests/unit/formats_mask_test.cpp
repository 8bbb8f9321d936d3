#include <QTemporaryDir>
#include <QTest>

#include <tiffio.h>

#include "core/annotation/polygon_ops.h"
#include "core/formats/format.h"
#include "tests/support/label_shapes.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

struct TiffPixels {
    int width = 0;
    int height = 0;
    int levels = 0;
    float perCentimetre = 0;
    std::uint16_t bits = 0;
    std::vector<std::uint32_t> pixels;   ///< row-major, level 0

    std::uint32_t at(int x, int y) const { return pixels[static_cast<std::size_t>(y) * width + x]; }
};

TiffPixels readTiff(const fs::path& path) {
    TiffPixels read;
    TIFF* tiff = TIFFOpen(path.c_str(), "r");
    if (!tiff) return read;
    std::uint32_t width = 0, height = 0, tile = 0;
    std::uint16_t unit = 0;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &tile);
    TIFFGetField(tiff, TIFFTAG_BITSPERSAMPLE, &read.bits);
    if (TIFFGetField(tiff, TIFFTAG_RESOLUTIONUNIT, &unit) && unit == RESUNIT_CENTIMETER) TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &read.perCentimetre);
    read.width = static_cast<int>(width);
    read.height = static_cast<int>(height);
    read.pixels.resize(static_cast<std::size_t>(width) * height);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(TIFFTileSize(tiff)));
    for (std::uint32_t y0 = 0; y0 < height; y0 += tile)
        for (std::uint32_t x0 = 0; x0 < width; x0 += tile) {
            TIFFReadTile(tiff, bytes.data(), x0, y0, 0, 0);
            for (std::uint32_t y = y0; y < std::min(height, y0 + tile); ++y)
                for (std::uint32_t x = x0; x < std::min(width, x0 + tile); ++x) {
                    const std::size_t from = (y - y0) * static_cast<std::size_t>(tile) + (x - x0);
                    std::uint32_t value = bytes[from];
                    if (read.bits == 32) std::memcpy(&value, bytes.data() + 4 * from, 4);
                    read.pixels[static_cast<std::size_t>(y) * width + x] = value;
                }
        }
    do ++read.levels;
    while (TIFFReadDirectory(tiff));
    TIFFClose(tiff);
    return read;
}

}  // namespace

class FormatsMaskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        std::mt19937 random(21);
        for (int i = 0; i < 40; ++i) {
            Annotation a = labelOf(i + 1, randomShape(random, {double(random() % 2600), double(random() % 1300)}, 15 + i),
                                   i % 10 == 9 ? ReviewState::Proposed : ReviewState::Corrected);
            a.className = i % 4 == 3 ? "A sclerotic one" : "Glomerulus";
            m_labels.push_back(std::move(a));
        }
    }

    void everyPixelIsWhatTheOracleSays() {
        QTemporaryDir folder;
        ExportRequest request;
        request.path = fs::path(folder.path().toStdString()) / "mask.tif";
        request.slides = {snapshotOf("one", {2600, 1300}, m_labels)};
        request.mask.withInstances = true;
        double reached = 0;
        const auto report = findExporter("mask-tiff")->write(request, {[&](double f) { reached = f; }, {}});
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message().c_str());
        QCOMPARE(reached, 1.0);
        QCOMPARE(report->files.size(), std::size_t(4));   // with their side-cars
        QVERIFY(report->files == findExporter("mask-tiff")->files(request));
        QCOMPARE(report->objects, std::size_t(36));
        QVERIFY(report->counts.contains("class 1 = Glomerulus"));
        QVERIFY(report->counts.contains("class 2 = A sclerotic one"));

        const TiffPixels mask = readTiff(report->files[0]), ids = readTiff(report->files[1]);
        QCOMPARE(mask.width, 2600);
        QCOMPARE(mask.height, 1300);
        QCOMPARE(int(mask.bits), 8);
        QCOMPARE(int(ids.bits), 32);
        QVERIFY(mask.levels >= 2);
        QVERIFY(std::abs(mask.perCentimetre - 20000) < 1);   // 0.5 µm/px
        std::int64_t wrong = 0, wrongIds = 0;
        for (int y = 0; y < 1300; ++y)
            for (int x = 0; x < 2600; ++x) {
                std::uint32_t label = 0, id = 0, number = 0;
                for (const Annotation& a : m_labels) {
                    if (a.state == ReviewState::Proposed) continue;
                    ++number;
                    if (!boundsOf(a.shape).contains({x + 0.5, y + 0.5}) || !covers(a.shape, x, y)) continue;
                    label = std::max(label, a.className == "Glomerulus" ? 1U : 2U);
                    id = number;
                }
                wrong += mask.at(x, y) != label;
                wrongIds += ids.at(x, y) != id;
            }
        QCOMPARE(wrong, std::int64_t(0));
        QCOMPARE(wrongIds, std::int64_t(0));
    }

    void aSlideOfUnknownScaleHasNoResolutionAndSaysSo() {
        QTemporaryDir folder;
        ExportRequest request;
        request.path = fs::path(folder.path().toStdString()) / "mask.tif";
        request.slides = {snapshotOf("one", {300, 200}, {labelOf(1, box(10, 20, 30, 15), ReviewState::Added)})};
        request.slides[0].slide.umPerPx = {};
        const auto report = findExporter("mask-tiff")->write(request);
        QVERIFY(report.ok());
        QCOMPARE(report->warnings.size(), std::size_t(1));
        const TiffPixels mask = readTiff(request.path);
        QCOMPARE(mask.perCentimetre, 0.0F);
        QCOMPARE(std::count(mask.pixels.begin(), mask.pixels.end(), 1U), std::ptrdiff_t(30 * 15));
        QCOMPARE(mask.at(10, 20), 1U);
        QCOMPARE(mask.at(40, 20), 0U);
    }

    void aMaskThatCannotBeWrittenLeavesNothing() {
        ExportRequest request;
        request.path = "/proc/nowhere/mask.tif";
        request.slides = {snapshotOf("one", {300, 200}, {labelOf(1, box(10, 20, 30, 15), ReviewState::Added)})};
        const auto report = findExporter("mask-tiff")->write(request);
        QVERIFY(!report.ok());
        QVERIFY(report.error().message().find("/proc/nowhere") != std::string::npos);
    }

private:
    std::vector<Annotation> m_labels;
};

QTEST_APPLESS_MAIN(FormatsMaskTest)
#include "formats_mask_test.moc"
