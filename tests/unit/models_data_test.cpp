#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "core/base/files.h"
#include "core/slide/image_file.h"
#include "models/training/covering_tiles.h"
#include "models/training/data_index.h"
#include "models/training/folds.h"
#include "models/training/labelled_images.h"
#include "models/training/tile_loader.h"
#include "models/training/tile_sampler.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

fs::path in(const QTemporaryDir& folder, const char* name) { return fs::path(folder.path().toStdString()) / name; }

/// Red where the mask is 1, blue elsewhere, with a square that is not central.
LabelledImage squareImage(const std::string& dataset, double umPerPx) {
    LabelledImage image;
    image.file = dataset;
    image.dataset = dataset;
    image.stain = "PAS";
    image.umPerPx = umPerPx;
    image.rgb = Image(240, 200, PixelFormat::Rgb8);
    image.mask = Image(240, 200, PixelFormat::Gray8);
    image.halfRgb = Image(120, 100, PixelFormat::Rgb8);
    image.halfMask = Image(120, 100, PixelFormat::Gray8);
    const auto paint = [](Image& rgb, Image& mask, int scale) {
        for (int y = 0; y < rgb.height(); ++y)
            for (int x = 0; x < rgb.width(); ++x) {
                const bool inside = x * scale >= 60 && x * scale < 120 && y * scale >= 40 && y * scale < 140;
                rgb.pixel(x, y)[inside ? 0 : 2] = 255;
                *mask.pixel(x, y) = inside;
            }
    };
    paint(image.rgb, image.mask, 1);
    paint(image.halfRgb, image.halfMask, 2);
    image.objects = {{90, 90}};
    return image;
}

TileRecipe withoutColour(TileRecipe recipe) {
    TileRecipe plain;
    plain.image = recipe.image;
    plain.centre = recipe.centre;
    plain.umPerPx = recipe.umPerPx;
    plain.angle = recipe.angle;
    plain.mirrored = recipe.mirrored;
    return plain;
}

}  // namespace

class ModelsDataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anIndexIsReadByTheNamesOfItsColumns() {
        QTemporaryDir folder;
        const fs::path file = in(folder, "index.csv");
        QVERIFY(writeFileAtomically(file, "part,mask,image,um_per_px_estimate,dataset\nvalidation,m.png,\"a, \"\"b\"\".png\",,x\r\ntraining,n.png,c.png,1.5,x\n").ok());
        const auto rows = readIndexCsv(file);
        QVERIFY(rows.ok());
        QCOMPARE(rows->size(), 2u);
        QCOMPARE(rows->at(0).image, file.parent_path() / "a, \"b\".png");
        QCOMPARE(rows->at(0).umPerPx, 0.0);
        QCOMPARE(rows->at(1).umPerPx, 1.5);
        QCOMPARE(rows->at(1).part, std::string("training"));
        QVERIFY(writeFileAtomically(file, "image,mask,um_per_px\na.png,b.png,1\na.png,b.png\n").ok());
        QVERIFY(readIndexCsv(file).error().message().find("line 3: 2 fields instead of 3") != std::string::npos);
    }

    void aTrainingSetFolderIsReadByItsManifest() {
        QTemporaryDir folder;
        const fs::path path(folder.path().toStdString());
        QVERIFY(writeFileAtomically(path / "manifest.json", R"({"tiles":[{"image":"images/a.png","mask":"masks/a.png","um_per_px":0.5,"group":"P1","stain":"PAS","fold":2}]})").ok());
        const auto rows = readTrainingSet(path);
        QVERIFY(rows.ok());
        QCOMPARE(rows->at(0).mask, path / "masks/a.png");
        QCOMPARE(rows->at(0).umPerPx, 0.5);
        QVERIFY(writeFileAtomically(path / "manifest.json", R"({"tiles":[{"image":"a.png"}]})").ok());
        QVERIFY(readTrainingSet(path).error().file.ends_with("manifest.json"));
    }

    void loadingTurnsClassesIntoOneAndMasksOutIgnoredRectangles() {
        QTemporaryDir folder;
        const fs::path path(folder.path().toStdString());
        Image rgb(40, 20, PixelFormat::Rgb8), mask(40, 20, PixelFormat::Gray8);
        for (int y = 5; y < 15; ++y)
            for (int x = 5; x < 15; ++x) *mask.pixel(x, y) = 2;
        *mask.pixel(20, 10) = 255;
        QVERIFY(writePng(path / "i.png", rgb).ok());
        QVERIFY(writePng(path / "m.png", mask).ok());
        QVERIFY(writeFileAtomically(path / "index.csv", "dataset,image,mask,um_per_px,part\nd,i.png,m.png,1,training\nd,i.png,m.png,,training\nd,i.png,m.png,1,validation\n").ok());
        const auto images = loadLabelledImages({{path / "index.csv"}, "training", {*parseIgnoreRect("d:0.75,0,0.25,1")}, 0.5});
        QVERIFY2(images.ok(), images ? "" : images.error().message().c_str());
        QCOMPARE(images->size(), 1u);  // one without a scale, one of another part
        const LabelledImage& image = images->front();
        QCOMPARE(int(*image.mask.pixel(10, 10)), 1);
        QCOMPARE(int(*image.mask.pixel(20, 10)), 255);
        QCOMPARE(int(*image.mask.pixel(29, 3)), 0);
        QCOMPARE(int(*image.mask.pixel(30, 3)), 255);
        QCOMPARE(image.objects.size(), 1u);
        QVERIFY(std::abs(image.objects[0].x - 9.5) < 0.01);
        QVERIFY(!parseIgnoreRect("d:0.9,0,0.2,1").ok());
        QVERIFY(!parseIgnoreRect("0,0,1,1").ok());
    }

    void tilesDoNotDependOnTheNumberOfLoaders() {
        const std::vector<LabelledImage> images = {squareImage("a", 2), squareImage("b", 1)};
        const auto sampler = TileSampler::create(images, {.tileSize = 64, .seed = 5});
        QVERIFY(sampler.ok());
        TileLoader one(*sampler, {3, 0, 6, 1}), three(*sampler, {3, 0, 6, 3}), later(*sampler, {3, 4, 6, 2});
        std::set<std::string> different;
        for (int i = 0; i < 6; ++i) {
            const auto a = one.next(), b = three.next();
            QVERIFY(a.ok() && b.ok());
            QVERIFY(a->rgb == b->rgb && a->mask == b->mask);
            different.insert(sha256Hex(std::string(a->rgb.begin(), a->rgb.end())));
            if (i >= 4) QVERIFY(later.next()->rgb == a->rgb);
        }
        QCOMPARE(different.size(), 6u);
        QVERIFY(!one.next().ok());
    }

    void imageAndMaskMoveTogetherAndTheOutsideIsIgnored() {
        const std::vector<LabelledImage> images = {squareImage("a", 2), squareImage("b", 1)};
        const auto sampler = TileSampler::create(images, {.tileSize = 128, .seed = 3});
        QVERIFY(sampler.ok());
        int inside = 0, ignored = 0, wrong = 0, all = 0;
        for (std::uint64_t i = 0; i < 40; ++i) {
            const Tile tile = sampler->render(withoutColour(sampler->recipeFor(i)));
            for (int y = 0; y < 128; ++y)
                for (int x = 0; x < 128; ++x, ++all) {
                    const int label = *tile.mask.pixel(x, y);
                    const std::uint8_t* rgb = tile.rgb.pixel(x, y);
                    ignored += label == kMaskIgnore;
                    inside += label == 1;
                    if (label == 1) wrong += rgb[0] < 100;
                    if (label == 0) wrong += rgb[2] < 100;
                }
        }
        QVERIFY(inside > all / 50);
        QVERIFY(ignored > 0);
        QVERIFY2(wrong < all / 200, qPrintable(QString("%1 of %2").arg(wrong).arg(all)));  // interpolated edges only
    }

    void aDatasetGetsItsShareOfTheTiles() {
        const std::vector<LabelledImage> images = {squareImage("a", 2), squareImage("b", 2), squareImage("c", 2)};
        const auto sampler = TileSampler::create(images, {.datasetShares = {"a=0.5"}});
        QVERIFY(sampler.ok());
        int count[3] = {};
        for (std::uint64_t i = 0; i < 4000; ++i) ++count[sampler->recipeFor(i).image];
        QVERIFY(std::abs(count[0] - 2000) < 120);
        QVERIFY(std::abs(count[1] - 1000) < 120);
        QVERIFY(!TileSampler::create(images, {.datasetShares = {"a"}}).ok());
    }

    void aRecipeWithoutColourLeavesThePixelsAsTheyAre() {
        Image image(16, 16, PixelFormat::Rgb8);
        for (std::size_t i = 0; i < image.sizeBytes(); ++i) image.data()[i] = static_cast<std::uint8_t>(i * 37);
        const Image before = image;
        augmentColour(image, {});
        QVERIFY(std::equal(image.data(), image.data() + image.sizeBytes(), before.data()));
        TileRecipe identity;
        identity.stainGain = {1, 1, 1.0000001};  // takes the way through stain densities
        augmentColour(image, identity);
        for (std::size_t i = 0; i < image.sizeBytes(); ++i) QVERIFY(std::abs(image.data()[i] - before.data()[i]) <= 1);
    }

    void everyTransformMovesImageAndMaskTogether_data() {
        QTest::addColumn<int>("which");
        int i = 0;
        for (const char* name : {"flip", "rotate 90", "shift-scale-rotate", "crop", "optical", "grid", "piecewise affine"}) QTest::newRow(name) << i++;
    }

    void everyTransformMovesImageAndMaskTogether() {
        QFETCH(int, which);
        RandomNumbers random(static_cast<std::uint64_t>(which) + 5);
        const std::vector<GeometricTransform> all = {Flip{true, false}, Rotate90{1}, randomShiftScaleRotate(random), randomCrop(random),
                                                     randomOptical(random), randomGrid(random), randomPiecewiseAffine(random)};
        const std::vector<LabelledImage> images = {squareImage("a", 2)};
        const auto sampler = TileSampler::create(images, {.tileSize = 128, .seed = 3});
        TileRecipe recipe;
        recipe.centre = {80, 100};
        const Tile before = sampler->render(recipe);
        recipe.transforms.moves = {all[static_cast<std::size_t>(which)]};
        const Tile after = sampler->render(recipe);
        int wrong = 0, inside = 0, moved = 0;
        for (int y = 0; y < 128; ++y)
            for (int x = 0; x < 128; ++x) {
                const int label = *after.mask.pixel(x, y);
                inside += label == 1;
                moved += label != *before.mask.pixel(x, y);
                if (label == 1) wrong += after.rgb.pixel(x, y)[0] < 100;
                if (label == 0) wrong += after.rgb.pixel(x, y)[2] < 100;
            }
        QVERIFY(inside > 300);
        QVERIFY(moved > 40);
        QVERIFY2(wrong < 130, qPrintable(QString::number(wrong)));  // interpolated edges only: the outline is some 160 pixels
    }

    void transformsComeFromWhereTheySay() {
        QCOMPARE(sourceOf(GeometricTransform(Flip{true, false}), {0.5, 0.25}).x, -0.5);
        const SlidePoint turned = sourceOf(GeometricTransform(Rotate90{1}), {1, -1});  // clockwise: the upper right comes from the upper left
        QCOMPARE(turned.x, -1.0);
        QCOMPARE(turned.y, -1.0);
        SlidePoint p{0.3, -0.7};
        for (int i = 0; i < 4; ++i) p = sourceOf(GeometricTransform(Rotate90{1}), p);
        QCOMPARE(p.x, 0.3);
        const SlidePoint corner = sourceOf(GeometricTransform(GridDistortion{{1, 3}, {2, 2}}), {-0.5, 1});
        QVERIFY(std::abs(corner.x - 0) < 1e-12 && std::abs(corner.y - 1) < 1e-12);
        PiecewiseAffine mesh{.nodes = 2, .shifts = {{0.1, 0}, {0, 0}, {0, 0}, {0, 0.2}}};
        QVERIFY(std::abs(sourceOf(GeometricTransform(mesh), {-1, -1}).x + 0.9) < 1e-12);
        QVERIFY(std::abs(sourceOf(GeometricTransform(mesh), {1, 1}).y - 1.2) < 1e-12);
        const std::vector<GeometricTransform> chain = {Crop{0.5, 0, 0.5}, Flip{true, false}};  // first cropped, then flipped
        QVERIFY(std::abs(sourceOf(chain, {1, 0}).x - 0) < 1e-12);
        QVERIFY(std::abs(sourceOf(GeometricTransform(ShiftScaleRotate{0.25, 0, 2, 0}), {0.5, 1}).x) < 1e-12);
    }

    void recolouringLeavesGreyAndPlacesAlone() {
        Image grey(32, 32, PixelFormat::Rgb8);
        for (int i = 0; i < 32 * 32; ++i) std::fill_n(grey.data() + 3 * i, 3, static_cast<std::uint8_t>(i % 251));
        Image changed = grey;
        recolour(changed, HueSaturationValue{12, 25, 0});
        for (std::size_t i = 0; i < grey.sizeBytes(); ++i) QVERIFY(std::abs(changed.data()[i] - grey.data()[i]) <= 1);
        recolour(changed, BrightnessContrast{30, 1});
        QVERIFY(changed.data()[0] >= 29);
        recolour(changed, Clahe{2, 4});
        QCOMPARE(changed.width(), 32);
    }

    void cutoutTakesItsHolesOutOfTheMask() {
        Image rgb(100, 100, PixelFormat::Rgb8), mask(100, 100, PixelFormat::Gray8);
        std::fill_n(rgb.data(), rgb.sizeBytes(), std::uint8_t{80});
        cutOut(rgb, mask, {{0, 0, 0.2}, {1, 1, 0.2}});
        QCOMPARE(int(*mask.pixel(50, 50)), 255);
        QCOMPARE(int(*mask.pixel(39, 50)), 0);
        QCOMPARE(std::count(mask.data(), mask.data() + mask.sizeBytes(), std::uint8_t{255}), std::ptrdiff_t(20 * 20 + 10 * 10));
    }

    void whatIsPastedIsThereInImageAndMaskAndOnlyOnReviewedTissue() {
        LabelledImage source = squareImage("a", 2);
        source.bounds = {{60, 40, 60, 100}};
        Image rgb(256, 256, PixelFormat::Rgb8), mask(256, 256, PixelFormat::Gray8);
        for (int i = 0; i < 256 * 256; ++i) {
            const std::uint8_t colour[3] = {120, static_cast<std::uint8_t>(i % 2 ? 150 : 90), 255};
            std::copy_n(colour, 3, rgb.data() + 3 * i);
        }
        for (int y = 0; y < 256; ++y) std::fill_n(mask.pixel(0, y), 128, std::uint8_t{255});  // nobody looked at the left half
        for (std::size_t i = 0; i < source.rgb.sizeBytes(); ++i) source.rgb.data()[i] = std::max<std::uint8_t>(source.rgb.data()[i], 120);
        PastedObject pasted{.image = 0, .object = 0};
        pasted.places.fill({-1, 0});
        QVERIFY(!pasteObject(rgb, mask, 2, source, pasted));
        QCOMPARE(std::count(mask.data(), mask.data() + mask.sizeBytes(), std::uint8_t{1}), std::ptrdiff_t(0));
        pasted.places[5] = {1, 0};
        const bool done = pasteObject(rgb, mask, 2, source, pasted);
        QVERIFY(done);
        const auto count = std::count(mask.data(), mask.data() + mask.sizeBytes(), std::uint8_t{1});
        QVERIFY2(std::abs(double(count) - 6000) < 200, qPrintable(QString::number(count)));  // 60 × 100 pixels at the same scale
        int wrong = 0;
        for (int y = 0; y < 256; ++y)
            for (int x = 0; x < 256; ++x)
                if (*mask.pixel(x, y) == 1) wrong += rgb.pixel(x, y)[0] < 180;
        QVERIFY2(wrong < 330, qPrintable(QString::number(wrong)));
    }

    void strongTilesDoNotDependOnTheNumberOfLoaders() {
        std::vector<LabelledImage> images = {squareImage("a", 2), squareImage("a", 1)};
        for (LabelledImage& image : images) image.bounds = {{60, 40, 60, 100}};
        for (const std::string& policy : augmentationPolicyNames()) {
            const auto sampler = TileSampler::create(images, {.tileSize = 64, .seed = 5, .policy = policy});
            QVERIFY(sampler.ok());
            TileLoader one(*sampler, {3, 0, 5, 1}), three(*sampler, {3, 0, 5, 3});
            for (int i = 0; i < 5; ++i) {
                const auto a = one.next(), b = three.next();
                QVERIFY(a->rgb == b->rgb && a->mask == b->mask);
            }
        }
        QVERIFY(TileSampler::create(images, {.policy = "weird"}).error().message().find("basic, thesis, strong, stains") != std::string::npos);
    }

    /// Trainings of earlier versions can be repeated: their tiles are as they were.
    void basicRecipesStayWhatTheyAlwaysWere() {
        const std::vector<LabelledImage> images = {squareImage("a", 2), squareImage("b", 1)};
        const auto sampler = TileSampler::create(images, {.tileSize = 64, .seed = 5});
        const TileRecipe recipe = sampler->recipeFor(7);
        QVERIFY(recipe.transforms.moves.empty() && recipe.transforms.recolourings.empty() && recipe.transforms.holes.empty() && !recipe.pasted);
        QCOMPARE(recipe.image, std::size_t(1));
        const auto same = [](double a, double b) { return std::abs(a - b) < 1e-6 * std::max(1.0, std::abs(b)); };
        QVERIFY(same(recipe.centre.x, 158.441167) && same(recipe.centre.y, 119.487615) && same(recipe.umPerPx, 2.44197229));
        QVERIFY(same(recipe.angle, 3.14159265) && !recipe.mirrored && same(recipe.hueShift, 0.969982913));
        QVERIFY(same(recipe.stainGain[1], 0.875275391) && same(recipe.contrast, 0.885078288));
        QCOMPARE(recipe.noiseSeed, std::uint64_t(4371411297583066204u));
    }

    /// Of twelve tiles: how many moves, recolourings and holes each has.
    void strongAndThesisRecipesStayWhatTheyWere() {
        const std::vector<LabelledImage> images = {squareImage("a", 2), squareImage("b", 1)};
        const auto countsOf = [&](const char* policy) {
            const auto sampler = TileSampler::create(images, {.tileSize = 64, .seed = 5, .policy = policy});
            QString moves, recolourings, holes;
            for (std::uint64_t i = 0; i < 12; ++i) {
                const ChosenTransforms transforms = sampler->recipeFor(i).transforms;
                moves += QString::number(transforms.moves.size());
                recolourings += QString::number(transforms.recolourings.size());
                holes += QString::number(transforms.holes.size());
            }
            return moves + " " + recolourings + " " + holes;
        };
        QCOMPARE(countsOf("strong"), QString("022100010130 000000001000 000000003020"));
        QCOMPARE(countsOf("thesis"), QString("223303321321 001101001101 000000000000"));
    }

    void thesisTilesAreTurnedByItsGroupsAlone() {
        const std::vector<LabelledImage> images = {squareImage("a", 2)};
        const auto sampler = TileSampler::create(images, {.tileSize = 64, .seed = 5, .policy = "thesis"});
        int moved = 0, recoloured = 0;
        for (std::uint64_t i = 0; i < 1000; ++i) {
            const TileRecipe recipe = sampler->recipeFor(i);
            QCOMPARE(recipe.angle, 0.0);
            QVERIFY(recipe.saturation == 1 && !recipe.pasted && recipe.transforms.holes.empty());
            moved += !recipe.transforms.moves.empty();
            recoloured += static_cast<int>(recipe.transforms.recolourings.size());
        }
        QVERIFY(std::abs(recoloured - 300) < 60);
        QVERIFY(moved > 850);
    }

    void patientsAreDrawnAlikeWhereThatIsWanted() {
        std::vector<LabelledImage> images;
        for (int i = 0; i < 10; ++i) {
            images.push_back(squareImage("a", 2));
            images.back().group = i < 9 ? "many" : "one";
        }
        const auto sampler = TileSampler::create(images, {.groupsAlike = true});
        int one = 0;
        for (std::uint64_t i = 0; i < 2000; ++i) one += sampler->recipeFor(i).image == 9;
        QVERIFY(std::abs(one - 1000) < 90);
    }

    void foldsNeverDivideAPatientAndAreEven() {
        std::vector<LabelledImage> images;
        for (int i = 0; i < 60; ++i) {
            LabelledImage image;
            image.dataset = "d";
            image.group = std::string("p").append(std::to_string(i / 3));
            image.stain = i / 3 % 2 ? "PAS" : "HE";
            images.push_back(image);
        }
        const auto folds = assignFolds(images, 5);
        QVERIFY(folds.ok());
        std::map<std::string, std::set<int>> ofGroup;
        std::map<std::pair<int, std::string>, int> sizes;
        for (std::size_t i = 0; i < images.size(); ++i) {
            ofGroup[images[i].group].insert((*folds)[i]);
            ++sizes[{(*folds)[i], images[i].stain}];
        }
        for (const auto& [group, own] : ofGroup) QCOMPARE(own.size(), std::size_t(1));
        QCOMPARE(sizes.size(), std::size_t(10));
        for (const auto& [key, size] : sizes) QCOMPARE(size, 6);
        QVERIFY(!assignFolds(images, 1).ok());
        QVERIFY(assignFolds({images[0], images[1]}, 2).error().message().find("there is 1: p0") != std::string::npos);
        QVERIFY(assignFolds(images, 21).error().message().find("there are 20") != std::string::npos);
    }

    void coveringTilesSeeEveryPixelOnce() {
        const std::vector<LabelledImage> images = {squareImage("a", 2)};
        const SamplerOptions options{.tileSize = 64, .umPerPx = 2};
        const auto sampler = TileSampler::create(images, options);
        int inside = 0, outside = 0;
        const auto tiles = coveringTiles(images, options);
        QCOMPARE(tiles.size(), std::size_t(4 * 4));  // 240 × 200 pixels
        for (const TileRecipe& recipe : tiles) {
            const Tile tile = sampler->render(recipe);
            inside += static_cast<int>(std::count(tile.mask.data(), tile.mask.data() + tile.mask.sizeBytes(), std::uint8_t{1}));
            outside += static_cast<int>(std::count(tile.mask.data(), tile.mask.data() + tile.mask.sizeBytes(), std::uint8_t{0}));
        }
        QCOMPARE(inside, 60 * 100);
        QCOMPARE(outside, 240 * 200 - 60 * 100);
    }
};

QTEST_GUILESS_MAIN(ModelsDataTest)
#include "models_data_test.moc"
