// Our own TIFF reader: every layout gives every pixel, over random regions, also from several threads.
#include <QTest>
#include <QTemporaryDir>

#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "core/slide/slide_identity.h"
#include "core/slide/tiff/tiff_slide.h"
#include "slide_tiff_files.h"

using namespace bowman;
using testing::Expected;
using testing::Page;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kWidth = 733, kHeight = 419;   // no multiples of anything

struct Layout {
    Page page;
    std::function<Expected(const Page&)> look = testing::rgbOf;
    const char* mode = "w";
    int tolerance = 0;
};

Page made(const std::function<void(Page&)>& change) {
    Page page{.width = kWidth, .height = kHeight};
    change(page);
    return page;
}

Expected rgb16(const Page& page) {
    return [page](std::int64_t x, std::int64_t y) {
        const auto v = [&](int s) { return testing::fromSixteen(testing::knownSample(page, x, y, s)); };
        return std::array<std::uint8_t, 4>{v(2), v(1), v(0), 255};
    };
}

Expected greyWith(const Page& page, const std::function<std::uint8_t(std::uint32_t)>& tone) {
    return [page, tone](std::int64_t x, std::int64_t y) { const auto v = tone(testing::knownSample(page, x, y, 0)); return std::array<std::uint8_t, 4>{v, v, v, 255}; };
}

Expected withStraightAlpha(const Page& page) {
    return [page](std::int64_t x, std::int64_t y) {
        const int a = static_cast<int>(testing::knownSample(page, x, y, 3));
        const auto v = [&](int s) { return static_cast<std::uint8_t>((static_cast<int>(testing::knownSample(page, x, y, s)) * a + 127) / 255); };
        return std::array<std::uint8_t, 4>{v(2), v(1), v(0), static_cast<std::uint8_t>(a)};
    };
}

Expected palette(const Page& page) {
    return [page](std::int64_t x, std::int64_t y) {
        const auto i = testing::knownSample(page, x, y, 0);
        return std::array<std::uint8_t, 4>{testing::asByte((i * 3) & 255), testing::asByte(255 - i), testing::asByte(i), 255};
    };
}

