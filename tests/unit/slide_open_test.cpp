// What opens, what does not and what is said then; µm/px; identity; the real files beside the repository.
#include <QTest>
#include <QTemporaryDir>

#include <fstream>
#include <map>

#include "core/base/files.h"
#include "core/slide/image_file.h"
#include "core/slide/properties.h"
#include "core/slide/scaled_read.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"
#include "slide_test_tiff.h"

using namespace bowman;
namespace fs = std::filesystem;

class SlideOpenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsNoSlideIsRefusedWithTheReason_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("reason");
        QTest::newRow("missing") << "no.svs" << "missing" << "no such file";
        QTest::newRow("folder") << "folder.svs" << "folder" << "folder";
        QTest::newRow("empty") << "empty.svs" << "empty" << "empty";
        QTest::newRow("text") << "notes.svs" << "text" << "text file";
        QTest::newRow("zip") << "slide.zip" << "zip" << "ZIP";
        QTest::newRow("dicom") << "slide.dcm" << "dicom" << "DICOM";
        QTest::newRow("bytes") << "noise.tif" << "bytes" << "not a slide format";
        QTest::newRow("truncated") << "cut.tif" << "truncated" << "TIFF";
        QTest::newRow("damaged png") << "cut.png" << "cutpng" << "damaged";
    }

    void whatIsNoSlideIsRefusedWithTheReason() {
        QFETCH(QString, name);
        QFETCH(QString, kind);
        QFETCH(QString, reason);
        const fs::path file = fs::path(m_folder->path().toStdString()) / name.toStdString();
        make(file, kind);
        const auto slide = openSlide(file);
        QVERIFY(!slide.ok());
        QVERIFY2(slide.error().why.find(reason.toStdString()) != std::string::npos, slide.error().message().c_str());
        QCOMPARE(fs::path(slide.error().file).filename(), file.filename());
    }

    void aPlainPngIsASlideOfOneLevel() {
        Image image(30, 20, PixelFormat::Rgb8);
        image.pixel(7, 8)[1] = 99;
        const fs::path file = path("picture.png");
        QVERIFY(writePng(file, image).ok());
        const auto slide = openSlide(file);
        QVERIFY(slide.ok());
        QCOMPARE((*slide)->info().levels.size(), std::size_t(1));
        QVERIFY(!(*slide)->info().umPerPx.value);
        const auto part = (*slide)->readRegion({0, 5, 5, 30, 30});
        QCOMPARE(int((*part)->pixel(2, 3)[1]), 99);
        QCOMPARE(int((*part)->pixel(29, 29)[0]), 255);  // outside is glass
    }

    void aFlatTiffIsASlide() {
        testing::writeTestTiff(path("flat.tif"), {.levels = {{300, 200}}, .isTiled = false});
        const auto slide = openSlide(path("flat.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        const auto image = (*slide)->readRegion({0, 100, 50, 20, 10});
        QVERIFY(image.ok());
        QCOMPARE(int((*image)->pixel(3, 4)[2]), int(testing::knownPixel(0, 103, 54).r));
        QVERIFY(!openSlide(path("flat.tif"), {.z = 2}).ok());
    }

    void theScaleOfAGenericTiffComesFromItsResolution_data() {
        QTest::addColumn<double>("resolution");
        QTest::addColumn<int>("unit");
        QTest::addColumn<double>("umPerPx");
        QTest::newRow("centimetre") << 20040.0 << int(RESUNIT_CENTIMETER) << 10000 / 20040.0;
        QTest::newRow("inch") << 50800.0 << int(RESUNIT_INCH) << 0.5;
        QTest::newRow("72 dpi") << 72.0 << int(RESUNIT_INCH) << 0.0;
        QTest::newRow("72 dpi in cm") << 28.34 << int(RESUNIT_CENTIMETER) << 0.0;
        QTest::newRow("no unit") << 20000.0 << int(RESUNIT_NONE) << 0.0;
        QTest::newRow("impossibly fine") << 1e6 << int(RESUNIT_CENTIMETER) << 0.0;
    }

    void theScaleOfAGenericTiffComesFromItsResolution() {
        QFETCH(double, resolution);
        QFETCH(int, unit);
        QFETCH(double, umPerPx);
        testing::writeTestTiff(path("a.tif"), {.levels = {{300, 200}}, .resolution = resolution, .unit = std::uint16_t(unit)});
        const auto slide = openSlide(path("a.tif"));
        QVERIFY(slide.ok());
        const MicronsPerPixel& scale = (*slide)->info().umPerPx;
        QCOMPARE(scale.value.has_value(), umPerPx > 0);
        if (umPerPx > 0) QVERIFY(std::abs(*scale.value - umPerPx) < 1e-6 * umPerPx);
        QCOMPARE(scale.source, std::string(umPerPx > 0 ? "file" : "none"));
        QVERIFY2(scale.tag.find("XResolution") != std::string::npos, scale.tag.c_str());
    }

    void withoutAnyTagTheScaleIsUnknown() {
        testing::writeTestTiff(path("a.tif"), {.levels = {{300, 200}}});
        const auto slide = openSlide(path("a.tif"));
        QVERIFY(slide.ok());
        QVERIFY(!(*slide)->info().umPerPx.value);
        QCOMPARE((*slide)->info().umPerPx.source, std::string("none"));
    }

    void vendorScaleIsTakenOnlyInTheRangeOfMicroscopes() {
        QCOMPARE(*micronsPerPixelFrom("aperio", {{"openslide.mpp-x", "0.252"}, {"openslide.mpp-y", "0.254"}}).value, 0.253);
        QVERIFY(!micronsPerPixelFrom("aperio", {{"openslide.mpp-x", "0"}}).value);
        QVERIFY(!micronsPerPixelFrom("aperio", {{"openslide.mpp-x", "352.8"}, {"openslide.mpp-y", "352.8"}}).value);
        QVERIFY(!micronsPerPixelFrom("aperio", {{"openslide.mpp-x", "0,25"}}).value);
        QVERIFY(!micronsPerPixelFrom("aperio", {{"tiff.XResolution", "20000"}, {"tiff.ResolutionUnit", "centimeter"}}).value);
        QCOMPARE(micronsPerPixelFrom("aperio", {{"openslide.mpp-x", "99"}}).tag, std::string("openslide.mpp-x = 99"));
    }

    void objectiveAndBoundsAreReadOrLeftOpen() {
        QCOMPARE(*objectivePowerFrom({{"aperio.AppMag", "40"}}), 40.0);
        QVERIFY(!objectivePowerFrom({{"openslide.objective-power", "0"}}));
        const SlideRect slide{0, 0, 100, 80};
        QVERIFY(boundsFrom({}, slide) == slide);
        const SlideProperties bounds{{"openslide.bounds-x", "10"}, {"openslide.bounds-y", "20"},
                                     {"openslide.bounds-width", "50"}, {"openslide.bounds-height", "900"}};
        QVERIFY(boundsFrom(bounds, slide) == (SlideRect{10, 20, 50, 60}));
    }

    void aMovedSlideIsKnownAgainAndAnotherIsNot() {
        testing::writeTestTiff(path("a.tif"), {.levels = {{600, 500}}});
        testing::writeTestTiff(path("b.tif"), {.levels = {{600, 501}}});
        fs::create_directory(path("elsewhere"));
        fs::copy_file(path("a.tif"), path("elsewhere") / "renamed.tif");
        const auto a = identifySlide(**openSlide(path("a.tif")));
        const auto moved = identifyFile(path("elsewhere") / "renamed.tif");
        const auto b = identifySlide(**openSlide(path("b.tif")));
        QVERIFY(a.ok() && moved.ok() && b.ok());
        QVERIFY(!a->quickhash.empty());
        QVERIFY(matches(*a, *moved));
        QVERIFY(!matches(*a, *b));
        QVERIFY(!matches({}, {}));
        QVERIFY(!identifyFile(path("none.tif")).ok());
    }

    void theRealFilesOpenOrSayWhatTheyAre() {
        const char* given = std::getenv("BOWMAN_TEST_DATA");
        const fs::path folder = fs::path(given && *given ? given : BOWMAN_SOURCE_DIR "/../shared/data") / "slides";
        if (!fs::is_directory(folder)) QSKIP("the real slides are not here");
        const std::map<std::string, std::string> refused = {
            {"broken.svs", "text file"}, {"libvips_dicom_test_image.dcm", "DICOM"}, {"pathml_small_dicom.dcm", "DICOM"}};
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            const auto slide = openSlide(entry.path());
            if (!slide) {
                const auto expected = refused.find(name);
                QVERIFY2(expected != refused.end(), slide.error().message().c_str());
                QVERIFY2(slide.error().why.find(expected->second) != std::string::npos, slide.error().message().c_str());
                continue;
            }
            const auto thumbnail = readThumbnail(**slide, 200);
            QVERIFY2(thumbnail.ok(), name.c_str());
            QVERIFY2(std::max(thumbnail->width(), thumbnail->height()) >= 199, name.c_str());
            for (const std::string& image : (*slide)->info().associatedImages) QVERIFY((*slide)->readAssociatedImage(image).ok());
        }
        const auto cmu = openSlide(folder / "CMU-1-Small-Region.svs");
        QCOMPARE(*(*cmu)->info().umPerPx.value, 0.499);
        QCOMPARE(*(*cmu)->info().objectivePower, 20.0);
        const auto tcga = openSlide(folder / "tcga-cr-7395-01a-01-ts1.svs");
        QVERIFY(!(*tcga)->info().umPerPx.value);
        QVERIFY(std::abs((*tcga)->info().levels[1].downsample - 2.0005) < 1e-4);
        const auto ome = openSlide(folder / "multi-channel-z-series.ome.tif");
        QCOMPARE((*ome)->info().format, std::string("ome-tiff"));
        QCOMPARE((*ome)->info().channels.size(), std::size_t(3));
        QCOMPARE((*ome)->info().zCount, 5);
        const auto vectra = openSlide(folder / "pathml_small_vectra.qptiff");
        QVERIFY(std::abs(*(*vectra)->info().umPerPx.value - 0.4965) < 1e-3);
        QCOMPARE((*vectra)->info().channels.front(), std::string("DAPI"));
        const auto mosaic = openSlide(folder / "aidpath_pas_mosaic_6144x4096.tif");
        QVERIFY(std::abs(*(*mosaic)->info().umPerPx.value - 0.499) < 1e-5);
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }

    static void make(const fs::path& file, const QString& kind) {
        const auto write = [&](const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; };
        if (kind == "folder") fs::create_directory(file);
        if (kind == "empty") write("");
        if (kind == "text") write("case 12, block B\n");
        if (kind == "zip") write("PK\x03\x04 and more");
        if (kind == "dicom") write(std::string(128, '\0') + "DICM" + std::string(64, '\0'));
        if (kind == "bytes") write(std::string("\x01\x02\x00\x03", 4) + std::string(500, '\0'));
        if (kind == "truncated") {
            testing::writeTestTiff(file, {.levels = {{900, 800}, {450, 400}}});
            fs::resize_file(file, 5000);  // the directories lie at the end
        }
        if (kind == "cutpng") write("\x89PNG\r\n\x1a\n half a header");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SlideOpenTest)
#include "slide_open_test.moc"
