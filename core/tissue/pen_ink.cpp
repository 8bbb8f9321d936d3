#include "core/tissue/pen_ink.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace bowman {
namespace {

constexpr double kMostInk = 0.2;          // of the stained area; more is a stain
constexpr double kSmallestMarkMm2 = 0.5;
constexpr double kCertainShare = 0.2;     // of the ink of a mark
constexpr double kIslandShare = 0.6;      // of a piece that lies alone on the glass, whatever its size
constexpr double kRimUm = 40;             // where ink fades into glass

enum class Ink : std::uint8_t { None, Pale, Certain };

struct Colour {
    int r, g, b, low, high;
};

Colour colourOf(const cv::Vec3b& p) {
    const auto [low, high] = std::minmax({p[0], p[1], p[2]});
    return {p[0], p[1], p[2], low, high};
}

Ink blueAt(const Colour& c) {
    if (c.b != c.high || c.g < c.r - 5 || c.b - c.r < 15) return Ink::None;
    return 100 * (c.high - c.low) > 68 * c.high ? Ink::Certain : Ink::Pale;
}

Ink greenAt(const Colour& c) {
    if (c.g != c.high || c.g - c.r < 12 || c.g - c.b < 5) return Ink::None;
    return 100 * (c.high - c.low) > 45 * c.high ? Ink::Certain : Ink::Pale;
}

Ink blackAt(const Colour& c) {
    if (c.high > 110 || c.high - c.low > 30) return Ink::None;
    return c.high < 60 && c.high - c.low < 22 ? Ink::Certain : Ink::Pale;
}

struct InkMap {
    cv::Mat any, certain;   // 0/255
};

InkMap inkMapOf(const cv::Mat& rgb, Ink (*inkAt)(const Colour&)) {
    InkMap map{cv::Mat(rgb.size(), CV_8U, cv::Scalar(0)), cv::Mat(rgb.size(), CV_8U, cv::Scalar(0))};
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            const Ink ink = inkAt(colourOf(rgb.at<cv::Vec3b>(y, x)));
            if (ink != Ink::None) map.any.at<std::uint8_t>(y, x) = 255;
            if (ink == Ink::Certain) map.certain.at<std::uint8_t>(y, x) = 255;
        }
    return map;
}

struct Area {
    int pixels = 0;
    int any = 0;
    int certain = 0;
};

/// The connected areas of `mask` of which `isInk` says yes.
template <typename IsInk>
cv::Mat areasOf(const cv::Mat& mask, const InkMap& map, IsInk isInk) {
    cv::Mat labels;
    std::vector<Area> areas(static_cast<std::size_t>(cv::connectedComponents(mask, labels, 8)));
    const auto areaAt = [&](int y, int x) -> Area& { return areas[static_cast<std::size_t>(labels.at<int>(y, x))]; };
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x) {
            Area& area = areaAt(y, x);
            ++area.pixels;
            area.any += map.any.at<std::uint8_t>(y, x) != 0;
            area.certain += map.certain.at<std::uint8_t>(y, x) != 0;
        }
    cv::Mat out(mask.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x)
            if (mask.at<std::uint8_t>(y, x) && isInk(areaAt(y, x))) out.at<std::uint8_t>(y, x) = 255;
    return out;
}

}  // namespace

cv::Mat inkOfPens(const cv::Mat& rgb, const cv::Mat& stained, double umPerPx) {
    cv::Mat ink(rgb.size(), CV_8U, cv::Scalar(0));
    const double most = kMostInk * cv::countNonZero(stained);
    const double smallest = kSmallestMarkMm2 * 1e6 / (umPerPx * umPerPx);
    for (const auto inkAt : {blueAt, greenAt, blackAt}) {
        const InkMap map = inkMapOf(rgb, inkAt);
        const int all = cv::countNonZero(map.any);
        if (all == 0 || all > most) continue;
        ink |= areasOf(map.any, map, [&](const Area& a) { return a.pixels >= smallest && a.certain >= kCertainShare * a.any; });
        ink |= areasOf(stained, map, [&](const Area& a) { return a.any >= kIslandShare * a.pixels && a.certain >= kCertainShare * a.any; });
    }
    if (cv::countNonZero(ink) > 0) {
        const int edge = 2 * static_cast<int>(std::lround(kRimUm / umPerPx)) + 1;
        cv::dilate(ink, ink, cv::getStructuringElement(cv::MORPH_ELLIPSE, {edge, edge}));
    }
    return ink;
}

}  // namespace bowman
