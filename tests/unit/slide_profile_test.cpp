// The scanner's colour profile: found in files of every kind, left out where it is no good, and what becomes of pixels.
#include <QTest>
#include <QTemporaryDir>

#include <cstdlib>
#include <fstream>
#include <random>

#include <png.h>

#include "core/appearance/appearance_filter.h"
#include "core/slide/phantom/phantom.h"
#include "core/slide/scaled_read.h"
#include "slide_tiff_files.h"
#include "tests/support/colour_profiles.h"
#include "tests/support/test_data.h"

using namespace bowman;
using namespace bowman::test;
using testing::Page;
namespace fs = std::filesystem;

namespace {

constexpr cmsCIExyYTRIPLE kWide{{0.66, 0.32, 1}, {0.24, 0.68, 1}, {0.15, 0.05, 1}};   // a camera's

std::string cmyk() {
    cmsToneCurve* line = cmsBuildGamma(nullptr, 1);
    cmsToneCurve* lines[4] = {line, line, line, line};
    const std::string bytes = profileBytes(cmsCreateLinearizationDeviceLink(cmsSigCmykData, lines));
    cmsFreeToneCurve(line);
    return bytes;
}

std::string grey() {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 2.2);
    const std::string bytes = profileBytes(cmsCreateGrayProfile(&kD65, curve));
    cmsFreeToneCurve(curve);
    return bytes;
}

std::string saidOf(const Slide& slide) {
    const auto& properties = slide.info().properties;
    const auto found = properties.find("bowman.profile");
    return found == properties.end() ? "" : found->second;
}

std::array<int, 3> seen(const Appearance& appearance, std::array<int, 3> colour) {
    Image image(1, 1, PixelFormat::Rgb8);
    for (std::size_t c = 0; c < 3; ++c) image.data()[c] = static_cast<std::uint8_t>(colour[c]);
    AppearanceFilter(appearance).apply(image);
    return {image.data()[0], image.data()[1], image.data()[2]};
}

}  // namespace

class SlideProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void swappedPrimariesAreSwappedBackOnThePhantomAndStoredPixelsStay() {
        QVERIFY(writePhantom({.width = 700, .height = 600}, path("a.tif")).ok());
        const auto without = openSlide(path("a.tif"));
        QVERIFY(without.ok() && !(*without)->info().profile);
        const auto before = readThumbnail(**without, 512);
        embedProfile(path("a.tif"), swappedProfile());
        const auto slide = openSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QVERIFY((*slide)->info().profile);
        QCOMPARE((*slide)->info().profile->name, std::string("Swapped scanner"));
        QVERIFY(!(*slide)->info().profile->isSrgb);
        QVERIFY(saidOf(**slide).starts_with("Swapped scanner: applied to what is seen"));
        auto picture = readThumbnail(**slide, 512);   // what detection and exports read
        QVERIFY(before.ok() && picture.ok());
        QVERIFY(std::equal(before->data(), before->data() + before->sizeBytes(), picture->data()));
        Appearance appearance;
        appearance.profile = (*slide)->info().profile;
        QVERIFY(!appearance.isAsStained() && appearance.isUnchanged());
        AppearanceFilter(appearance).apply(*picture);
        // Gamma 2.2 is sRGB's curve but for the darkest tones: blue and red change places.
        int largest = 0;
        for (std::size_t i = 0; i < picture->sizeBytes(); i += 3)
            for (std::size_t c = 0; c < 3; ++c)
                if (before->data()[i + c] > 60) largest = std::max(largest, std::abs(picture->data()[i + 2 - c] - before->data()[i + c]));
        QVERIFY2(largest <= 4, qPrintable(QString("differs by %1").arg(largest)));
    }

    void coloursAreThoseOfLittleCms() {
        for (const auto& bytes : {swappedProfile(), scannerProfile(kWide, 1.8, L"wide"), scannerProfile(kSrgbPrimaries, 1.0, L"linear")}) {
            const auto profile = readColourProfile(bytes);
            QVERIFY(profile.ok());
            cmsHPROFILE from = cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())), to = cmsCreate_sRGBProfile();
            cmsHTRANSFORM exact = cmsCreateTransform(from, TYPE_RGB_8, to, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE);
            Appearance appearance;
            appearance.profile = *profile;
            const bool isLinear = (*profile)->name == "linear";   // its dark tones are steeper than the grid is fine
            constexpr int kMargin = 40;
            std::mt19937 random(3);
            int largest = 0, compared = 0, sum = 0;
            for (int i = 0; i < 20000; ++i) {
                std::uint8_t in[3], out[3];
                for (std::uint8_t& v : in) v = static_cast<std::uint8_t>(isLinear ? 64 + random() % 192 : 24 + random() % 232);
                cmsDoTransform(exact, in, out, 1);
                // What no screen can show is cut off, and the grid cuts its corners.
                if (*std::min_element(out, out + 3) < kMargin || *std::max_element(out, out + 3) > 255 - kMargin) continue;
                ++compared;
                const auto got = seen(appearance, {in[0], in[1], in[2]});
                for (std::size_t c = 0; c < 3; ++c) largest = std::max(largest, std::abs(got[c] - out[c])), sum += std::abs(got[c] - out[c]);
            }
            cmsDeleteTransform(exact);
            cmsCloseProfile(from);
            cmsCloseProfile(to);
            QVERIFY(compared > 1000);
            QVERIFY(sum < 3 * compared * 0.5);
            QVERIFY2(largest <= 4, qPrintable(QString("%1: %2").arg(QString::fromStdString((*profile)->name)).arg(largest)));
        }
    }

    void everyLayoutOfPixelsAndTonesAfterTheProfile() {
        Appearance appearance;
        appearance.profile = *readColourProfile(swappedProfile());
        appearance.gamma = 1.4;
        Appearance tonesOnly;
        tonesOnly.gamma = 1.4;
        for (int i = 0; i < 200; ++i) {
            const std::array<int, 3> colour{60 + (i * 37) % 196, 60 + (i * 91) % 196, 60 + (i * 53) % 196};
            std::uint8_t bgra[4] = {static_cast<std::uint8_t>(colour[2]), static_cast<std::uint8_t>(colour[1]), static_cast<std::uint8_t>(colour[0]), 255};
            AppearanceFilter(appearance).applyToBgra(bgra, 1);
            QCOMPARE((std::array<int, 3>{bgra[2], bgra[1], bgra[0]}), seen(appearance, colour));
            QCOMPARE(bgra[3], 255);
            Appearance profileOnly;
            profileOnly.profile = appearance.profile;
            QCOMPARE(seen(appearance, colour), seen(tonesOnly, seen(profileOnly, colour)));
        }
        QCOMPARE(describe(appearance), std::string("colour profile Swapped scanner, gamma 1.40"));
        // One stain alone is found in what is stored.
        Appearance stain;
        stain.view = StainView::Hematoxylin;
        const auto plain = seen(stain, {120, 60, 140});
        stain.profile = appearance.profile;
        QCOMPARE(seen(stain, {120, 60, 140}), plain);
    }

    void aProfileOfScreensChangesNothing() {
        const auto profile = readColourProfile(profileBytes(cmsCreate_sRGBProfile()));
        QVERIFY(profile.ok() && (*profile)->isSrgb);
    }

    void damagedAndForeignProfilesAreLeftOutWithTheReason_data() {
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<QString>("reason");
        QTest::newRow("text") << QByteArray("this is no profile") << "damaged";
        QTest::newRow("cut off") << QByteArray::fromStdString(swappedProfile().substr(0, 200)) << "damaged";
        std::string broken = swappedProfile();
        broken.replace(128, 4, "\x7f\xff\xff\xff");   // number of tags
        QTest::newRow("two billion tags") << QByteArray::fromStdString(broken) << "damaged";
        QTest::newRow("CMYK") << QByteArray::fromStdString(cmyk()) << "CMYK";
        QTest::newRow("grey") << QByteArray::fromStdString(grey()) << "grey";
        QTest::newRow("zeros") << QByteArray(4096, '\0') << "damaged";
    }

    void damagedAndForeignProfilesAreLeftOutWithTheReason() {
        QFETCH(QByteArray, profile);
        QFETCH(QString, reason);
        testing::writePages(path("a.tif"), {{.width = 60, .height = 50}});
        embedProfile(path("a.tif"), profile.toStdString());
        const auto slide = openSlide(path("a.tif"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QVERIFY(!(*slide)->info().profile);
        const std::string said = saidOf(**slide);
        QVERIFY2(said.starts_with("left out: ") && said.find(reason.toStdString()) != std::string::npos, said.c_str());
    }

    void profilesWithChangedBytesNeverHurt() {
        const std::string whole = swappedProfile();
        std::mt19937 random(11);
        for (int i = 0; i < 400; ++i) {
            std::string bytes = whole;
            for (int change = 0; change < 3; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
            if (i % 4 == 0) bytes.resize(random() % bytes.size());
            const auto profile = readColourProfile(bytes);
            if (!profile) QVERIFY(!profile.error().why.empty());
            else QCOMPARE((*profile)->toSrgb.nodes.size(), std::size_t(33 * 33 * 33));
        }
    }

    void ofAVendorsFileItIsFoundByOurselves() {
        testing::writePages(path("a.svs"), {{.width = 200, .height = 150, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_JPEG, .tile = 64,
                                             .description = "Aperio Image Library v1.0\r\n200x150 (64x64) JPEG/RGB Q=100|AppMag = 20|MPP = 0.5"}});
        embedProfile(path("a.svs"), swappedProfile());
        const auto slide = openSlide(path("a.svs"));
        QVERIFY2(slide.ok(), slide.ok() ? "" : slide.error().message().c_str());
        QCOMPARE((*slide)->info().format, std::string("aperio"));
        QVERIFY((*slide)->info().profile && (*slide)->info().profile->name == "Swapped scanner");
    }

    void fluorescenceAndGreyHaveNone() {
        testing::writePages(path("a.tif"), {{.width = 60, .height = 50, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK}});
        embedProfile(path("a.tif"), swappedProfile());
        const auto slide = openSlide(path("a.tif"));
        QVERIFY(slide.ok() && !(*slide)->info().profile);
    }

    void ofPngAndJpegItIsRead() {
        writePng(path("a.png"), swappedProfile());
        const auto png = openSlide(path("a.png"));
        QVERIFY2(png.ok(), png.ok() ? "" : png.error().message().c_str());
        QVERIFY((*png)->info().profile && (*png)->info().profile->name == "Swapped scanner");
        // The segment is what matters: two pieces behind the first marker of a JPEG.
        const std::string profile = swappedProfile();
        const std::string first = profile.substr(0, 100), second = profile.substr(100);
        const auto piece = [](int number, const std::string& bytes) {
            const std::size_t size = 2 + 12 + 2 + bytes.size();
            return std::string("\xff\xe2") + static_cast<char>(size >> 8) + static_cast<char>(size) + std::string("ICC_PROFILE\0", 12) + static_cast<char>(number) + '\2' + bytes;
        };
        const auto write = [&](const char* name, const std::string& bytes) { std::ofstream(path(name), std::ios::binary) << bytes; };
        write("a.jpg", "\xff\xd8" + piece(1, first) + piece(2, second) + "\xff\xd9");
        QVERIFY(profileInPicture(path("a.jpg")) == profile);
        write("b.jpg", "\xff\xd8" + piece(2, second) + piece(1, first) + "\xff\xd9");
        QVERIFY(profileInPicture(path("b.jpg")).empty());
        write("c.jpg", ("\xff\xd8" + piece(1, first)).substr(0, 60));
        QVERIFY(profileInPicture(path("c.jpg")).empty());
    }

    void aRealScannersFile() {
        const fs::path data = bowman::test::dataFolder();
        if (data.empty()) QSKIP("no real slides here");
        const auto slide = openSlide(data / "slides" / "tcga-cr-7395-01a-01-ts1.svs");
        QVERIFY(slide.ok());
        QVERIFY2((*slide)->info().profile && (*slide)->info().profile->name.find("sRGB") != std::string::npos, saidOf(**slide).c_str());
        QVERIFY((*slide)->info().profile->isSrgb);
    }

private:
    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }

    static void writePng(const fs::path& file, const std::string& profile) {
        FILE* out = std::fopen(file.c_str(), "wb");
        png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
        png_infop info = png_create_info_struct(png);
        png_init_io(png, out);
        png_set_IHDR(png, info, 8, 4, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_iCCP(png, info, "p", PNG_COMPRESSION_TYPE_BASE, reinterpret_cast<png_const_bytep>(profile.data()), static_cast<png_uint_32>(profile.size()));
        png_write_info(png, info);
        const std::vector<png_byte> row(24, 90);
        for (int y = 0; y < 4; ++y) png_write_row(png, row.data());
        png_write_end(png, nullptr);
        png_destroy_write_struct(&png, &info);
        std::fclose(out);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SlideProfileTest)
#include "slide_profile_test.moc"
