#include "models/training/augment_preview.h"

#include <algorithm>
#include <functional>
#include <string>

#include "models/training/augment/image_view.h"

namespace bowman {
namespace {

struct Column {
    std::string title;
    std::function<void(TileRecipe&, RandomNumbers&)> change;
};

Column move(const char* title, std::function<GeometricTransform(RandomNumbers&)> transform) {
    return {title, [transform = std::move(transform)](TileRecipe& recipe, RandomNumbers& random) { recipe.transforms.moves.push_back(transform(random)); }};
}

Column colour(const char* title, std::function<PhotometricTransform(RandomNumbers&)> transform) {
    return {title, [transform = std::move(transform)](TileRecipe& recipe, RandomNumbers& random) { recipe.transforms.recolourings.push_back(transform(random)); }};
}

std::vector<Column> columnsFor(const TileSampler& pasting, const TileSampler& restaining) {
    return {{"original", [](TileRecipe&, RandomNumbers&) {}},
            move("horizontal flip", [](RandomNumbers&) { return Flip{true, false}; }),
            move("vertical flip", [](RandomNumbers&) { return Flip{false, true}; }),
            move("rotate 90", [](RandomNumbers&) { return Rotate90{1}; }),
            move("shift-scale-rotate", randomShiftScaleRotate),
            move("crop", randomCrop),
            move("optical distortion", randomOptical),
            move("grid distortion", randomGrid),
            move("piecewise affine", randomPiecewiseAffine),
            colour("hue-saturation-value", randomHueSaturationValue),
            colour("CLAHE", randomClahe),
            colour("brightness-contrast", randomBrightnessContrast),
            {"stain jitter (HED)", [](TileRecipe& recipe, RandomNumbers& random) {
                 for (std::size_t i = 0; i < 3; ++i) {
                     recipe.stainGain[i] = random.between(0.8, 1.2);
                     recipe.stainShift[i] = random.between(-0.06, 0.06);
                 }
             }},
            {"stain of another image", [&restaining](TileRecipe& recipe, RandomNumbers& random) { recipe.restaining = restaining.chooseRestaining(recipe, random); }},
            {"cutout", [](TileRecipe& recipe, RandomNumbers& random) { recipe.transforms.holes = randomHoles(random); }},
            {"copy-paste", [&pasting](TileRecipe& recipe, RandomNumbers& random) {
                 const Image before = pasting.render(recipe).mask;
                 for (int i = 0; i < 20; ++i) {  // many find no room
                     recipe.pasted = pasting.choosePasted(recipe, random);
                     const Image after = pasting.render(recipe).mask;
                     if (!std::equal(before.data(), before.data() + before.sizeBytes(), after.data())) return;
                 }
             }}};
}

TileRecipe cutOnly(const TileRecipe& recipe) {
    TileRecipe plain;
    plain.image = recipe.image;
    plain.centre = recipe.centre;
    plain.umPerPx = recipe.umPerPx;
    plain.reflectsOutside = recipe.reflectsOutside;
    return plain;
}

constexpr int kTitle = 18;

void put(cv::Mat sheet, const Image& tiles, const cv::Point& at, const std::string& title) {
    matView(tiles).copyTo(sheet(cv::Rect(at.x, at.y + kTitle, tiles.width(), tiles.height())));
    cv::putText(sheet, title, {at.x + 3, at.y + kTitle - 5}, cv::FONT_HERSHEY_SIMPLEX, 0.42, cv::Scalar(20, 20, 20), 1, cv::LINE_AA);
}

}  // namespace

Result<Image> previewAugmentation(const std::vector<LabelledImage>& images, const AugmentPreview& preview) {
    if (images.empty()) return Error{"cannot show augmentation", "", "there are no images"};
    SamplerOptions options = preview.sampler;
    auto sampler = TileSampler::create(images, options);
    if (!sampler) return sampler.error();
    options.policy = "strong";  // the one that pastes
    const auto pasting = TileSampler::create(images, options);
    if (!pasting) return pasting.error();
    options.policy = "stains";  // the one that restains
    const auto staining = TileSampler::create(images, options);
    if (!staining) return staining.error();

    constexpr int kSamples = 3;
    const std::vector<Column> columns = columnsFor(*pasting, *staining);
    const int size = options.tileSize, across = static_cast<int>(columns.size()) + kSamples;
    Image sheet(across * (size + 4), preview.rows * (size + kTitle + 4), PixelFormat::Rgb8);
    cv::Mat whole = matView(sheet);
    whole.setTo(cv::Scalar::all(255));
    for (int row = 0; row < preview.rows; ++row) {
        const TileRecipe recipe = sampler->recipeFor(static_cast<std::uint64_t>(row)), plain = cutOnly(recipe);
        for (int column = 0; column < across; ++column) {
            const bool isAlone = column < static_cast<int>(columns.size());
            TileRecipe changed = plain;
            std::string title;
            if (isAlone) {
                RandomNumbers random(options.seed * 1000 + static_cast<std::uint64_t>(100 * row + column));
                columns[static_cast<std::size_t>(column)].change(changed, random);
                title = columns[static_cast<std::size_t>(column)].title;
            } else {
                // The same cut with the choices that the policy makes for other tiles.
                const int sample = column - static_cast<int>(columns.size());
                const TileRecipe chosen = sampler->recipeFor(static_cast<std::uint64_t>(row + sample * preview.rows));
                changed = chosen;
                changed.image = plain.image;
                changed.centre = plain.centre;
                changed.umPerPx = plain.umPerPx;
                if (changed.pasted && (images[changed.pasted->image].stain != images[plain.image].stain || images[changed.pasted->image].dataset != images[plain.image].dataset)) changed.pasted.reset();
                if (changed.restaining) {
                    RandomNumbers random(options.seed + static_cast<std::uint64_t>(sample));
                    changed.restaining = staining->chooseRestaining(plain, random);   // the choice was for another image
                }
                title = preview.sampler.policy + " " + std::to_string(sample + 1);
            }
            put(whole, contactSheet({sampler->render(changed)}, 1), {column * (size + 4), row * (size + kTitle + 4)}, title);
        }
    }
    return sheet;
}

}  // namespace bowman
