#include "models/training/tile_sampler.h"

#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

#include "models/training/augment/image_view.h"
#include "models/training/random_numbers.h"

namespace bowman {
namespace {

/// Image pixel of every tile pixel: the transforms first, then the affine cut.
cv::Mat sourcePlaces(const std::vector<GeometricTransform>& moves, const cv::Matx23d& cut, int size) {
    cv::Mat places(size, size, CV_32FC2);
    const double half = size / 2.0;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const SlidePoint from = sourceOf(moves, {(x + 0.5) / half - 1, (y + 0.5) / half - 1});
            const double u = (from.x + 1) * half - 0.5, v = (from.y + 1) * half - 0.5;
            places.at<cv::Vec2f>(y, x) = {float(cut(0, 0) * u + cut(0, 1) * v + cut(0, 2)), float(cut(1, 0) * u + cut(1, 1) * v + cut(1, 2))};
        }
    return places;
}

void chooseColour(RandomNumbers& dice, TileRecipe& recipe) {
    if (dice.chance(0.8)) {
        recipe.hueShift = dice.between(-14, 14);
        recipe.saturation = dice.between(0.6, 1.4);
        recipe.brightness = dice.between(-18, 28);
        recipe.contrast = dice.between(0.75, 1.25);
    }
    if (dice.chance(0.5))
        for (int i = 0; i < 3; ++i) {
            recipe.stainGain[static_cast<std::size_t>(i)] = dice.between(0.8, 1.2);
            recipe.stainShift[static_cast<std::size_t>(i)] = dice.between(-0.06, 0.06);
        }
    recipe.grey = dice.chance(0.06);
    if (dice.chance(0.2)) recipe.blur = dice.between(0.3, 1.3);
    if (dice.chance(0.15)) recipe.noise = dice.between(1, 7);
    recipe.noiseSeed = dice.bits();
}

}  // namespace

Result<TileSampler> TileSampler::create(const std::vector<LabelledImage>& images, const SamplerOptions& options) {
    auto policy = augmentationPolicy(options.policy);
    if (!policy) return policy.error();
    std::map<std::string, double> shares;
    for (const std::string& text : options.datasetShares) {
        const std::size_t equals = text.rfind('=');
        const double share = equals == std::string::npos ? -1 : std::atof(text.c_str() + equals + 1);
        if (!(share > 0 && share <= 1)) return Error{"cannot use share", "", "\"" + text + "\" is not dataset=share with a share above 0 and up to 1"};
        shares[text.substr(0, equals)] = share;
    }
    std::map<std::tuple<int, std::string, std::string>, Group> groups;
    for (std::size_t i = 0; i < images.size(); ++i)
        groups[{images[i].source, images[i].dataset, images[i].stain}].images.push_back(i);

    std::map<int, double> given;       // share of a source that is spoken for
    std::map<int, int> others;         // its groups without a share
    std::map<std::pair<int, std::string>, int> stainsOf;
    for (const auto& [key, group] : groups) {
        const auto& [source, dataset, stain] = key;
        if (!shares.contains(dataset)) ++others[source];
        else if (stainsOf[{source, dataset}]++ == 0) given[source] += shares[dataset];
    }
    TileSampler sampler;
    sampler.m_images = &images;
    sampler.m_options = options;
    sampler.m_policy = std::move(*policy);
    double total = 0;
    for (auto& [key, group] : groups) {
        const auto& [source, dataset, stain] = key;
        const double sourceWeight = options.sourceWeights.empty() ? 1.0 : options.sourceWeights.at(static_cast<std::size_t>(source));
        const double share = shares.contains(dataset) ? shares[dataset] / stainsOf[{source, dataset}]
                                                      : std::max(0.0, 1 - given[source]) / others[source];
        group.weight = sourceWeight * share;
        total += group.weight;
        sampler.m_groups.push_back(std::move(group));
    }
    if (!(total > 0)) return Error{"cannot use weights", "", "every tile would have weight 0"};
    for (Group& group : sampler.m_groups) {
        group.weight /= total;
        std::map<std::string, std::vector<std::size_t>> patients;
        for (const std::size_t i : group.images) patients[images[i].group].push_back(i);
        for (auto& [name, own] : patients) group.patients.push_back(std::move(own));
        for (const std::size_t i : group.images)
            for (const SlidePoint& place : images[i].hardPlaces) group.hardPlaces.push_back({i, place});
    }
    if (sampler.m_policy.copyPaste > 0)
        for (std::size_t i = 0; i < images.size(); ++i)
            for (std::size_t k = 0; k < images[i].bounds.size(); ++k)
                if (isWhole(images[i], k)) sampler.m_wholeObjects[{images[i].dataset, images[i].stain}].push_back({i, k});
    if (sampler.m_policy.restaining > 0)
        for (const LabelledImage& image : images) sampler.m_looks.push_back(stainLookOf(image.halfRgb));
    return sampler;
}

