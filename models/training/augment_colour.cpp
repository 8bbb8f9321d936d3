// Colour augmentation. Stain jitter: Tellez et al. 2018 (densities of haematoxylin, eosin and residual, Ruifrok & Johnston
// 2001, each scaled and shifted).
#include <array>
#include <cmath>

#include "models/training/augment/image_view.h"
#include "models/training/tile_sampler.h"

namespace bowman {
namespace {

void jitterStains(cv::Mat& rgb, const TileRecipe& recipe) {
    static const cv::Matx33f kHedToDensity(0.650f, 0.704f, 0.286f, 0.072f, 0.990f, 0.105f, 0.268f, 0.570f, 0.776f);  // rows H, E, D
    static const cv::Matx33f kDensityToHed = kHedToDensity.inv();
    static const std::array<float, 256> kDensity = [] {
        std::array<float, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i) table[i] = -std::log((float(i) + 1) / 256.0f);
        return table;
    }();
    // density' = density · (toHed · gain · toDensity) + shift · toDensity: one matrix, one offset.
    cv::Matx33f gain = cv::Matx33f::zeros();
    cv::Matx13f shift;
    for (int i = 0; i < 3; ++i) {
        gain(i, i) = float(recipe.stainGain[static_cast<std::size_t>(i)]);
        shift(0, i) = float(recipe.stainShift[static_cast<std::size_t>(i)]);
    }
    cv::Matx33f m = kDensityToHed * gain * kHedToDensity;
    if (recipe.restaining) {
        cv::Matx33f restaining;
        for (int i = 0; i < 3; ++i)
            for (int k = 0; k < 3; ++k) restaining(i, k) = float((*recipe.restaining)[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)]);
        m = restaining * m;
    }
    const cv::Matx13f offset = shift * kHedToDensity;
    for (int y = 0; y < rgb.rows; ++y) {
        auto* row = rgb.ptr<cv::Vec3b>(y);
        for (int x = 0; x < rgb.cols; ++x) {
            const float d0 = kDensity[row[x][0]], d1 = kDensity[row[x][1]], d2 = kDensity[row[x][2]];
            for (int k = 0; k < 3; ++k)
                row[x][k] = cv::saturate_cast<std::uint8_t>(256.0f * std::exp(-(d0 * m(0, k) + d1 * m(1, k) + d2 * m(2, k) + offset(0, k))) - 1);
        }
    }
}

void jitterHue(cv::Mat& rgb, const TileRecipe& recipe) {
    cv::Mat hsv;
    cv::cvtColor(rgb, hsv, cv::COLOR_RGB2HSV_FULL);
    const int shift = int(std::lround(recipe.hueShift * 256 / 360));
    for (int y = 0; y < hsv.rows; ++y) {
        auto* row = hsv.ptr<cv::Vec3b>(y);
        for (int x = 0; x < hsv.cols; ++x) {
            row[x][0] = static_cast<std::uint8_t>(row[x][0] + shift);  // hue wraps at 256
            row[x][1] = cv::saturate_cast<std::uint8_t>(row[x][1] * recipe.saturation);
        }
    }
    cv::cvtColor(hsv, rgb, cv::COLOR_HSV2RGB_FULL);
    rgb.convertTo(rgb, -1, recipe.contrast, recipe.brightness + 160 * (1 - recipe.contrast));
}

void addNoise(cv::Mat& rgb, const TileRecipe& recipe) {
    cv::RNG random(recipe.noiseSeed);
    cv::Mat noise(rgb.size(), CV_16SC3);
    random.fill(noise, cv::RNG::NORMAL, 0.0, recipe.noise);
    cv::add(rgb, noise, rgb, cv::noArray(), CV_8UC3);
}

}  // namespace

void augmentColour(Image& image, const TileRecipe& recipe) {
    cv::Mat rgb = matView(image);
    const std::array<double, 3> ones = {1, 1, 1}, zeros = {0, 0, 0};
    if (recipe.stainGain != ones || recipe.stainShift != zeros || recipe.restaining) jitterStains(rgb, recipe);
    if (recipe.hueShift != 0 || recipe.saturation != 1 || recipe.contrast != 1 || recipe.brightness != 0) jitterHue(rgb, recipe);
    if (recipe.grey) {
        cv::Mat grey;
        cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
        cv::cvtColor(grey, rgb, cv::COLOR_GRAY2RGB);
    }
    if (recipe.blur > 0) cv::GaussianBlur(rgb, rgb, {}, recipe.blur);
    if (recipe.noise > 0) addNoise(rgb, recipe);
}

Image contactSheet(const std::vector<Tile>& tiles, int columns) {
    if (tiles.empty()) return {};
    const int size = tiles.front().rgb.width(), rows = (int(tiles.size()) + columns - 1) / columns;
    Image sheet(columns * size, rows * size, PixelFormat::Rgb8);
    cv::Mat whole = matView(sheet);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        Tile tile = tiles[i];
        cv::Mat rgb = matView(tile.rgb), mask = matView(tile.mask), darker, edge;
        rgb.convertTo(darker, -1, 0.5);
        darker.copyTo(rgb, mask == kMaskIgnore);
        cv::morphologyEx(mask == 1, edge, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
        rgb.setTo(cv::Scalar(0, 255, 0), edge);
        rgb.copyTo(whole(cv::Rect(int(i) % columns * size, int(i) / columns * size, size, size)));
    }
    return sheet;
}

}  // namespace bowman
