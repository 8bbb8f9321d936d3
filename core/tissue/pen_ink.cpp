#include "core/tissue/pen_ink.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace bowman {
namespace {

constexpr double kMostInk = 0.2;        // of the stained area; more is a stain
constexpr int kSmallestCore = 60;       // pixels of certain ink that a mark has

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

/// Pale ink counts where it touches enough certain ink.
cv::Mat marksOf(const cv::Mat& rgb, Ink (*inkAt)(const Colour&)) {
    cv::Mat any(rgb.size(), CV_8U, cv::Scalar(0)), certain(rgb.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            const Ink ink = inkAt(colourOf(rgb.at<cv::Vec3b>(y, x)));
            if (ink != Ink::None) any.at<std::uint8_t>(y, x) = 255;
            if (ink == Ink::Certain) certain.at<std::uint8_t>(y, x) = 255;
        }
    cv::Mat labels;
    const int count = cv::connectedComponents(any, labels, 8);
    std::vector<int> cores(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x)
            if (certain.at<std::uint8_t>(y, x)) ++cores[static_cast<std::size_t>(labels.at<int>(y, x))];
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x)
            if (cores[static_cast<std::size_t>(labels.at<int>(y, x))] < kSmallestCore) any.at<std::uint8_t>(y, x) = 0;
    return any;
}

}  // namespace

cv::Mat inkOfPens(const cv::Mat& rgb, const cv::Mat& stained) {
    cv::Mat ink(rgb.size(), CV_8U, cv::Scalar(0));
    const double most = kMostInk * cv::countNonZero(stained);
    for (const auto inkAt : {blueAt, greenAt, blackAt}) {
        const cv::Mat marks = marksOf(rgb, inkAt);
        const int area = cv::countNonZero(marks);
        if (area > 0 && area <= most) ink |= marks;
    }
    // The rim, where ink fades into glass.
    if (cv::countNonZero(ink) > 0) cv::dilate(ink, ink, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
    return ink;
}

}  // namespace bowman