TileRecipe TileSampler::recipeFor(std::uint64_t number) const {
    RandomNumbers dice(m_options.seed * 0x9e3779b97f4a7c15u ^ (number * 0xd1342543de82ef95u + 1));
    TileRecipe recipe;
    double place = dice.unit();
    std::size_t chosen = 0;
    while (chosen + 1 < m_groups.size() && place >= m_groups[chosen].weight) place -= m_groups[chosen++].weight;
    const Group& group = m_groups[chosen];
    const std::vector<std::size_t>& choice = m_options.groupsAlike ? group.patients[dice.below(group.patients.size())] : group.images;
    recipe.image = choice[dice.below(choice.size())];
    const Place* const hard = m_options.hardShare > 0 && !group.hardPlaces.empty() && dice.chance(m_options.hardShare) ? &group.hardPlaces[dice.below(group.hardPlaces.size())] : nullptr;
    if (hard) recipe.image = hard->image;
    const LabelledImage& image = (*m_images)[recipe.image];
    // Uniform in the logarithm: twice as large is as likely as half as large. An image of a small field is not shown
    // smaller than two thirds of the tile, as far as the jitter allows.
    const double field = std::min(image.rgb.width(), image.rgb.height()) * image.umPerPx;
    const double largest = std::clamp(1.5 * field / (m_options.tileSize * m_options.umPerPx), 1.05 * m_options.smallestScale, m_options.largestScale);
    recipe.umPerPx = m_options.umPerPx * std::exp(dice.between(std::log(m_options.smallestScale), std::log(largest)));
    const double reach = 0.5 * m_options.tileSize * recipe.umPerPx / image.umPerPx;  // half the tile in image pixels
    if (hard) {
        recipe.centre = {hard->at.x + dice.between(-0.5, 0.5) * reach, hard->at.y + dice.between(-0.5, 0.5) * reach};
    } else if (!image.objects.empty() && dice.chance(m_options.objectShare)) {
        const SlidePoint object = image.objects[dice.below(image.objects.size())];
        recipe.centre = {object.x + dice.between(-0.7, 0.7) * reach, object.y + dice.between(-0.7, 0.7) * reach};
    } else {
        recipe.centre = {dice.unit() * image.rgb.width(), dice.unit() * image.rgb.height()};
    }
    // A tile should show tissue rather than what lies outside the image, where the image is large enough for that.
    const auto inside = [&](double at, int size) { return size > 1.6 * reach ? std::clamp(at, 0.8 * reach, size - 0.8 * reach) : 0.5 * size; };
    recipe.centre = {inside(recipe.centre.x, image.rgb.width()), inside(recipe.centre.y, image.rgb.height())};
    recipe.angle = dice.chance(0.5) ? std::numbers::pi / 2 * double(dice.below(4)) : dice.between(0, 2 * std::numbers::pi);
    recipe.mirrored = dice.chance(0.5);
    recipe.reflectsOutside = dice.chance(0.5);
    if (m_policy.name == "basic")
        chooseColour(dice, recipe);
    else
        chooseTransformsOf(recipe, number);
    return recipe;
}

void TileSampler::chooseTransformsOf(TileRecipe& recipe, std::uint64_t number) const {
    // A stream of its own: the cuts stay those of "basic" with the same seed.
    RandomNumbers dice((m_options.seed + 0x632be59bd9b4e019u) * 0x9e3779b97f4a7c15u ^ (number * 0xd1342543de82ef95u + 1));
    if (!m_policy.turnsFreely) {
        recipe.angle = 0;
        recipe.mirrored = false;
    }
    if (dice.chance(m_policy.colourJitter)) chooseColour(dice, recipe);
    if (m_policy.restaining > 0 && dice.chance(m_policy.restaining)) recipe.restaining = chooseRestaining(recipe, dice);
    recipe.transforms = chooseTransforms(m_policy, dice);
    if (dice.chance(m_policy.copyPaste)) recipe.pasted = choosePasted(recipe, dice);
}

