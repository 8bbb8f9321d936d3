// Reading at any scale: exact averages, the same pixels from every read, white outside.
#include <QTest>
#include <QTemporaryDir>

#include <cmath>

#include "core/slide/memory_slide.h"
#include "core/slide/scaled_read.h"
#include "slide_test_tiff.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

/// Red rises by `slope` per pixel to the right, green downwards.
SlidePtr ramp(int width, int height, double slope) {
    Image image(width, height, PixelFormat::Rgb8);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            image.pixel(x, y)[0] = static_cast<std::uint8_t>(std::lround(x * slope));
            image.pixel(x, y)[1] = static_cast<std::uint8_t>(std::lround(y * slope));
        }
    return makeMemorySlide(std::move(image), 0.5, "ramp");
}

SlidePtr noise(int width, int height) {
    Image image(width, height, PixelFormat::Rgb8);
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < image.sizeBytes(); ++i) {
        state = state * 1664525 + 1013904223;
        image.data()[i] = static_cast<std::uint8_t>(state >> 24);
    }
    return makeMemorySlide(std::move(image), 0.5, "noise");
}

/// The mean over [left,right)×[top,bottom) by definition.
double meanOver(const Image& image, const SlideRect& rect, int channel) {
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += SlideRect{double(x), double(y), 1, 1}.intersected(rect).width *
                   SlideRect{double(x), double(y), 1, 1}.intersected(rect).height * image.pixel(x, y)[channel];
    return sum / (rect.width * rect.height);
}

}  // namespace

/// Dark throughout; halving has dropped the odd row and column, as libvips does.
class OddSlide : public Slide {
public:
    OddSlide() {
        m_info.path = "odd.tif";
        m_info.levels = {SlideLevel{{101, 75}, 1, 0, 0}, SlideLevel{{50, 37}, 2, 0, 0}};
        m_info.bounds = m_info.rect();
    }
    const SlideInfo& info() const override { return m_info; }
    Result<ImagePtr> readRegion(const LevelRegion& r) const override {
        auto image = std::make_shared<Image>(r.width, r.height, PixelFormat::Rgb8);
        std::fill_n(image->data(), image->sizeBytes(), std::uint8_t{10});
        return ImagePtr(image);
    }
    Result<ImagePtr> readAssociatedImage(const std::string&) const override { return Error{"none", "", ""}; }

private:
    SlideInfo m_info;
};

class SlideScaledTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void atScaleOneItIsACopy() {
        const SlidePtr slide = noise(60, 50);
        const auto whole = slide->readRegion({0, 0, 0, 60, 50});
        const auto part = readScaled(*slide, {{7, 9}, 1, 20, 10});
        QVERIFY(part.ok());
        for (int y = 0; y < 10; ++y) QVERIFY(std::equal(part->row(y), part->row(y) + 60, (*whole)->pixel(7, y + 9)));
    }

    void aFractionalScaleIsTheExactMeanOverTheArea() {
        const SlidePtr slide = noise(40, 40);
        const auto whole = slide->readRegion({0, 0, 0, 40, 40});
        const ScaledRegion region{{3.25, 1.5}, 2.7, 12, 11};
        const auto read = readScaled(*slide, region);
        QVERIFY(read.ok());
        for (int y = 0; y < region.height; ++y)
            for (int x = 0; x < region.width; ++x)
                for (int c = 0; c < 3; ++c) {
                    const SlideRect area{3.25 + x * 2.7, 1.5 + y * 2.7, 2.7, 2.7};
                    QVERIFY(std::abs(meanOver(**whole, area, c) - read->pixel(x, y)[c]) < 0.6);
                }
    }

    void whatALevelHasLostOfTheSlideIsNoGlass() {
        const OddSlide slide;
        for (const double downsample : {2.0, 2.5, 5.0}) {
            const int width = static_cast<int>(101 / downsample), height = static_cast<int>(75 / downsample);
            const auto whole = readScaled(slide, {{0, 0}, downsample, width + 3, height + 3});
            QVERIFY(whole.ok());
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x) QCOMPARE(int(whole->pixel(x, y)[0]), 10);
            QCOMPARE(int(whole->pixel(width + 2, 0)[0]), 255);   // beyond the slide
            QCOMPARE(int(whole->pixel(0, height + 2)[0]), 255);
        }
        const auto corner = readScaled(slide, {{100, 74}, 2, 1, 1});   // in nothing that the level has
        QCOMPARE(int(corner->pixel(0, 0)[0]), 10);
    }

    void overlappingPatchesOnOneGridAreIdenticalWhereTheyOverlap() {
        const SlidePtr slide = noise(700, 600);
        for (const double downsample : {1.8036072, 2.004008, 3.0, 5.31}) {
            const auto a = readScaled(*slide, {{0, 0}, downsample, 100, 90});
            const auto b = readScaled(*slide, {{37 * downsample, 21 * downsample}, downsample, 60, 60});
            for (int y = 0; y < 60; ++y) QVERIFY(std::equal(b->row(y), b->row(y) + 180, a->pixel(37, y + 21)));
        }
    }

    void aReadThatIsMadeOfManyBlocksHasNoSeams() {
        const SlidePtr slide = ramp(6000, 200, 0.04);
        const double downsample = 7.3;
        const auto read = readScaled(*slide, {{0, 0}, downsample, 820, 20});  // three blocks wide
        for (int x = 0; x < 820; ++x)
            QVERIFY(std::abs(read->pixel(x, 5)[0] - ((x + 0.5) * downsample - 0.5) * 0.04) <= 1.01);
    }

    void outsideOfTheSlideIsWhiteAndMixesAtTheEdge() {
        const SlidePtr slide = makeMemorySlide(Image(10, 10, PixelFormat::Rgb8), std::nullopt, "black");
        const auto read = readScaled(*slide, {{-5, -5}, 2, 12, 12});
        QCOMPARE(int(read->pixel(0, 0)[0]), 255);
        QCOMPARE(int(read->pixel(2, 5)[0]), 128);   // half of it is white
        QCOMPARE(int(read->pixel(5, 5)[0]), 0);
        QCOMPARE(int(read->pixel(11, 11)[0]), 255);
        const auto far = readScaled(*slide, {{1e7, 1e7}, 4, 8, 8});
        QCOMPARE(int(far->pixel(3, 3)[2]), 255);
    }

    void enlargingInterpolatesBetweenPixelCentres() {
        const SlidePtr slide = ramp(50, 50, 4);
        const auto read = readScaled(*slide, {{10, 10}, 0.25, 80, 80});
        for (int x = 0; x < 80; ++x) QVERIFY(std::abs(read->pixel(x, 40)[0] - 4 * (10 + (x + 0.5) / 4 - 0.5)) <= 0.51);
    }

    void theThumbnailShowsTheWholeSlideAndNothingElse() {
        const SlidePtr slide = makeMemorySlide(Image(1003, 501, PixelFormat::Rgb8), std::nullopt, "black");
        const auto thumbnail = readThumbnail(*slide, 200);
        QCOMPARE(thumbnail->width(), 200);
        QCOMPARE(thumbnail->height(), 99);
        QCOMPARE(int(thumbnail->pixel(199, 98)[0]), 0);
        QCOMPARE(readThumbnail(*slide, 5000)->width(), 1003);
    }

    void theLevelIsTheCoarsestThatStillHasTheDetail() {
        SlideInfo info;
        for (const double d : {1.0, 2.0005, 4.016, 16.06}) info.levels.push_back({{100, 100}, d, 0, 0});
        QCOMPARE(bestLevelFor(info, 0.5), 0);
        QCOMPARE(bestLevelFor(info, 1.99), 1);   // within 1 %
        QCOMPARE(bestLevelFor(info, 4.0), 2);
        QCOMPARE(bestLevelFor(info, 15.0), 2);
        QCOMPARE(bestLevelFor(info, 100.0), 3);
    }

    void aPyramidIsReadFromTheLevelThatSuits() {
        QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "p.tif";
        testing::writeTestTiff(file, {.levels = {{512, 512}, {256, 256}}});
        const auto slide = openSlide(file);
        const auto read = readScaled(**slide, {{64, 64}, 2, 16, 16});
        const auto expected = testing::knownPixel(1, 32 + 3, 32 + 5);
        QCOMPARE(int(read->pixel(3, 5)[0]), int(expected.r));
        QCOMPARE(int(read->pixel(3, 5)[2]), int(expected.b));
    }

    void senselessRequestsAreErrors() {
        const SlidePtr slide = ramp(10, 10, 1);
        QVERIFY(!readScaled(*slide, {{0, 0}, 0, 5, 5}).ok());
        QVERIFY(!readScaled(*slide, {{0, 0}, std::nan(""), 5, 5}).ok());
        QVERIFY(!readScaled(*slide, {{0, 0}, 1, 0, 5}).ok());
        QCOMPARE(readScaled(*slide, {{0, 0}, 1, 0, 5}).error().file, std::string("ramp"));
    }
};

QTEST_APPLESS_MAIN(SlideScaledTest)
#include "slide_scaled_test.moc"
