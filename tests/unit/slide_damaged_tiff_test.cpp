// TIFF files that are cut off, lie or lead in circles: a clear message or the part that is there, never more.
#include <QTest>
#include <QTemporaryDir>

#include <fstream>
#include <iterator>
#include <random>

#include "core/base/platform/platform.h"
#include "core/slide/slide.h"
#include "core/slide/tiff/tiff_slide.h"
#include "slide_tiff_files.h"

using namespace bowman;
using testing::Page;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

template <typename T>
T numberAt(const std::string& bytes, std::size_t at) {
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof(T));
    return value;
}

/// Where the entry of a tag begins in the first directory of a classic little-endian TIFF.
std::size_t entryOf(const std::string& bytes, std::uint16_t tag) {
    const auto directory = numberAt<std::uint32_t>(bytes, 4);
    for (std::uint16_t i = 0; i < numberAt<std::uint16_t>(bytes, directory); ++i)
        if (const std::size_t entry = directory + 2U + 12U * i; numberAt<std::uint16_t>(bytes, entry) == tag) return entry;
    throw std::runtime_error("no such tag");
}

/// One value in place of the tag's, as a 32-bit number.
void patch(std::string& bytes, std::uint16_t tag, std::uint32_t value) {
    const std::size_t entry = entryOf(bytes, tag);
    const std::uint16_t type = TIFF_LONG;
    const std::uint32_t count = 1;
    std::memcpy(bytes.data() + entry + 2, &type, 2);
    std::memcpy(bytes.data() + entry + 4, &count, 4);
    std::memcpy(bytes.data() + entry + 8, &value, 4);
}

}  // namespace

class SlideDamagedTiffTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aFileThatIsCutOffAnywhereOpensOrSaysWhy_data() {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 4; ++kind) QTest::newRow(std::to_string(kind).c_str()) << kind;
    }

    void aFileThatIsCutOffAnywhereOpensOrSaysWhy() {
        QFETCH(int, kind);
        Page page{.width = 200, .height = 150};
        if (kind == 1) page.compression = COMPRESSION_LZW, page.tile = 64;
        if (kind == 2) page.compression = COMPRESSION_ADOBE_DEFLATE, page.planar = PLANARCONFIG_SEPARATE;
        if (kind == 3) page.compression = COMPRESSION_JPEG, page.photometric = PHOTOMETRIC_YCBCR, page.tile = 64;
        Page half = page;
        half.width = 100, half.height = 75, half.isReduced = true;
        testing::writePages(path("whole.tif"), {page, half}, kind == 1 ? "w8" : "w");
        const std::string whole = bytesOf(path("whole.tif"));
        int opened = 0;
        for (int i = 0; i < 60; ++i) {
            write(path("cut.tif"), whole.substr(0, whole.size() * static_cast<std::size_t>(i) / 60));
            const auto slide = openSlide(path("cut.tif"));
            if (!slide) {
                QVERIFY(!slide.error().why.empty());
                QCOMPARE(fs::path(slide.error().file).filename(), fs::path("cut.tif"));
                continue;
            }
            ++opened;
            const auto image = (*slide)->readRegion({0, 0, 0, 200, 150});
            if (!image) QVERIFY2(!image.error().why.empty() && image.error().file.find("cut.tif") != std::string::npos, image.error().message().c_str());
        }
        QVERIFY(opened < 60);
    }

    void whatLiesBehindTheEndIsToldAndTheRestIsShown() {
        Page page{.width = 200, .height = 160, .compression = COMPRESSION_LZW, .rowsPerStrip = 8};
        testing::writePages(path("a.tif"), {page});
        std::string bytes = bytesOf(path("a.tif"));
        // The table of strips is an array in the file: the last ten go to nowhere.
        const auto table = numberAt<std::uint32_t>(bytes, entryOf(bytes, TIFFTAG_STRIPOFFSETS) + 8);
        const bool isShort = numberAt<std::uint16_t>(bytes, entryOf(bytes, TIFFTAG_STRIPOFFSETS) + 2) == TIFF_SHORT;
        for (std::size_t i = 10; i < 20; ++i) std::memset(bytes.data() + table + i * (isShort ? 2 : 4), 0xfe, isShort ? 2 : 4);
        write(path("a.tif"), bytes);
        const auto slide = openSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QVERIFY2((*slide)->info().properties.at("bowman.note[0]").find("10 of 20 strips") != std::string::npos, (*slide)->info().properties.at("bowman.note[0]").c_str());
        const auto good = (*slide)->readRegion({0, 0, 0, 200, 1});
        // Strips are decoded in groups: here all of them are one.
        if (!good) QVERIFY(good.error().why.find("beyond the end") != std::string::npos);
        const auto bad = (*slide)->readRegion({0, 0, 150, 10, 10});
        QVERIFY(!bad.ok());
        QVERIFY2(bad.error().why.find("strip 1") != std::string::npos && bad.error().why.find("beyond the end") != std::string::npos, bad.error().message().c_str());
        QVERIFY(bad.error().what.find("level 0 at (0, 150)") != std::string::npos);
    }

    void sizesThatTheContentCannotHoldAreRefused_data() {
        QTest::addColumn<int>("compression");
        QTest::addColumn<int>("tile");
        QTest::addColumn<quint32>("width");
        QTest::addColumn<quint32>("height");
        QTest::newRow("not compressed") << int(COMPRESSION_NONE) << 0 << 40000U << 30000U;
        QTest::newRow("one strip of 10^9 px") << int(COMPRESSION_LZW) << 0 << 40000U << 30000U;
        QTest::newRow("Deflate") << int(COMPRESSION_ADOBE_DEFLATE) << 0 << 2000000U << 2000000U;
        QTest::newRow("row of 4 G px") << int(COMPRESSION_ADOBE_DEFLATE) << 0 << 4294967295U << 1U;
        QTest::newRow("tiles") << int(COMPRESSION_LZW) << 64 << 4000000U << 4000000U;
        QTest::newRow("nothing") << int(COMPRESSION_LZW) << 64 << 0U << 0U;
        QTest::newRow("number of tiles overflows") << int(COMPRESSION_LZW) << 64 << 4294967295U << 4294967295U;
    }

    void sizesThatTheContentCannotHoldAreRefused() {
        QFETCH(int, compression);
        QFETCH(int, tile);
        QFETCH(quint32, width);
        QFETCH(quint32, height);
        testing::writePages(path("a.tif"), {{.width = 60, .height = 50, .compression = compression, .tile = static_cast<std::uint32_t>(tile), .rowsPerStrip = 50}});
        std::string bytes = bytesOf(path("a.tif"));
        patch(bytes, TIFFTAG_IMAGEWIDTH, width);
        patch(bytes, TIFFTAG_IMAGELENGTH, height);
        if (!tile) patch(bytes, TIFFTAG_ROWSPERSTRIP, height);
        write(path("a.tif"), bytes);
        const auto before = platform::peakMemoryBytes();
        const auto slide = openSlide(path("a.tif"));
        QVERIFY(!slide.ok());
        QVERIFY2(!slide.error().why.empty(), "no reason");
        QVERIFY(platform::peakMemoryBytes() - before < (std::int64_t{200} << 20));
    }

    void tilesTooLargeForMemoryAreRefused() {
        testing::writePages(path("a.tif"), {{.width = 60, .height = 50, .compression = COMPRESSION_LZW, .tile = 64}});
        std::string bytes = bytesOf(path("a.tif"));
        patch(bytes, TIFFTAG_TILEWIDTH, 1 << 20);
        patch(bytes, TIFFTAG_TILELENGTH, 1 << 20);
        write(path("a.tif"), bytes);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(!slide.ok());
        QVERIFY2(slide.error().why.find("too large") != std::string::npos, slide.error().message().c_str());
    }

    void aChainThatLeadsBackEnds() {
        const Page page{.width = 200, .height = 150};
        Page second = page;
        second.width = 100, second.height = 75, second.isReduced = true;
        testing::writePages(path("a.tif"), {page, second});
        std::string bytes = bytesOf(path("a.tif"));
        const auto first = numberAt<std::uint32_t>(bytes, 4);
        const std::size_t next = first + 2 + 12U * numberAt<std::uint16_t>(bytes, first);
        const auto directory = numberAt<std::uint32_t>(bytes, next);
        const std::size_t last = directory + 2 + 12U * numberAt<std::uint16_t>(bytes, directory);
        std::memcpy(bytes.data() + last, &first, 4);
        write(path("a.tif"), bytes);
        const auto slide = openSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE((*slide)->info().levels.size(), std::size_t(2));
        QVERIFY((*slide)->readRegion({1, 0, 0, 100, 75}).ok());
    }

    void aSubImageThatIsItsOwnParentIsNoLevel() {
        Page page{.width = 200, .height = 150, .subImages = 1};
        Page sub = page;
        sub.width = 100, sub.height = 75, sub.subImages = 0, sub.isReduced = true;
        testing::writePages(path("a.tif"), {page, sub});
        std::string bytes = bytesOf(path("a.tif"));
        patch(bytes, TIFFTAG_SUBIFD, numberAt<std::uint32_t>(bytes, 4));
        write(path("a.tif"), bytes);
        const auto slide = openSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE((*slide)->info().levels.size(), std::size_t(1));
    }

    void lyingCompressionIsAnErrorOfItsPlace() {
        testing::writePages(path("a.tif"), {{.width = 200, .height = 150, .compression = COMPRESSION_LZW, .tile = 64}});
        const std::string good = bytesOf(path("a.tif"));
        for (const std::uint32_t code : {COMPRESSION_ADOBE_DEFLATE, COMPRESSION_JPEG, COMPRESSION_PACKBITS, COMPRESSION_ZSTD, 33003, 33005, 34712, COMPRESSION_LERC, 4711}) {
            std::string bytes = good;
            patch(bytes, TIFFTAG_COMPRESSION, code);
            write(path("lie.tif"), bytes);
            const auto slide = openTiffSlide(path("lie.tif"));
            if (!slide) {
                QVERIFY(!slide.error().why.empty());
                continue;
            }
            const auto image = (*slide)->readRegion({0, 0, 0, 10, 10});
            QVERIFY2(!image.ok(), std::to_string(code).c_str());
            QVERIFY2(image.error().why.starts_with("tile (0, 0): "), image.error().message().c_str());
        }
    }

    void anyBytesChangedGiveAnAnswer() {
        std::mt19937 random(5);
        std::vector<std::string> files;
        for (int kind = 0; kind < 5; ++kind) {
            Page page{.width = 200, .height = 150, .subImages = kind % 2};
            if (kind == 1) page.compression = COMPRESSION_LZW, page.tile = 64;
            if (kind == 2) page.compression = COMPRESSION_ADOBE_DEFLATE, page.planar = PLANARCONFIG_SEPARATE;
            if (kind == 3) page.compression = COMPRESSION_JPEG, page.photometric = PHOTOMETRIC_YCBCR, page.tile = 64;
            if (kind == 4) page.samples = 1, page.photometric = PHOTOMETRIC_PALETTE;
            Page half = page;
            half.width = 100, half.height = 75, half.subImages = 0, half.isReduced = true;
            testing::writePages(path("a.tif"), {page, half});
            files.push_back(bytesOf(path("a.tif")));
        }
        for (int i = 0; i < 300; ++i) {
            std::string bytes = files[random() % files.size()];
            const auto directory = numberAt<std::uint32_t>(bytes, 4);
            for (int change = 0; change < 4; ++change) bytes[(change == 0 ? random() : directory + random() % 260) % bytes.size()] ^= static_cast<char>(1 << (random() % 8));
            write(path("a.tif"), bytes);
            const auto slide = openTiffSlide(path("a.tif"));
            if (!slide) QVERIFY(!slide.error().why.empty());
            for (int level = 0; slide && level < static_cast<int>((*slide)->info().levels.size()); ++level) {
                const auto image = (*slide)->readRegion({level, -5, -5, 210, 160});
                if (!image) QVERIFY(!image.error().why.empty());
            }
        }
    }

    void aBadTileLeavesTheOthersReadable() {
        const Page page{.width = 200, .height = 150, .compression = COMPRESSION_ADOBE_DEFLATE, .tile = 64};
        testing::writePages(path("a.tif"), {page});
        std::string bytes = bytesOf(path("a.tif"));
        const auto table = numberAt<std::uint32_t>(bytes, entryOf(bytes, TIFFTAG_TILEOFFSETS) + 8);
        const bool isShort = numberAt<std::uint16_t>(bytes, entryOf(bytes, TIFFTAG_TILEOFFSETS) + 2) == TIFF_SHORT;
        const std::size_t second = isShort ? numberAt<std::uint16_t>(bytes, table + 2) : numberAt<std::uint32_t>(bytes, table + 4);
        std::memset(bytes.data() + second, 0xff, 40);
        write(path("a.tif"), bytes);
        const auto slide = openTiffSlide(path("a.tif"));
        QVERIFY(slide.ok());
        for (int round = 0; round < 2; ++round) {
            const auto bad = (*slide)->readRegion({0, 70, 5, 10, 10});
            QVERIFY(!bad.ok());
            QVERIFY2(bad.error().why.starts_with("tile (1, 0): "), bad.error().message().c_str());
            const auto image = (*slide)->readRegion({0, 130, 5, 10, 10});
            QVERIFY(image.ok());
            QCOMPARE(int((*image)->pixel(3, 4)[2]), int(testing::knownSample(page, 133, 9, 0)));
        }
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SlideDamagedTiffTest)
#include "slide_damaged_tiff_test.moc"