/// Stains of all datasets are as likely as each other, however many images they have. Colours between its own and the other's.
std::optional<DensityMatrix> TileSampler::chooseRestaining(const TileRecipe& recipe, RandomNumbers& dice) const {
    const Group& group = m_groups[dice.below(m_groups.size())];
    const std::size_t other = group.images[dice.below(group.images.size())];
    const double share = dice.unit();
    if (m_looks.empty() || !m_looks[recipe.image] || !m_looks[other]) return {};
    return restaining(*m_looks[recipe.image], *m_looks[other], share);
}

std::optional<PastedObject> TileSampler::choosePasted(const TileRecipe& recipe, RandomNumbers& dice) const {
    const LabelledImage& target = (*m_images)[recipe.image];
    const auto others = m_wholeObjects.find({target.dataset, target.stain});  // the same stain of two labs does not look alike
    if (others == m_wholeObjects.end()) return {};
    const WholeObject& chosen = others->second[dice.below(others->second.size())];
    if (chosen.image == recipe.image) return {};  // it would meet itself
    PastedObject pasted{.image = chosen.image, .object = chosen.object, .angle = dice.between(0, 2 * std::numbers::pi), .mirrored = dice.chance(0.5)};
    for (SlidePoint& place : pasted.places) place = {dice.between(-1, 1), dice.between(-1, 1)};
    return pasted;
}

Tile TileSampler::render(const TileRecipe& recipe) const {
    const LabelledImage& image = (*m_images)[recipe.image];
    const int size = m_options.tileSize;
    const double step = recipe.umPerPx / image.umPerPx;  // image pixels per tile pixel
    const bool half = step >= 1.5;
    const double scale = half ? step / 2 : step, shrink = half ? 0.5 : 1.0;
    // Tile pixel → image pixel, centres at half pixels (warpAffine numbers pixels from their centres).
    const double c = std::cos(recipe.angle) * scale, s = std::sin(recipe.angle) * scale, flip = recipe.mirrored ? -1 : 1;
    const double middle = (size - 1) / 2.0;
    const cv::Matx23d map(c * flip, -s, recipe.centre.x * shrink - 0.5 - c * flip * middle + s * middle,
                          s * flip, c, recipe.centre.y * shrink - 0.5 - s * flip * middle - c * middle);
    Tile tile{Image(size, size, PixelFormat::Rgb8), Image(size, size, PixelFormat::Gray8)};
    cv::Mat rgb = matView(tile.rgb), mask = matView(tile.mask);
    const int border = recipe.reflectsOutside ? cv::BORDER_REFLECT_101 : cv::BORDER_CONSTANT;
    const cv::Mat fromRgb = matView(half ? image.halfRgb : image.rgb), fromMask = matView(half ? image.halfMask : image.mask);
    if (recipe.transforms.moves.empty()) {
        cv::warpAffine(fromRgb, rgb, map, rgb.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, border, cv::Scalar::all(245));
        cv::warpAffine(fromMask, mask, map, mask.size(), cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar::all(kMaskIgnore));
    } else {
        const cv::Mat places = sourcePlaces(recipe.transforms.moves, map, size);
        cv::remap(fromRgb, rgb, places, cv::noArray(), cv::INTER_LINEAR, border, cv::Scalar::all(245));
        cv::remap(fromMask, mask, places, cv::noArray(), cv::INTER_NEAREST, cv::BORDER_CONSTANT, cv::Scalar::all(kMaskIgnore));
    }
    if (recipe.pasted) pasteObject(tile.rgb, tile.mask, recipe.umPerPx, (*m_images)[recipe.pasted->image], *recipe.pasted);
    augmentColour(tile.rgb, recipe);
    for (const PhotometricTransform& transform : recipe.transforms.recolourings) recolour(tile.rgb, transform);
    if (!recipe.transforms.holes.empty()) cutOut(tile.rgb, tile.mask, recipe.transforms.holes);
    return tile;
}

}  // namespace bowman
