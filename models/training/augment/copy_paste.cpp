#include "models/training/augment/copy_paste.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "models/training/augment/image_view.h"

namespace bowman {
namespace {

constexpr double kBorder = 6;           // pixels of surroundings that come along, ever fainter
constexpr double kGlass = 222;          // grey above it is no tissue, or a lumen
constexpr double kMostGlass = 0.25;     // share of a place
constexpr double kLeastTexture = 12;    // standard deviation of the grey of tissue; glass has less, also where it is dark
constexpr double kLargestGain = 1.35;   // surroundings that differ by more look pasted
constexpr double kLargestTint = 1.15;   // between channels
constexpr float kSolid = 0.999f;

struct Cutting {
    cv::Mat rgb;        // float, 3 channels
    cv::Mat object;     // 255 inside
    cv::Mat alpha;      // float
};

/// The object at the tile's scale, turned. Empty where it cannot be told from its neighbours or is too large.
Cutting cut(const LabelledImage& source, const PastedObject& pasted, double umPerPx, int largest) {
    const SlideRect& bounds = source.bounds[pasted.object];
    const double step = umPerPx / source.umPerPx;  // source pixels per tile pixel
    const bool half = step >= 1.5;
    const double shrink = half ? 0.5 : 1.0, scale = step * shrink;
    const int edge = int(std::ceil(std::hypot(bounds.width, bounds.height) / step + 2 * kBorder + 2));
    if (edge > largest) return {};
    const double c = std::cos(pasted.angle) * scale, s = std::sin(pasted.angle) * scale, flip = pasted.mirrored ? -1 : 1, middle = (edge - 1) / 2.0;
    const double x = (bounds.x + bounds.width / 2) * shrink - 0.5, y = (bounds.y + bounds.height / 2) * shrink - 0.5;
    const cv::Matx23d map(c * flip, -s, x - c * flip * middle + s * middle, s * flip, c, y - s * flip * middle - c * middle);
    cv::Mat colours, labels, components, stats, centres;
    cv::warpAffine(matView(half ? source.halfRgb : source.rgb), colours, map, {edge, edge}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REFLECT_101);
    cv::warpAffine(matView(half ? source.halfMask : source.mask), labels, map, {edge, edge}, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                   cv::Scalar::all(kMaskIgnore));
    const int count = cv::connectedComponentsWithStats(labels == 1, components, stats, centres);
    int best = 0;
    for (int i = 1; i < count; ++i)
        if (best == 0 || stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(best, cv::CC_STAT_AREA)) best = i;
    if (best == 0) return {};
    const cv::Rect box(stats.at<int>(best, cv::CC_STAT_LEFT), stats.at<int>(best, cv::CC_STAT_TOP), stats.at<int>(best, cv::CC_STAT_WIDTH), stats.at<int>(best, cv::CC_STAT_HEIGHT));
    const bool isCut = box.x <= 1 || box.y <= 1 || box.br().x >= edge - 1 || box.br().y >= edge - 1;
    if (isCut || stats.at<int>(best, cv::CC_STAT_AREA) < 100) return {};

    Cutting cutting;
    colours.convertTo(cutting.rgb, CV_32FC3);
    cutting.object = components == best;
    cv::Mat distance;
    cv::distanceTransform(~cutting.object, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cutting.alpha = cv::Mat::zeros(edge, edge, CV_32F);
    for (int row = 0; row < edge; ++row)
        for (int column = 0; column < edge; ++column) {
            const bool isOther = labels.at<std::uint8_t>(row, column) != 0 && !cutting.object.at<std::uint8_t>(row, column);
            const double d = distance.at<float>(row, column);
            if (!isOther && d < kBorder) cutting.alpha.at<float>(row, column) = float(0.5 * (1 + std::cos(std::numbers::pi * d / kBorder)));
        }
    return cutting;
}

/// The object's colours are scaled as its border must be to look like its new place.
std::optional<cv::Scalar> gains(const Cutting& cutting, const cv::Mat& place, const cv::Mat& footprint) {
    const cv::Scalar there = cv::mean(place, footprint), own = cv::mean(cutting.rgb, footprint & (cutting.alpha < kSolid));
    cv::Scalar gain;
    for (int i = 0; i < 3; ++i) {
        gain[i] = there[i] / std::max(1.0, own[i]);
        if (gain[i] > kLargestGain || gain[i] < 1 / kLargestGain) return {};
    }
    const auto [least, most] = std::minmax({gain[0], gain[1], gain[2]});
    if (most > kLargestTint * least) return {};
    return gain;
}

bool isTissue(const cv::Mat& place, const cv::Mat& footprint) {
    cv::Mat grey, mean, deviation;
    cv::cvtColor(place, grey, cv::COLOR_RGB2GRAY);
    cv::meanStdDev(grey, mean, deviation, footprint);
    return deviation.at<double>(0) >= kLeastTexture && cv::countNonZero((grey > kGlass) & footprint) <= kMostGlass * cv::countNonZero(footprint);
}

}  // namespace

bool isWhole(const LabelledImage& image, std::size_t object) {
    const SlideRect& b = image.bounds[object];
    return b.x > 1 && b.y > 1 && b.right() < image.rgb.width() - 1 && b.bottom() < image.rgb.height() - 1;
}

bool pasteObject(Image& rgb, Image& mask, double umPerPx, const LabelledImage& source, const PastedObject& pasted) {
    const Cutting cutting = cut(source, pasted, umPerPx, std::min(rgb.width(), rgb.height()));
    if (cutting.alpha.empty()) return false;
    const int edge = cutting.alpha.cols;
    const cv::Mat footprint = cutting.alpha > 0;
    for (const SlidePoint& place : pasted.places) {
        const cv::Rect rect(int(std::lround((place.x + 1) / 2 * (rgb.width() - edge))), int(std::lround((place.y + 1) / 2 * (rgb.height() - edge))), edge, edge);
        cv::Mat labels = matView(mask)(rect), colours = matView(rgb)(rect);
        if (cv::countNonZero((labels != 0) & footprint) > 0) continue;
        const auto gain = gains(cutting, colours, footprint);
        if (!gain || !isTissue(colours, footprint)) continue;
        for (int y = 0; y < edge; ++y)
            for (int x = 0; x < edge; ++x) {
                const float alpha = cutting.alpha.at<float>(y, x);
                if (alpha <= 0) continue;
                auto& pixel = colours.at<cv::Vec3b>(y, x);
                for (int k = 0; k < 3; ++k)
                    pixel[k] = cv::saturate_cast<std::uint8_t>(alpha * float((*gain)[k]) * cutting.rgb.at<cv::Vec3f>(y, x)[k] + (1 - alpha) * pixel[k]);
            }
        labels.setTo(1, cutting.object);
        return true;
    }
    return false;
}

}  // namespace bowman
