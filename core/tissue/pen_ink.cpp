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
constexpr double kCertainShare = 0.3;     // of a mark
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
    if (c.b != c.high || c.g < c.r - 5 || c.b - c.r < 40) return Ink::None;
    return 100 * (c.high - c.low) > 68 * c.high ? Ink::Certain : Ink::Pale;
}

Ink greenAt(const Colour& c) {
    if (c.g != c.high || c.g - c.r < 25 || c.g - c.b < 8) return Ink::None;
    return 100 * (c.high - c.low) > 45 * c.high ? Ink::Certain : Ink::Pale;
}

Ink blackAt(const Colour& c) {
    if (c.high > 110 || c.high - c.low > 30) return Ink::None;
    return c.high < 60 && c.high - c.low < 22 ? Ink::Certain : Ink::Pale;
}

struct Mark {
    int pixels = 0;
    int certain = 0;
};

/// Pale ink counts where it is part of a mark that is large and has enough certain ink.
cv::Mat marksOf(const cv::Mat& rgb, double most, double smallest, Ink (*inkAt)(const Colour&)) {
    cv::Mat any(rgb.size(), CV_8U, cv::Scalar(0)), certain(rgb.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            const Ink ink = inkAt(colourOf(rgb.at<cv::Vec3b>(y, x)));
            if (ink != Ink::None) any.at<std::uint8_t>(y, x) = 255;
            if (ink == Ink::Certain) certain.at<std::uint8_t>(y, x) = 255;
        }
    const int area = cv::countNonZero(any);
    if (area < smallest || area > most) return cv::Mat(rgb.size(), CV_8U, cv::Scalar(0));
    cv::Mat labels;
    std::vector<Mark> marks(static_cast<std::size_t>(cv::connectedComponents(any, labels, 8)));
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            Mark& mark = marks[static_cast<std::size_t>(labels.at<int>(y, x))];
            ++mark.pixels;
            mark.certain += certain.at<std::uint8_t>(y, x) != 0;
        }
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            const Mark& mark = marks[static_cast<std::size_t>(labels.at<int>(y, x))];
            if (mark.pixels < smallest || mark.certain < kCertainShare * mark.pixels) any.at<std::uint8_t>(y, x) = 0;
        }
    return any;
}

}  // namespace

cv::Mat inkOfPens(const cv::Mat& rgb, const cv::Mat& stained, double umPerPx) {
    cv::Mat ink(rgb.size(), CV_8U, cv::Scalar(0));
    const double most = kMostInk * cv::countNonZero(stained);
    const double smallest = kSmallestMarkMm2 * 1e6 / (umPerPx * umPerPx);
    for (const auto inkAt : {blueAt, greenAt, blackAt}) ink |= marksOf(rgb, most, smallest, inkAt);
    if (cv::countNonZero(ink) > 0) {
        const int edge = 2 * static_cast<int>(std::lround(kRimUm / umPerPx)) + 1;
        cv::dilate(ink, ink, cv::getStructuringElement(cv::MORPH_ELLIPSE, {edge, edge}));
    }
    return ink;
}

}  // namespace bowman
