// Tissue, glass, ink and dust on drawn pictures and on the real files beside the repository.
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"
#include "core/slide/scaled_read.h"
#include "core/tissue/tissue_mask.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

struct Colour {
    int r, g, b;
};
constexpr Colour kPas{190, 120, 170};
constexpr Colour kPale{228, 205, 226};

/// Glass with a little noise, at 10 µm/px.
Image glass(int width, int height, Colour colour) {
    Image image(width, height, PixelFormat::Rgb8);
    std::uint32_t state = 1;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            state = state * 1664525 + 1013904223;
            const int n = static_cast<int>(state >> 30) - 1;
            std::uint8_t* p = image.pixel(x, y);
            p[0] = static_cast<std::uint8_t>(std::min(255, colour.r + n));
            p[1] = static_cast<std::uint8_t>(std::min(255, colour.g + n));
            p[2] = static_cast<std::uint8_t>(std::min(255, colour.b + n));
        }
    return image;
}

void disc(Image& image, SlidePoint centre, double radius, Colour colour) {
    const auto from = [&](double c) { return std::max(0, static_cast<int>(c - radius) - 1); };
    const auto to = [&](double c, int edge) { return std::min(edge, static_cast<int>(c + radius) + 2); };
    for (int y = from(centre.y); y < to(centre.y, image.height()); ++y)
        for (int x = from(centre.x); x < to(centre.x, image.width()); ++x)
            if (std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) < radius) {
                std::uint8_t* p = image.pixel(x, y);
                p[0] = static_cast<std::uint8_t>(colour.r), p[1] = static_cast<std::uint8_t>(colour.g), p[2] = static_cast<std::uint8_t>(colour.b);
            }
}

bool isTissue(const TissueMask& t, int x, int y) { return *t.mask.pixel(x, y) != 0; }

fs::path data() {
    const char* given = std::getenv("BOWMAN_TEST_DATA");
    return given && *given ? given : BOWMAN_SOURCE_DIR "/../shared/data";
}

}  // namespace

class TissueMaskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tissueIsFoundToItsAreaOnGlassOfAnyTint() {
        for (const Colour tint : {Colour{254, 254, 254}, Colour{243, 243, 243}, Colour{240, 236, 226}}) {
            Image picture = glass(500, 400, tint);
            disc(picture, {250, 200}, 100, kPas);
            const auto tissue = tissueOn(picture, 20, 10.0);
            QVERIFY(tissue.ok());
            const double expected = std::acos(-1) * 1.0;  // radius 1 mm
            QVERIFY2(std::abs(tissue->areaMm2(0.5) - expected) < 0.06 * expected, qPrintable(QString::number(tissue->areaMm2(0.5))));
            QVERIFY(!isTissue(*tissue, 20, 20));
        }
    }

    void paleTissueBesideStrongTissueIsKept() {
        Image picture = glass(500, 400, {245, 245, 245});
        disc(picture, {200, 200}, 80, kPas);
        disc(picture, {300, 200}, 60, kPale);
        const auto tissue = tissueOn(picture, 20, 10.0);
        QVERIFY(isTissue(*tissue, 320, 200));
    }

    void luminaAreTissueAndDustIsNot() {
        Image picture = glass(500, 400, {245, 245, 245});
        disc(picture, {200, 200}, 100, kPas);
        disc(picture, {200, 200}, 15, {245, 245, 245});
        disc(picture, {420, 100}, 2, {90, 90, 90});
        const auto tissue = tissueOn(picture, 20, 10.0);
        QVERIFY(isTissue(*tissue, 200, 200));
        QVERIFY(!isTissue(*tissue, 420, 100));
    }

    void pensOfThreeColoursAreNotTissue() {
        for (const Colour ink : {Colour{25, 50, 165}, Colour{20, 120, 60}, Colour{25, 25, 28}}) {
            Image picture = glass(900, 600, {245, 245, 245});
            disc(picture, {300, 300}, 220, kPas);
            for (int i = 0; i < 100; ++i) disc(picture, {700 + i * 0.3, 100.0 + 3 * i}, 25, ink);
            const auto tissue = tissueOn(picture, 20, 10.0);
            QVERIFY(isTissue(*tissue, 300, 300));
            QVERIFY(!isTissue(*tissue, 715, 250));
            QVERIFY(tissue->coverage({12000, 0, 6000, 12000}) < 0.02);
            QVERIFY(!tissue->ink.isNull() && *tissue->ink.pixel(715, 250) == 255 && *tissue->ink.pixel(300, 300) == 0);
            QCOMPARE(inkOf(*tissue).size(), std::size_t(1));
        }
    }

    void inkOnTissueIsNotToldAsInkOnGlass() {
        Image picture = glass(900, 600, {245, 245, 245});
        disc(picture, {300, 300}, 250, kPas);
        disc(picture, {300, 300}, 20, {25, 25, 28});   // pigment, a fold, or a dot of a pen: who knows
        QVERIFY(tissueOn(picture, 20, 10.0)->ink.isNull());
    }

    void aSmallDotOfAPenAloneOnTheGlassIsNotTissue() {
        Image picture = glass(600, 400, {245, 245, 245});
        disc(picture, {250, 200}, 150, kPas);
        disc(picture, {520, 80}, 20, {30, 140, 55});
        const auto tissue = tissueOn(picture, 20, 10.0);
        QVERIFY(isTissue(*tissue, 250, 200));
        QVERIFY(!isTissue(*tissue, 520, 80));
    }

    void aBlueSclerosedGlomerulusIsNoInk() {
        Image picture = glass(500, 400, {245, 245, 245});
        disc(picture, {250, 200}, 150, {180, 90, 110});
        disc(picture, {250, 200}, 12, {40, 70, 160});
        const auto tissue = tissueOn(picture, 20, 10.0);
        QVERIFY(isTissue(*tissue, 250, 200));
    }

    void aPictureWithoutGlassIsTissueEverywhere() {
        Image picture = glass(300, 300, {180, 120, 160});
        disc(picture, {100, 100}, 5, {250, 250, 250});
        const auto tissue = tissueOn(picture, 2, 10.0);
        QCOMPARE(tissue->coverage({0, 0, 600, 600}), 1.0);
    }

    void emptyGlassHasNoTissue() {
        const auto tissue = tissueOn(glass(300, 300, {243, 243, 243}), 2, 10.0);
        QCOMPARE(tissue->coverage({0, 0, 600, 600}), 0.0);
        QCOMPARE(tissue->areaMm2(5), 0.0);
    }

    void coverageIsTheExactShareOfARectangle() {
        TissueMask tissue{Image(4, 4, PixelFormat::Gray8), 10};
        *tissue.mask.pixel(1, 1) = 255;
        QCOMPARE(tissue.coverage({10, 10, 10, 10}), 1.0);
        QCOMPARE(tissue.coverage({15, 15, 10, 10}), 0.25);
        QCOMPARE(tissue.coverage({0, 0, 40, 40}), 1.0 / 16);
        QCOMPARE(tissue.coverage({-20, 10, 40, 10}), 0.25);
        QCOMPARE(tissue.coverage({100, 100, 5, 5}), 0.0);
    }

    void piecesHaveTheirHoles() {
        TissueMask tissue{Image(60, 60, PixelFormat::Gray8), 4};
        for (int y = 10; y < 50; ++y)
            for (int x = 10; x < 50; ++x) *tissue.mask.pixel(x, y) = x > 20 && x < 40 && y > 20 && y < 40 ? 0 : 255;
        const auto pieces = piecesOf(tissue);
        QCOMPARE(pieces.size(), std::size_t(1));
        QCOMPARE(pieces[0].holes.size(), std::size_t(1));
        for (const SlidePoint& p : pieces[0].outer) QVERIFY(p.x > 39 && p.x < 201 && p.y > 39 && p.y < 201);
    }

    void theSlideIsReadAtALowScaleWhateverItsSize() {
        const SlidePtr slide = makeMemorySlide(glass(4000, 3000, {243, 243, 243}), 0.5, "memory");
        const auto tissue = findTissue(*slide, 0.5);
        QVERIFY(tissue->downsample > 3 && tissue->mask.width() < 1000);
        QVERIFY(!findTissue(*slide, std::nullopt)->mask.isNull());
    }

    void glassAndTissueOfRealSlidesAreToldApart() {
        if (!fs::is_directory(data() / "slides")) QSKIP("the real slides are not here");
        const auto share = [](const std::string& name) {
            const auto slide = openSlide(data() / "slides" / name);
            const auto tissue = findTissue(**slide, (*slide)->info().umPerPx.value);
            return tissue->coverage((*slide)->info().rect());
        };
        QVERIFY(std::abs(share("CMU-1-Small-Region.svs") - 0.42) < 0.06);
        QVERIFY(std::abs(share("tcga-cr-7395-01a-01-ts1.svs") - 0.63) < 0.06);
        QVERIFY(std::abs(share("validation_mosaic.tif") - 0.59) < 0.04);
    }

    void noGlomerulusOfTheMosaicIsTakenForGlass() {
        if (!fs::is_directory(data() / "slides")) QSKIP("the real slides are not here");
        const auto slide = openSlide(data() / "slides" / "validation_mosaic.tif");
        const auto truth = openSlide(data() / "slides" / "validation_mosaic_mask.tif");
        const auto tissue = findTissue(**slide, 1.0);
        const PixelSize size = (*slide)->info().size();
        const auto mask = readScaled(**truth, {{0, 0}, tissue->downsample, tissue->mask.width(), tissue->mask.height()});
        QVERIFY(mask.ok() && size.width > 0);
        int glomerulus = 0, inside = 0;
        for (int y = 0; y < mask->height(); ++y)
            for (int x = 0; x < mask->width(); ++x)
                if (const int label = mask->pixel(x, y)[0]; label > 0 && label < 100) {
                    ++glomerulus;
                    inside += *tissue->mask.pixel(x, y) != 0;
                }
        QVERIFY(glomerulus > 1000);
        QVERIFY2(inside > 0.995 * glomerulus, qPrintable(QString("%1 of %2").arg(inside).arg(glomerulus)));
    }
};

QTEST_APPLESS_MAIN(TissueMaskTest)
#include "tissue_mask_test.moc"