const std::map<std::string, Layout>& layouts() {
    static const std::map<std::string, Layout> all = {
        {"strips", {made([](Page&) {})}},
        {"one row a strip", {made([](Page& p) { p.rowsPerStrip = 1; })}},
        {"one strip for all, not compressed", {made([](Page& p) { p.rowsPerStrip = kHeight; })}},
        {"one strip for all, Deflate", {made([](Page& p) { p.rowsPerStrip = kHeight, p.compression = COMPRESSION_ADOBE_DEFLATE; })}},
        {"strips, LZW", {made([](Page& p) { p.rowsPerStrip = 7, p.compression = COMPRESSION_LZW; })}},
        {"strips, PackBits", {made([](Page& p) { p.compression = COMPRESSION_PACKBITS; })}},
        {"strips, Zstandard", {made([](Page& p) { p.compression = COMPRESSION_ZSTD; })}},
        {"tiles", {made([](Page& p) { p.tile = 64; })}},
        {"tiles that are not square", {made([](Page& p) { p.tile = 128, p.tileHeight = 48; })}},
        {"tile larger than the image", {made([](Page& p) { p.tile = 1024, p.compression = COMPRESSION_ADOBE_DEFLATE; })}},
        {"planar strips", {made([](Page& p) { p.planar = PLANARCONFIG_SEPARATE; })}},
        {"planar tiles", {made([](Page& p) { p.planar = PLANARCONFIG_SEPARATE, p.tile = 64, p.compression = COMPRESSION_LZW; })}},
        {"BigTIFF", {made([](Page& p) { p.tile = 64; }), testing::rgbOf, "w8"}},
        {"big-endian", {made([](Page& p) { p.bits = 16; }), rgb16, "wb"}},
        {"big-endian BigTIFF, planar", {made([](Page& p) { p.bits = 16, p.planar = PLANARCONFIG_SEPARATE, p.rowsPerStrip = kHeight; }), rgb16, "w8b"}},
        {"16 bit", {made([](Page& p) { p.bits = 16, p.tile = 64; }), rgb16}},
        {"JPEG, YCbCr tiles", {made([](Page& p) { p.photometric = PHOTOMETRIC_YCBCR, p.compression = COMPRESSION_JPEG, p.tile = 64; }), testing::rgbOf, "w", 200}},
        {"grey", {made([](Page& p) { p.samples = 1, p.photometric = PHOTOMETRIC_MINISBLACK; }), testing::greyOf}},
        {"grey, white is zero", {made([](Page& p) { p.samples = 1, p.photometric = PHOTOMETRIC_MINISWHITE; }),
                                 [](const Page& p) { return greyWith(p, [](std::uint32_t v) { return testing::asByte(255 - v); }); }}},
        {"grey 16 bit", {made([](Page& p) { p.samples = 1, p.bits = 16, p.photometric = PHOTOMETRIC_MINISBLACK; }),
                         [](const Page& p) { return greyWith(p, [](std::uint32_t v) { return testing::fromSixteen(v); }); }}},
        {"grey 16 bit with a range", {made([](Page& p) { p.samples = 1, p.bits = 16, p.photometric = PHOTOMETRIC_MINISBLACK, p.smallest = 1000, p.largest = 30000; }),
                                      [](const Page& p) { return greyWith(p, [](std::uint32_t v) { return testing::fromSixteen(v, 1000, 30000); }); }}},
        {"grey signed 8 bit", {made([](Page& p) { p.samples = 1, p.format = SAMPLEFORMAT_INT, p.photometric = PHOTOMETRIC_MINISBLACK; }),
                               [](const Page& p) { return greyWith(p, [](std::uint32_t v) { return testing::asByte(v ^ 128); }); }}},
        {"grey floats", {made([](Page& p) { p.samples = 1, p.bits = 32, p.format = SAMPLEFORMAT_IEEEFP, p.photometric = PHOTOMETRIC_MINISBLACK; }),
                         [](const Page& p) { return greyWith(p, [](std::uint32_t v) { return static_cast<std::uint8_t>(std::lround(255.0 * static_cast<double>(static_cast<float>(v) / 65535.0F))); }); }}},
        {"palette", {made([](Page& p) { p.samples = 1, p.photometric = PHOTOMETRIC_PALETTE, p.compression = COMPRESSION_LZW; }), palette}},
        {"palette tiles", {made([](Page& p) { p.samples = 1, p.photometric = PHOTOMETRIC_PALETTE, p.tile = 64; }), palette}},
        {"black and white", {made([](Page& p) { p.samples = 1, p.bits = 1, p.photometric = PHOTOMETRIC_MINISBLACK; }),
                             [](const Page& p) { return greyWith(p, [](std::uint32_t v) { return testing::asByte(255 * v); }); }}},
        {"alpha", {made([](Page& p) { p.samples = 4, p.extraSample = EXTRASAMPLE_UNASSALPHA; }), withStraightAlpha}},
        {"fourth sample that is no alpha", {made([](Page& p) { p.samples = 4, p.extraSample = EXTRASAMPLE_UNSPECIFIED, p.tile = 64; })}},
    };
    return all;
}

/// Random regions, also across the edges, against the formula. Empty when all is right.
std::string compare(const Slide& slide, int level, const Expected& expected, unsigned seed, int tolerance = 0, int count = 12) {
    std::mt19937 random(seed);
    const PixelSize size = slide.info().levels[static_cast<std::size_t>(level)].size;
    const auto between = [&](std::int64_t low, std::int64_t high) { return std::uniform_int_distribution<std::int64_t>(low, high)(random); };
    double error = 0, pixels = 0;
    for (int i = 0; i < count; ++i) {
        const LevelRegion region{level, between(-20, size.width), between(-20, size.height), static_cast<int>(between(1, 300)), static_cast<int>(between(1, 200))};
        const auto image = slide.readRegion(region);
        if (!image) return image.error().message();
        for (int y = 0; y < region.height; ++y)
            for (int x = 0; x < region.width; ++x) {
                const std::int64_t sx = region.x + x, sy = region.y + y;
                const bool isInside = sx >= 0 && sy >= 0 && sx < size.width && sy < size.height;
                const auto want = isInside ? expected(sx, sy) : std::array<std::uint8_t, 4>{};
                const std::uint8_t* got = (*image)->pixel(x, y);
                for (std::size_t c = 0; c < 4; ++c) {
                    if (std::abs(got[c] - want[c]) > tolerance)
                        return "level " + std::to_string(level) + " pixel (" + std::to_string(sx) + ", " + std::to_string(sy) + ") channel " + std::to_string(c) + " is " +
                               std::to_string(got[c]) + " instead of " + std::to_string(want[c]);
                    error += std::abs(got[c] - want[c]);
                    ++pixels;
                }
            }
    }
    if (tolerance > 0 && error / pixels > 6) return "mean error " + std::to_string(error / pixels);
    return {};
}

}  // namespace

class SlideTiffTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyPixelOfEveryLayoutIsRight_data() {
        QTest::addColumn<QString>("name");
        for (const auto& [name, layout] : layouts()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void everyPixelOfEveryLayoutIsRight() {
        QFETCH(QString, name);
        const Layout& layout = layouts().at(name.toStdString());
        if (!TIFFIsCODECConfigured(static_cast<std::uint16_t>(layout.page.compression))) QSKIP("this libtiff has no such compression");
        testing::writePages(path("a.tif"), {layout.page}, layout.mode);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QVERIFY((*slide)->info().size() == (PixelSize{kWidth, kHeight}));
        QVERIFY((*slide)->info().channels.empty());
        const std::string wrong = compare(**slide, 0, layout.look(layout.page), 7, layout.tolerance);
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    void fourThreadsReadTheSameAsOne_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"one strip for all, Deflate", "strips, LZW", "planar tiles", "tiles", "palette"}) QTest::newRow(name) << QString(name);
    }

    void fourThreadsReadTheSameAsOne() {
        QFETCH(QString, name);
        const Layout& layout = layouts().at(name.toStdString());
        testing::writePages(path("a.tif"), {layout.page}, layout.mode);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(slide.ok());
        std::vector<std::string> wrong(4);
        {
            std::vector<std::jthread> threads;
            for (unsigned t = 0; t < 4; ++t) threads.emplace_back([&, t] { wrong[t] = compare(**slide, 0, layout.look(layout.page), 100 + t, 0, 30); });
        }
        for (const std::string& reason : wrong) QVERIFY2(reason.empty(), reason.c_str());
    }

    void aStripTooLargeForMemoryIsReadInParts_data() {
        QTest::addColumn<int>("compression");
        QTest::addColumn<int>("planar");
        QTest::newRow("Deflate") << int(COMPRESSION_ADOBE_DEFLATE) << int(PLANARCONFIG_CONTIG);
        QTest::newRow("LZW, planes apart") << int(COMPRESSION_LZW) << int(PLANARCONFIG_SEPARATE);
        QTest::newRow("not compressed, planes apart") << int(COMPRESSION_NONE) << int(PLANARCONFIG_SEPARATE);
    }

    void aStripTooLargeForMemoryIsReadInParts() {
        QFETCH(int, compression);
        QFETCH(int, planar);
        // Above 16 MiB a strip: 5003 × 3700 bytes.
        const Page page{.width = 5003, .height = 3700, .samples = planar == PLANARCONFIG_SEPARATE ? 3 : 1,
                        .photometric = planar == PLANARCONFIG_SEPARATE ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK, .planar = planar, .compression = compression, .rowsPerStrip = 3700};
        testing::writePages(path("a.tif"), {page});
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(slide.ok());
        const Expected expected = planar == PLANARCONFIG_SEPARATE ? testing::rgbOf(page) : testing::greyOf(page);
        std::vector<std::string> wrong(3);
        {
            std::vector<std::jthread> threads;
            for (unsigned t = 0; t < 3; ++t) threads.emplace_back([&, t] { wrong[t] = compare(**slide, 0, expected, 5 + t, 0, 6); });
        }
        for (const std::string& reason : wrong) QVERIFY2(reason.empty(), reason.c_str());
    }

    void threeGreyImagesAreRedGreenAndBlue() {
        std::vector<Page> pages;
        for (int c = 0; c < 3; ++c) pages.push_back({.width = kWidth, .height = kHeight, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_LZW, .plane = c});
        testing::writePages(path("a.tif"), pages);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(slide.ok());
        QCOMPARE((*slide)->info().channels.size(), std::size_t(3));
        const auto expected = [pages](std::int64_t x, std::int64_t y) {
            const auto v = [&](std::size_t c) { return testing::asByte(testing::knownSample(pages[c], x, y, 0)); };
            return std::array<std::uint8_t, 4>{v(2), v(1), v(0), 255};
        };
        const std::string wrong = compare(**slide, 0, expected, 3);
        QVERIFY2(wrong.empty(), wrong.c_str());
        const auto green = openTiffSlide(path("a.tif"), {.channels = {1}});
        QVERIFY(green.ok());
        const std::string wrongGreen = compare(**green, 0, testing::greyOf(pages[1]), 4);
        QVERIFY2(wrongGreen.empty(), wrongGreen.c_str());
        QVERIFY(!openTiffSlide(path("a.tif"), {.channels = {3}}).ok());
        QVERIFY(!openTiffSlide(path("a.tif"), {.z = 1}).ok());
    }

    void greenAndBlueMayBeSubImagesOfRed() {
        std::vector<Page> pages;
        for (int c = 0; c < 3; ++c) pages.push_back({.width = kWidth, .height = kHeight, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .plane = c, .subImages = c == 0 ? 2 : 0});
        testing::writePages(path("a.tif"), pages);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(slide.ok());
        QCOMPARE((*slide)->info().channels, (std::vector<std::string>{"red", "green", "blue"}));
        const auto image = (*slide)->readRegion({0, 100, 90, 1, 1});
        QVERIFY(image.ok());
        for (std::size_t c = 0; c < 3; ++c) QCOMPARE(int((*image)->pixel(0, 0)[2 - c]), int(testing::knownSample(pages[c], 100, 90, 0)));
    }

    void smallerImagesThatFollowAreLevelsAndOthersAreNot() {
        const Page base{.width = 1401, .height = 903, .compression = COMPRESSION_LZW, .tile = 64};
        Page half = base, quarter = base, label = base;
        half.width = 701, half.height = 452, half.level = 1, half.isReduced = true;
        quarter.width = 350, quarter.height = 226, quarter.level = 2, quarter.isReduced = true;
        label.width = 300, label.height = 280, label.description = "a label 300x280", label.level = 5;
        testing::writePages(path("a.tif"), {base, half, label, quarter});
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(slide.ok());
        const SlideInfo& info = (*slide)->info();
        QCOMPARE(info.levels.size(), std::size_t(3));
        QCOMPARE(info.levels[1].downsample, 2.0);
        QCOMPARE(info.levels[2].downsample, 4.0);
        const std::vector<Page> pages{base, half, quarter};
        for (int i = 0; i < 3; ++i) {
            const std::string wrong = compare(**slide, i, testing::rgbOf(pages[static_cast<std::size_t>(i)]), 9);
            QVERIFY2(wrong.empty(), wrong.c_str());
        }
        QCOMPARE(info.associatedImages, std::vector<std::string>{"label"});
        const auto picture = (*slide)->readAssociatedImage("label");
        QVERIFY(picture.ok());
        QCOMPARE((*picture)->width(), 300);
        QCOMPARE(int((*picture)->pixel(17, 91)[2]), int(testing::knownSample(label, 17, 91, 0)));
        QVERIFY(!(*slide)->readAssociatedImage("macro").ok());
    }

    void tilesThatTheFileLeavesOutAreTransparent() {
        const Page page{.width = 300, .height = 200, .compression = COMPRESSION_LZW, .tile = 64};
        const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path("a.tif").c_str(), "w"), &TIFFClose);
        testing::setTags(tiff.get(), page);
        auto part = testing::knownPart(page, 64, 64, 64, 64, -1);
        QVERIFY(TIFFWriteTile(tiff.get(), part.data(), 64, 64, 0, 0) > 0);
        TIFFWriteDirectory(tiff.get());
        TIFFFlush(tiff.get());
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const auto image = (*slide)->readRegion({0, 0, 0, 300, 200});
        QVERIFY(image.ok());
        QCOMPARE(int((*image)->pixel(10, 10)[3]), 0);
        QCOMPARE(int((*image)->pixel(70, 80)[3]), 255);
        QCOMPARE(int((*image)->pixel(70, 80)[2]), int(testing::knownSample(page, 70, 80, 0)));
    }

    void slidesThatDifferOnlyInsideAreTwo() {
        testing::writePages(path("a.tif"), {{.width = 700, .height = 600}});
        fs::copy_file(path("a.tif"), path("b.tif"));
        fs::copy_file(path("a.tif"), path("c.tif"));
        std::fstream b(path("b.tif"), std::ios::in | std::ios::out | std::ios::binary);
        b.seekp(400000);
        b << std::string(200000, 'x');
        b.close();
        const auto identity = [&](const char* name) { return *identifySlide(**openTiffSlide(path(name))); };
        QCOMPARE(identity("a.tif").headTailSha256, identity("b.tif").headTailSha256);
        QVERIFY(!matches(identity("a.tif"), identity("b.tif")));
        QVERIFY(matches(identity("a.tif"), identity("c.tif")));
        auto older = identity("c.tif");
        older.quickhash = "0123";   // OpenSlide's of the same file
        QVERIFY(matches(identity("a.tif"), older));
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SlideTiffTest)
#include "slide_tiff_test.moc"
