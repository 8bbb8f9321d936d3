// Pixels of our TIFF reader are those of libvips, to the last bit: on files of every layout that both know, on a phantom and on
// the real files. Built where libvips is installed; the program does not need it.
#include <QTest>
#include <QTemporaryDir>

#include <vips/vips.h>

#include "core/slide/phantom/phantom.h"
#include "core/slide/tiff/tiff_slide.h"
#include "slide_tiff_files.h"
#include "tests/support/test_data.h"

using namespace bowman;
using testing::Page;
namespace fs = std::filesystem;

namespace {

constexpr int kEdge = 700;

using VipsPtr = std::unique_ptr<VipsImage, void (*)(VipsImage*)>;

VipsPtr taken(VipsImage* image) {
    return {image, [](VipsImage* one) { if (one) g_object_unref(one); }};
}

/// Bytes of a part, bands side by side; empty where libvips cannot.
std::vector<std::uint8_t> areaOf(VipsImage* image, int x, int y, int width, int height) {
    VipsImage* raw = nullptr;
    if (vips_extract_area(image, &raw, x, y, width, height, nullptr)) return {};
    const VipsPtr part = taken(raw);
    std::size_t size = 0;
    auto* bytes = static_cast<std::uint8_t*>(vips_image_write_to_memory(part.get(), &size));
    std::vector<std::uint8_t> area(bytes, bytes + (bytes ? size : 0));
    g_free(bytes);
    return area;
}

/// 16 bit as our reader shows them: the whole range.
std::vector<std::uint8_t> inBytes(const std::vector<std::uint8_t>& wide) {
    std::vector<std::uint8_t> bytes(wide.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = testing::fromSixteen(static_cast<std::uint32_t>(wide[2 * i] | wide[2 * i + 1] << 8));
    return bytes;
}

/// Where the first pixel differs, or what else is wrong; empty when all are the same.
std::string difference(const Slide& slide, int level, const fs::path& path, int page) {
    VipsImage* raw = nullptr;
    if (vips_tiffload(path.c_str(), &raw, "page", page, nullptr)) return std::string("libvips: ") + vips_error_buffer();
    const VipsPtr image = taken(raw);
    const PixelSize size = slide.info().levels[static_cast<std::size_t>(level)].size;
    if (vips_image_get_width(image.get()) != size.width || vips_image_get_height(image.get()) != size.height) return "another size";
    const bool isWide = vips_image_get_format(image.get()) == VIPS_FORMAT_USHORT;
    if (!isWide && vips_image_get_format(image.get()) != VIPS_FORMAT_UCHAR) return "neither 8 nor 16 bit";
    const auto bands = static_cast<std::size_t>(vips_image_get_bands(image.get()));
    const int width = static_cast<int>(std::min<std::int64_t>(kEdge, size.width)), height = static_cast<int>(std::min<std::int64_t>(kEdge, size.height));
    // Corners and middle: the whole of a small file, 1–2 % of a large one.
    for (const auto& [left, top] : {std::pair<std::int64_t, std::int64_t>{0, 0}, {size.width - width, 0}, {(size.width - width) / 2, (size.height - height) / 2}, {0, size.height - height}, {size.width - width, size.height - height}}) {
        auto area = areaOf(image.get(), static_cast<int>(left), static_cast<int>(top), width, height);
        const auto own = slide.readRegion({level, left, top, width, height});
        if (!own) return own.error().message();
        if (isWide) area = inBytes(area);
        if (area.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * bands) return "libvips gives no pixels";
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const std::uint8_t *a = (*own)->pixel(x, y), *b = area.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * bands;
                const bool isSame = bands >= 3 ? a[2] == b[0] && a[1] == b[1] && a[0] == b[2] : a[0] == b[0] && a[1] == b[0] && a[2] == b[0];
                if (!isSame)
                    return "pixel (" + std::to_string(left + x) + ", " + std::to_string(top + y) + ") is " + std::to_string(a[2]) + ", " + std::to_string(a[1]) + ", " + std::to_string(a[0]) + ", in libvips " +
                           std::to_string(b[0]) + " of " + std::to_string(bands) + " bands";
            }
    }
    return {};
}

}  // namespace

class SlideVipsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(VIPS_INIT("slide_vips_test"), 0);
        vips_cache_set_max(0);   // it would give another file of the same name again
    }

    void layoutsThatBothKnow_data() {
        QTest::addColumn<int>("photometric");
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("compression");
        QTest::addColumn<int>("planar");
        QTest::addColumn<int>("tile");
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<int>("bits");
        const auto row = [](const char* name, int photometric, int samples, int compression, int planar, int tile, const char* mode, int bits = 8) {
            QTest::newRow(name) << photometric << samples << compression << planar << tile << QByteArray(mode) << bits;
        };
        constexpr int kRgb = PHOTOMETRIC_RGB, kGrey = PHOTOMETRIC_MINISBLACK, kSide = PLANARCONFIG_CONTIG, kApart = PLANARCONFIG_SEPARATE;
        row("strips", kRgb, 3, COMPRESSION_NONE, kSide, 0, "w");
        row("strips, LZW, big-endian", kRgb, 3, COMPRESSION_LZW, kSide, 0, "wb");
        row("strips, planes apart, Deflate", kRgb, 3, COMPRESSION_ADOBE_DEFLATE, kApart, 0, "w");
        row("strips, PackBits, grey", kGrey, 1, COMPRESSION_PACKBITS, kSide, 0, "w");
        row("strips, white is 0", PHOTOMETRIC_MINISWHITE, 1, COMPRESSION_LZW, kSide, 0, "w");
        row("strips, 16 bit", kRgb, 3, COMPRESSION_LZW, kSide, 0, "w", 16);
        row("tiles, 16 bit, big-endian", kGrey, 1, COMPRESSION_ADOBE_DEFLATE, kSide, 64, "wb", 16);
        row("tiles, Zstandard, BigTIFF", kRgb, 3, COMPRESSION_ZSTD, kSide, 64, "w8");
        row("tiles, JPEG, RGB", kRgb, 3, COMPRESSION_JPEG, kSide, 64, "w");
        row("tiles, JPEG, YCbCr", PHOTOMETRIC_YCBCR, 3, COMPRESSION_JPEG, kSide, 64, "w");
        row("tiles, JPEG, grey", kGrey, 1, COMPRESSION_JPEG, kSide, 64, "w");
    }

    void layoutsThatBothKnow() {
        QFETCH(int, photometric);
        QFETCH(int, samples);
        QFETCH(int, compression);
        QFETCH(int, planar);
        QFETCH(int, tile);
        QFETCH(QByteArray, mode);
        QFETCH(int, bits);
        testing::writePages(path("a.tif"), {{.width = 301, .height = 187, .samples = samples, .bits = bits, .photometric = photometric, .planar = planar, .compression = compression, .tile = static_cast<std::uint32_t>(tile)}}, mode);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE(QString::fromStdString(difference(**slide, 0, path("a.tif"), 0)), QString());
    }

    void everyLevelOfAPhantom() {
        QVERIFY(writePhantom({.width = 3000, .height = 2500}, path("p.tif")).ok());
        const auto slide = openTiffSlide(path("p.tif"));
        QVERIFY(slide.ok() && (*slide)->info().levels.size() > 1);
        for (int level = 0; level < static_cast<int>((*slide)->info().levels.size()); ++level) QCOMPARE(QString::fromStdString(difference(**slide, level, path("p.tif"), level)), QString());
    }

    void realFiles_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("levels");
        if (bowman::test::dataFolder().empty()) QSKIP("no real slides here");
        // In an Aperio file the thumbnail stands behind the first level.
        for (const auto& [name, levels] : {std::pair{"aidpath_pas_mosaic_6144x4096.tif", 6}, {"aidpath_pas_mosaic_6144x4096_mask.tif", 1}, {"validation_mosaic.tif", 7}, {"validation_mosaic_mask.tif", 8}, {"pathml_small_HE_levels.tiff", 4}, {"pathml_smalltif.tif", 1}, {"CMU-1-Small-Region.svs", 1}})
            QTest::newRow(name) << QString(name) << levels;
    }

    void realFiles() {
        QFETCH(QString, name);
        QFETCH(int, levels);
        const fs::path file = bowman::test::dataFolder() / "slides" / name.toStdString();
        const auto slide = openTiffSlide(file);
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE((*slide)->info().levels.size(), static_cast<std::size_t>(levels));
        for (int level = 0; level < levels; ++level) QCOMPARE(QString::fromStdString(difference(**slide, level, file, level)), QString());
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(SlideVipsTest)
#include "slide_vips_test.moc"
