// Aperio's slides: what the scanner says from OpenSlide, the pixels from our own reader, and both agree.
#include <QTest>
#include <QTemporaryDir>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "core/slide/openslide_slide.h"
#include "core/slide/slide.h"
#include "slide_tiff_files.h"
#include "tests/cases/slides/tiff_surgery.h"
#include "tests/support/test_data.h"

using namespace bowman;
using testing::Page;
namespace fs = std::filesystem;

namespace {

constexpr const char* kScan = "Aperio Image Library v1.0\r\n801x602 [0,0 801x602] (64x64) LZW|AppMag = 20|MPP = 0.5";

/// Scan, thumbnail, a quarter of it, label, macro.
std::vector<Page> scan() {
    const Page whole{.width = 801, .height = 602, .compression = COMPRESSION_LZW, .tile = 64, .description = kScan};
    Page quarter = whole;
    quarter.width = 200, quarter.height = 150, quarter.level = 1;
    const Page thumbnail{.width = 100, .height = 75, .plane = 1, .description = "Aperio Image Library v1.0\r\nthumbnail"};
    Page label = thumbnail, macro = thumbnail;
    label.width = 50, label.description = "Aperio Image Library v1.0\nlabel 50x75";
    macro.width = 130, macro.description = "Aperio Image Library v1.0\nmacro 130x75";
    return {whole, thumbnail, quarter, label, macro};
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool isOwn(const Slide& slide) { return slide.info().properties.contains("bowman.layout"); }

/// Empty when all pixels of the region are those of the page.
std::string difference(const Slide& slide, const LevelRegion& region, const Page& page) {
    const auto image = slide.readRegion(region);
    if (!image) return image.error().message();
    const auto want = testing::rgbOf(page);
    for (int y = 0; y < region.height; ++y)
        for (int x = 0; x < region.width; ++x) {
            const std::int64_t px = region.x + x, py = region.y + y;
            const bool isInside = px >= 0 && py >= 0 && px < page.width && py < page.height;
            const auto expected = isInside ? want(px, py) : std::array<std::uint8_t, 4>{};
            if (!std::equal(expected.begin(), expected.end(), (*image)->pixel(x, y))) return "pixel (" + std::to_string(px) + ", " + std::to_string(py) + ")";
        }
    return {};
}

}  // namespace

class SlideAperioTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatTheScannerSaysAndThePixelsOfEveryLevel() {
        testing::writePages(path("a.svs"), scan());
        const auto slide = openSlide(path("a.svs"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const SlideInfo& info = (*slide)->info();
        QVERIFY(isOwn(**slide));
        QCOMPARE(info.format, std::string("aperio"));
        QCOMPARE(*info.umPerPx.value, 0.5);
        QCOMPARE(*info.objectivePower, 20.0);
        QVERIFY(info.properties.contains("openslide.quickhash-1"));
        QCOMPARE(info.levels.size(), std::size_t(2));
        QVERIFY(std::abs(info.levels[1].downsample - 4.009) < 0.001);   // OpenSlide's: the mean of both edges
        QCOMPARE(QString::fromStdString(difference(**slide, {0, -7, -9, 830, 640}, scan()[0])), QString());
        QCOMPARE(QString::fromStdString(difference(**slide, {1, 13, 5, 200, 150}, scan()[2])), QString());
        QCOMPARE(info.associatedImages.size(), std::size_t(3));
        for (const std::string& name : info.associatedImages) QVERIFY2((*slide)->readAssociatedImage(name).ok(), name.c_str());
        const auto none = (*slide)->readRegion({2, 0, 0, 10, 10});
        QVERIFY(!none.ok() && none.error().why.find("2 levels") != std::string::npos);
    }

    void tilesThatAreLeftOutStayWithOpenSlide() {
        testing::writePages(path("a.svs"), scan());
        QVERIFY(isOwn(**openSlide(path("a.svs"))));
        bowman::test::TiffSurgery tiff(bytesOf(path("a.svs")));
        tiff.setValue(0, TIFFTAG_TILEBYTECOUNTS, 3, 0);
        std::ofstream(path("a.svs"), std::ios::binary) << tiff.bytes();
        const auto slide = openSlide(path("a.svs"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QVERIFY(!isOwn(**slide));
        QCOMPARE((*slide)->info().format, std::string("aperio"));
    }

    void manyReadersAtOnceSeeTheSame() {
        testing::writePages(path("a.svs"), scan());
        const auto slide = openSlide(path("a.svs"));
        QVERIFY(slide.ok());
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> readers;
            for (int t = 0; t < 4; ++t)
                readers.emplace_back([&, t] {
                    for (int i = 0; i < 20; ++i)
                        if (!difference(**slide, {0, (t * 131 + i * 37) % 700, (t * 17 + i * 59) % 500, 90, 80}, scan()[0]).empty()) ++wrong;
                });
        }
        QCOMPARE(wrong.load(), 0);
    }

    void realSlidesLookAsThroughOpenSlide() {
        const fs::path data = bowman::test::dataFolder();
        if (data.empty()) QSKIP("no real slides here");
        for (const char* name : {"CMU-1-Small-Region.svs", "tcga-cr-7395-01a-01-ts1.svs"}) {
            const auto slide = openSlide(data / "slides" / name), reference = openWithOpenSlide(data / "slides" / name);
            QVERIFY(slide.ok() && reference.ok());
            QVERIFY2(isOwn(**slide), name);
            QCOMPARE((*slide)->info().levels.size(), (*reference)->info().levels.size());
            const PixelSize size = (*slide)->info().size();
            for (std::int64_t y = 0; y < size.height; y += 500)
                for (std::int64_t x = 0; x < size.width; x += 500) {
                    const auto a = (*slide)->readRegion({0, x, y, 500, 500}), b = (*reference)->readRegion({0, x, y, 500, 500});
                    QVERIFY(a.ok() && b.ok());
                    QVERIFY2(std::equal((*a)->data(), (*a)->data() + (*a)->sizeBytes(), (*b)->data()), name);
                }
        }
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SlideAperioTest)
#include "slide_aperio_test.moc"
