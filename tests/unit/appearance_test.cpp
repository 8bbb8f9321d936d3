// Appearance: what becomes of known pixels, and whether the stains of a known mixture are found again.
#include <QTest>

#include <cmath>
#include <random>

#include "core/appearance/appearance_filter.h"
#include "core/appearance/stain_estimate.h"
#include "core/slide/memory_slide.h"

using namespace bowman;

namespace {

using Pixel = std::array<int, 3>;

Pixel mixed(const StainVectors& vectors, double hematoxylin, double counterstain) {
    Pixel p{};
    for (std::size_t c = 0; c < 3; ++c)
        p[c] = static_cast<int>(std::lround(255 * std::pow(10, -hematoxylin * vectors.hematoxylin[c] - counterstain * vectors.counterstain[c])));
    return p;
}

Image onePixel(const Pixel& p) {
    Image image(1, 1, PixelFormat::Rgb8);
    for (std::size_t c = 0; c < 3; ++c) image.data()[c] = static_cast<std::uint8_t>(p[c]);
    return image;
}

Pixel seen(const Appearance& appearance, const Pixel& p) {
    Image image = onePixel(p);
    AppearanceFilter(appearance).apply(image);
    return {image.data()[0], image.data()[1], image.data()[2]};
}

Appearance showing(StainView view, StainPair pair) {
    Appearance a;
    a.view = view;
    a.stains = pair;
    a.vectors = standardVectors(pair);
    return a;
}

constexpr StainPair kPairs[] = {StainPair::HematoxylinEosin, StainPair::HematoxylinPas, StainPair::HematoxylinDab};

/// Tissue of two dyes in all mixtures, noise and a third of glass.
Image section(const StainVectors& vectors, int edge, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> share(0, 1);
    std::normal_distribution<double> noise(0, 1.5);
    Image image(edge, edge, PixelFormat::Rgb8);
    for (int y = 0; y < edge; ++y)
        for (int x = 0; x < edge; ++x) {
            const double kind = share(random), amount = 0.3 + 0.7 * share(random), mixture = share(random);
            const Pixel p = kind < 0.33  ? Pixel{244, 243, 245}
                            : kind < 0.5 ? mixed(vectors, amount, 0)
                            : kind < 0.7 ? mixed(vectors, 0, amount)
                                         : mixed(vectors, amount * mixture, amount * (1 - mixture));
            for (std::size_t c = 0; c < 3; ++c)
                image.pixel(x, y)[c] = static_cast<std::uint8_t>(std::clamp(std::lround(p[c] + noise(random)), 0L, 255L));
        }
    return image;
}

}  // namespace

class AppearanceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asStainedChangesNoBit() {
        std::mt19937 random(7);
        for (const PixelFormat format : {PixelFormat::Rgb8, PixelFormat::Bgra8Premultiplied, PixelFormat::Gray8}) {
            Image image(37, 11, format);
            for (std::size_t i = 0; i < image.sizeBytes(); ++i) image.data()[i] = static_cast<std::uint8_t>(random());
            const std::vector<std::uint8_t> before(image.data(), image.data() + image.sizeBytes());
            AppearanceFilter(Appearance()).apply(image);
            QVERIFY(std::equal(before.begin(), before.end(), image.data()));
        }
        for (int v = 0; v < 256; ++v) QCOMPARE(toneOf({}, v), v);
    }

    void whiteStaysWhiteInEveryStain() {
        for (const StainPair pair : kPairs)
            for (const StainView view : {StainView::Hematoxylin, StainView::Counterstain, StainView::Rest})
                QCOMPARE(seen(showing(view, pair), {255, 255, 255}), (Pixel{255, 255, 255}));
        Appearance tones;
        tones.gamma = 2.2;
        tones.contrast = 0.5;
        QCOMPARE(seen(tones, {255, 255, 255}), (Pixel{255, 255, 255}));
    }

    void theVectorsAreThoseOfRuifrokAndJohnston() {
        const StainVectors he = standardVectors(StainPair::HematoxylinEosin), dab = standardVectors(StainPair::HematoxylinDab);
        QVERIFY(angleDegrees(he.hematoxylin, {0.65, 0.70, 0.29}) < 0.5);
        QVERIFY(angleDegrees(he.counterstain, {0.07, 0.99, 0.11}) < 0.5);
        QVERIFY(angleDegrees(dab.counterstain, {0.27, 0.57, 0.78}) < 0.5);
        for (const StainPair pair : kPairs) {
            const StainVectors v = standardVectors(pair);
            for (const StainVector& dye : {v.hematoxylin, v.counterstain, restOf(v)})
                QVERIFY(std::abs(dye[0] * dye[0] + dye[1] * dye[1] + dye[2] * dye[2] - 1) < 1e-12);
        }
    }

    void amountsOfAMixtureAreFoundAgain() {
        for (const StainPair pair : kPairs) {
            const StainVectors vectors = standardVectors(pair);
            const Unmixing rows = unmixing(vectors);
            for (const double h : {0.3, 0.6, 0.9})
                for (const double c : {0.25, 0.5, 0.8}) {
                    StainVector density{};
                    for (std::size_t i = 0; i < 3; ++i) density[i] = h * vectors.hematoxylin[i] + c * vectors.counterstain[i];
                    const auto amount = [&](std::size_t row) { return rows[row][0] * density[0] + rows[row][1] * density[1] + rows[row][2] * density[2]; };
                    QVERIFY(std::abs(amount(0) - h) < 1e-9 && std::abs(amount(1) - c) < 1e-9 && std::abs(amount(2)) < 1e-9);
                }
        }
    }

    void eachStainAloneLooksAsIfTheOtherWereNotThere() {
        for (const StainPair pair : kPairs)
            for (const double h : {0.2, 0.5, 0.8})
                for (const double c : {0.2, 0.5, 0.8}) {
                    const StainVectors vectors = standardVectors(pair);
                    const Pixel both = mixed(vectors, h, c);
                    const Pixel first = seen(showing(StainView::Hematoxylin, pair), both), second = seen(showing(StainView::Counterstain, pair), both);
                    for (std::size_t i = 0; i < 3; ++i) {
                        // Within what rounding to 8 bits leaves: 2 % of the range.
                        QVERIFY2(std::abs(first[i] - mixed(vectors, h, 0)[i]) <= 5, qPrintable(QString("%1 %2").arg(first[i]).arg(mixed(vectors, h, 0)[i])));
                        QVERIFY2(std::abs(second[i] - mixed(vectors, 0, c)[i]) <= 5, qPrintable(QString("%1 %2").arg(second[i]).arg(mixed(vectors, 0, c)[i])));
                    }
                    const Pixel rest = seen(showing(StainView::Rest, pair), both);
                    QVERIFY(rest[0] >= 245 && rest[0] == rest[1] && rest[1] == rest[2]);
                }
    }

    void amountsReadFromTheShownStainAreWithinTwoPercent() {
        const StainVectors vectors = standardVectors(StainPair::HematoxylinEosin);
        for (const double h : {0.25, 0.35, 0.5})        // more leaves fewer than 30 grey levels of green: 8 bits say no better
            for (const double e : {0.25, 0.35, 0.5}) {
                const Pixel both = mixed(vectors, h, e);
                const auto amountOf = [&](StainView view, const StainVector& dye) {
                    const Pixel p = seen(showing(view, StainPair::HematoxylinEosin), both);
                    return -std::log10(p[1] / 255.0) / dye[1];   // green, which both take most
                };
                const double foundH = amountOf(StainView::Hematoxylin, vectors.hematoxylin), foundE = amountOf(StainView::Counterstain, vectors.counterstain);
                QVERIFY2(std::abs(foundH - h) < 0.02 * h, qPrintable(QString("hematoxylin %1 of %2").arg(foundH).arg(h)));
                QVERIFY2(std::abs(foundE - e) < 0.02 * e, qPrintable(QString("eosin %1 of %2").arg(foundE).arg(e)));
            }
    }

    void tonesNeverFallAndGoWhereTheyShould() {
        for (const double brightness : {-0.6, 0.0, 0.4})
            for (const double contrast : {-1.0, -0.5, 0.0, 0.7, 1.0})
                for (const double gamma : {kLeastGamma, 0.5, 1.0, 2.0, kMostGamma}) {
                    Appearance a;
                    a.brightness = brightness;
                    a.contrast = contrast;
                    a.gamma = gamma;
                    for (int v = 1; v < 256; ++v) QVERIFY(toneOf(a, v) >= toneOf(a, v - 1));
                }
        const auto tone = [](double Appearance::*part, double value, int v) {
            Appearance a;
            a.*part = value;
            return static_cast<int>(toneOf(a, v));
        };
        QVERIFY(tone(&Appearance::gamma, 2, 100) > 100 && tone(&Appearance::gamma, 0.5, 100) < 100);
        QVERIFY(tone(&Appearance::brightness, 0.2, 100) > 100 && tone(&Appearance::brightness, -0.2, 100) < 100);
        QVERIFY(tone(&Appearance::contrast, 0.4, 60) < 60 && tone(&Appearance::contrast, 0.4, 200) > 200);
        QVERIFY(tone(&Appearance::contrast, -0.4, 60) > 60 && tone(&Appearance::contrast, -0.4, 200) < 200);
    }

    void whatIsChangedIsSaidInWords() {
        QCOMPARE(describe({}), std::string());
        Appearance a = showing(StainView::Counterstain, StainPair::HematoxylinPas);
        QCOMPARE(describe(a), std::string("PAS"));
        a.contrast = 0.2;
        a.gamma = 1.5;
        QCOMPARE(describe(a), std::string("PAS, contrast +20 %, gamma 1.50"));
        a.view = StainView::AsStained;
        a.contrast = 0;
        a.brightness = -0.05;
        QCOMPARE(describe(a), std::string("brightness -5 %, gamma 1.50"));
    }

    void everyLayoutOfPixelsLooksTheSame() {
        Appearance a = showing(StainView::Counterstain, StainPair::HematoxylinPas);
        for (const StainView view : {StainView::AsStained, StainView::Hematoxylin, StainView::Counterstain, StainView::Rest}) {
            a.view = view;
            a.gamma = 1.3;
            for (int i = 0; i < 200; ++i) {
                const Pixel p{(i * 37) % 256, (i * 91) % 256, (i * 53) % 256};
                std::uint8_t bgra[4] = {static_cast<std::uint8_t>(p[2]), static_cast<std::uint8_t>(p[1]), static_cast<std::uint8_t>(p[0]), 255};
                AppearanceFilter(a).applyToBgra(bgra, 1);
                QCOMPARE((Pixel{bgra[2], bgra[1], bgra[0]}), seen(a, p));
                QCOMPARE(bgra[3], 255);
            }
        }
    }

    void stainsOfASyntheticSectionAreEstimatedWithinFiveDegrees() {
        unsigned seed = 1;
        const auto check = [&](const StainVectors& truth, const char* what) {
            const Image picture = section(truth, 256, seed++);
            const auto found = estimateStains(std::span(&picture, 1));
            QVERIFY2(found.ok(), what);
            QVERIFY2(angleDegrees(found->hematoxylin, truth.hematoxylin) < 5, what);
            QVERIFY2(angleDegrees(found->counterstain, truth.counterstain) < 5, what);
        };
        for (const StainPair pair : kPairs) check(standardVectors(pair), "a standard pair");
        check({normalised({0.55, 0.76, 0.34}), normalised({0.20, 0.88, 0.43})}, "dyes of another laboratory");
    }

    void stainsOfASlideAreEstimatedFromItsTissue() {
        const StainVectors truth{normalised({0.58, 0.74, 0.34}), normalised({0.14, 0.95, 0.27})};
        Image whole(1600, 1200, PixelFormat::Rgb8);
        std::fill_n(whole.data(), whole.sizeBytes(), std::uint8_t{243});
        const Image tissue = section(truth, 800, 99);
        for (int y = 0; y < 800; ++y) std::copy_n(tissue.row(y), tissue.stride(), whole.pixel(400, 200 + y));
        const auto found = estimateStains(*makeMemorySlide(std::move(whole), 1.0, "memory"), 1.0);
        QVERIFY2(found.ok(), found.ok() ? "" : found.error().message().c_str());
        QVERIFY(angleDegrees(found->hematoxylin, truth.hematoxylin) < 5);
        QVERIFY(angleDegrees(found->counterstain, truth.counterstain) < 5);
    }

    void glassAndOneColourAreRefusedWithTheReason() {
        Image glass(64, 64, PixelFormat::Rgb8);
        std::fill_n(glass.data(), glass.sizeBytes(), std::uint8_t{244});
        const auto none = estimateStains(std::span(&glass, 1));
        QVERIFY(!none.ok());
        QVERIFY(none.error().message().find("hardly any") != std::string::npos);
        Image purple(64, 64, PixelFormat::Rgb8);
        for (std::size_t i = 0; i < purple.sizeBytes(); ++i) purple.data()[i] = static_cast<std::uint8_t>(i % 3 == 1 ? 60 : 120);
        QVERIFY(!estimateStains(std::span(&purple, 1)).ok());
    }
};

QTEST_MAIN(AppearanceTest)
#include "appearance_test.moc"
