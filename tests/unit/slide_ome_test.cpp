// OME-TIFF: levels in sub-images, scale, channels and focus planes; ImageJ stacks; what openSlide prefers.
#include <QTest>
#include <QTemporaryDir>

#include "core/slide/scaled_read.h"
#include "core/slide/slide.h"
#include "core/slide/tiff/ome_xml.h"
#include "core/slide/tiff/tiff_slide.h"
#include "slide_tiff_files.h"

using namespace bowman;
using testing::Page;
namespace fs = std::filesystem;

namespace {

std::string omeXml(const std::string& pixels, const std::string& inside, const std::string& before = "") {
    return R"(<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1">)" + before +
           R"(<Image ID="Image:0" Name="scan"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeT="1" )" + pixels + ">" + inside + "</Pixels></Image></OME>";
}

/// The grey value of a page everywhere in a region, or a reason.
std::string isGreyOf(const Slide& slide, int level, const Page& page) {
    const auto image = slide.readRegion({level, 3, 5, 90, 60});
    if (!image) return image.error().message();
    for (int y = 0; y < 60; ++y)
        for (int x = 0; x < 90; ++x)
            for (int c = 0; c < 3; ++c)
                if ((*image)->pixel(x, y)[c] != testing::knownSample(page, 3 + x, 5 + y, 0)) return "pixel " + std::to_string(x) + ", " + std::to_string(y);
    return {};
}

}  // namespace

class SlideOmeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void levelsInSubImagesAreFoundAndPreferredToOneLevel() {
        const std::vector<Page> pages = pyramid(R"(SizeX="1200" SizeY="702" SizeC="3" SizeZ="1" PhysicalSizeX="0.25" PhysicalSizeXUnit="µm" PhysicalSizeY="0.25" PhysicalSizeYUnit="µm")",
                                                R"(<Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="1"/>)");
        testing::writePages(path("a.ome.tif"), pages, "w8");
        const auto slide = openSlide(path("a.ome.tif"));   // OpenSlide knows it as a TIFF of one level
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const SlideInfo& info = (*slide)->info();
        QCOMPARE(info.format, std::string("ome-tiff"));
        QCOMPARE(info.levels.size(), std::size_t(3));
        QCOMPARE(info.levels[2].downsample, 4.0);
        QCOMPARE(*info.umPerPx.value, 0.25);
        QVERIFY(info.channels.empty());
        for (int level = 0; level < 3; ++level) {
            const auto image = (*slide)->readRegion({level, 11, 7, 200, 150});
            QVERIFY(image.ok());
            const auto want = testing::rgbOf(pages[static_cast<std::size_t>(level)]);
            for (int y = 0; y < 150; ++y)
                for (int x = 0; x < 200; ++x)
                    for (std::size_t c = 0; c < 4; ++c) QCOMPARE(int((*image)->pixel(x, y)[c]), int(want(11 + x, 7 + y)[c]));
        }
    }

    void thePhysicalSizeIsTakenInItsUnit_data() {
        QTest::addColumn<QString>("attributes");
        QTest::addColumn<double>("umPerPx");
        QTest::newRow("no unit is µm") << R"(PhysicalSizeX="0.5" PhysicalSizeY="0.5")" << 0.5;
        QTest::newRow("nm") << R"(PhysicalSizeX="250" PhysicalSizeXUnit="nm" PhysicalSizeY="250" PhysicalSizeYUnit="nm")" << 0.25;
        QTest::newRow("mm") << R"(PhysicalSizeX="0.0005" PhysicalSizeXUnit="mm" PhysicalSizeY="0.0005" PhysicalSizeYUnit="mm")" << 0.5;
        QTest::newRow("Greek mu") << "PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"μm\"" << 0.5;
        QTest::newRow("Latin-1 in UTF-8") << QString::fromLatin1("PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"L1m\"") << 0.5;
        QTest::newRow("pixel") << R"(PhysicalSizeX="1" PhysicalSizeXUnit="pixel")" << 0.0;
        QTest::newRow("zero") << R"(PhysicalSizeX="0" PhysicalSizeY="0")" << 0.0;
        QTest::newRow("none") << "" << 0.0;
        QTest::newRow("wrong by a thousand") << R"(PhysicalSizeX="250")" << 0.0;
    }

    void thePhysicalSizeIsTakenInItsUnit() {
        QFETCH(QString, attributes);
        QFETCH(double, umPerPx);
        std::string text = attributes.toStdString();
        if (const auto at = text.find("L1m"); at != std::string::npos) text.replace(at, 2, "\xb5");
        testing::writePages(path("a.ome.tif"), pyramid(R"(SizeX="1200" SizeY="702" SizeC="3" SizeZ="1" )" + text, R"(<Channel SamplesPerPixel="3"/><TiffData/>)"));
        const auto slide = openSlide(path("a.ome.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const MicronsPerPixel& scale = (*slide)->info().umPerPx;
        QCOMPARE(scale.value.has_value(), umPerPx > 0);
        if (umPerPx > 0) QVERIFY(std::abs(*scale.value - umPerPx) < 1e-9);
        QCOMPARE(scale.tag.find("PhysicalSizeX") != std::string::npos, !attributes.isEmpty());
    }

    void channelsAndFocusPlanesAreChosen() {
        // XYZCT: z runs fastest; and the planes lie in the file in reverse.
        std::vector<Page> pages;
        std::string data;
        for (int i = 0; i < 6; ++i) {
            const int c = i / 3, z = i % 3;
            pages.push_back({.width = 220, .height = 130, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .plane = 10 * c + z});
            data += "<TiffData IFD=\"" + std::to_string(5 - i) + "\" FirstZ=\"" + std::to_string(z) + "\" FirstC=\"" + std::to_string(c) + "\" PlaneCount=\"1\"/>";
        }
        std::reverse(pages.begin(), pages.end());
        pages.front().description = omeXml(R"(SizeX="220" SizeY="130" SizeC="2" SizeZ="3" SignificantBits="8")",
                                           R"(<Channel Name="DAPI" Color="65535" SamplesPerPixel="1"/><Channel Name="CD3" Color="-16776961" SamplesPerPixel="1"/>)" + data);
        testing::writePages(path("a.ome.tif"), pages);
        const auto whole = openSlide(path("a.ome.tif"));
        QVERIFY2(whole.ok(), whole.ok() ? "" : whole.error().message().c_str());
        QCOMPARE((*whole)->info().zCount, 3);
        QCOMPARE((*whole)->info().channels, (std::vector<std::string>{"DAPI", "CD3"}));
        const auto mixed = (*whole)->readRegion({0, 40, 30, 1, 1});
        // Colours are R, G, B, A: 65535 is 0x0000FFFF, blue; -16776961 is 0xFF0000FF, red.
        QCOMPARE(int((*mixed)->pixel(0, 0)[0]), int(testing::knownSample(pages[5], 40, 30, 0)));
        QCOMPARE(int((*mixed)->pixel(0, 0)[1]), 0);
        QCOMPARE(int((*mixed)->pixel(0, 0)[2]), int(testing::knownSample(pages[2], 40, 30, 0)));
        for (int c = 0; c < 2; ++c)
            for (int z = 0; z < 3; ++z) {
                const auto one = openSlide(path("a.ome.tif"), {.z = z, .channels = {c}});
                QVERIFY(one.ok());
                Page page = pages.front();
                page.plane = 10 * c + z;
                const std::string wrong = isGreyOf(**one, 0, page);
                QVERIFY2(wrong.empty(), wrong.c_str());
            }
        QVERIFY(!openSlide(path("a.ome.tif"), {.z = 3}).ok());
        QVERIFY(!openSlide(path("a.ome.tif"), {.channels = {2}}).ok());
    }

    void channelsHaveSubImagesOfTheirOwn() {
        std::vector<Page> pages;
        for (int c = 0; c < 2; ++c) {
            pages.push_back({.width = 400, .height = 260, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_LZW, .tile = 64, .plane = c, .subImages = 1});
            pages.push_back({.width = 200, .height = 130, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_LZW, .tile = 64, .level = 1, .plane = c, .isReduced = true});
        }
        pages.front().description = omeXml(R"(SizeX="400" SizeY="260" SizeC="2" SizeZ="1")", R"(<Channel Name="a"/><Channel Name="b"/><TiffData/>)");
        testing::writePages(path("a.ome.tif"), pages);
        const auto slide = openSlide(path("a.ome.tif"), {.channels = {1}});
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE((*slide)->info().levels.size(), std::size_t(2));
        for (int level = 0; level < 2; ++level) {
            const std::string wrong = isGreyOf(**slide, level, pages[static_cast<std::size_t>(2 + level)]);
            QVERIFY2(wrong.empty(), wrong.c_str());
        }
    }

    void planesInOtherFilesAreNamedAsMissing() {
        const std::string here = R"(<UUID FileName="a.ome.tif">urn:uuid:1</UUID>)", there = R"(<UUID FileName="b.ome.tif">urn:uuid:2</UUID>)";
        Page page{.width = 220, .height = 130, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK};
        page.description = omeXml(R"(SizeX="220" SizeY="130" SizeC="2" SizeZ="1")", "<TiffData IFD=\"0\" FirstC=\"0\">" + there + "</TiffData><TiffData IFD=\"0\" FirstC=\"1\">" + here + "</TiffData>");
        testing::writePages(path("renamed.ome.tif"), {page});
        const auto slide = openSlide(path("renamed.ome.tif"), {.channels = {1}});
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QVERIFY2((*slide)->info().properties.at("bowman.note[0]").find("1 of 2 planes") != std::string::npos, (*slide)->info().properties.at("bowman.note[0]").c_str());
        const std::string wrong = isGreyOf(**slide, 0, page);
        QVERIFY2(wrong.empty(), wrong.c_str());
        page.description = omeXml(R"(SizeX="220" SizeY="130" SizeC="1" SizeZ="1")", "<TiffData IFD=\"0\">" + there + "</TiffData><TiffData IFD=\"9\">" + here + "</TiffData>");
        testing::writePages(path("none.ome.tif"), {page});
        const auto none = openSlide(path("none.ome.tif"));
        QVERIFY(!none.ok());
        QVERIFY2(none.error().why.find("other files") != std::string::npos, none.error().message().c_str());
    }

    void brokenOmeXmlIsSaidAndTheImageShown() {
        Page page{.width = 220, .height = 130};
        for (const char* text : {"<?xml version=\"1.0\"?><OME><Image><Pixels", "<OME></OME>", "<OME><Image Name=\"x\"/></OME>", "<OME><Image><Pixels SizeX=\"-4\" SizeC=\"99999999\" SizeZ=\"99999999\"/></Image></OME>"}) {
            page.description = text;
            testing::writePages(path("a.ome.tif"), {page});
            const auto slide = openSlide(path("a.ome.tif"));
            if (!slide) QVERIFY2(slide.error().why.find("OME-XML") != std::string::npos, slide.error().message().c_str());
            else QVERIFY((*slide)->readRegion({0, 0, 0, 10, 10}).ok());
        }
    }

    void imageJStacksHaveChannelsAndSlices() {
        std::vector<Page> pages;
        for (int i = 0; i < 6; ++i) pages.push_back({.width = 220, .height = 130, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .plane = i});
        pages.front().description = "ImageJ=1.53\nimages=6\nchannels=2\nslices=3\nhyperstack=true\n";
        testing::writePages(path("a.tif"), pages);
        const auto slide = openSlide(path("a.tif"), {.z = 2, .channels = {1}});
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE((*slide)->info().zCount, 3);
        const std::string wrong = isGreyOf(**slide, 0, pages[5]);
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

private:
    static std::vector<Page> pyramid(const std::string& pixels, const std::string& inside) {
        std::vector<Page> pages;
        for (int level = 0; level < 3; ++level)
            pages.push_back({.width = 1200U >> level, .height = level == 2 ? 175U : 702U >> level, .compression = COMPRESSION_ADOBE_DEFLATE, .tile = 64, .level = level, .isReduced = level > 0});
        pages.front().subImages = 2;
        pages.front().description = omeXml(pixels, inside);
        return pages;
    }

    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SlideOmeTest)
#include "slide_ome_test.moc"
