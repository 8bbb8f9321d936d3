#include <QTest>

#include <cmath>

#include "models/training/tile_sampler.h"

using namespace bowman;

class ModelsRestainingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherStainIsThatOfTheOtherImageAndGlassStaysWhite() {
        // Two dyes in steps, some pixels of each alone; the other image has other dyes, half as strong.
        const auto picture = [](const StainVectors& dyes, double strength) {
            Image image(64, 64, PixelFormat::Rgb8);
            for (int y = 0; y < 64; ++y)
                for (int x = 0; x < 64; ++x)
                    for (std::size_t c = 0; c < 3; ++c) {
                        const double a = x < 8 ? 0 : strength * (x - 8) / 56, b = x < 8 ? 0 : strength * y / 63;
                        image.pixel(x, y)[c] = static_cast<std::uint8_t>(std::lround(255 * std::pow(10, -(a * dyes.hematoxylin[c] + b * dyes.counterstain[c]))));
                    }
            return image;
        };
        const StainVectors he = standardVectors(StainPair::HematoxylinEosin), pas = standardVectors(StainPair::HematoxylinPas);
        Image image = picture(he, 1.0);
        const Image other = picture(pas, 0.6);
        const auto from = stainLookOf(image), to = stainLookOf(other);
        QVERIFY(from && to);
        QVERIFY(angleDegrees(from->dyes.counterstain, he.counterstain) < 3 && angleDegrees(to->dyes.counterstain, pas.counterstain) < 3);
        const auto difference = [](const Image& a, const Image& b) {
            double sum = 0;
            for (std::size_t i = 0; i < a.sizeBytes(); ++i) sum += std::abs(int(a.data()[i]) - int(b.data()[i]));
            return sum / double(a.sizeBytes());
        };
        Image same = image, moved = image;
        TileRecipe recipe;
        recipe.restaining = restaining(*from, *to, 0);
        augmentColour(same, recipe);
        recipe.restaining = restaining(*from, *to, 1);
        augmentColour(moved, recipe);
        QVERIFY2(difference(same, image) < 1, qPrintable(QString::number(difference(same, image))));
        QVERIFY2(difference(moved, other) < 6 && difference(image, other) > 20, qPrintable(QString("%1 of %2").arg(difference(moved, other)).arg(difference(image, other))));
        QVERIFY(moved.pixel(2, 30)[0] >= 254 && moved.pixel(2, 30)[2] >= 254);
        QVERIFY(!stainLookOf(Image(64, 64, PixelFormat::Rgb8)));   // black all over: no dye to be told
    }
};

QTEST_GUILESS_MAIN(ModelsRestainingTest)
#include "models_restaining_test.moc"
