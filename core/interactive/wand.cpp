#include "core/interactive/wand.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/interactive/curve.h"

namespace bowman {
namespace {

constexpr int kSeedRadius = 3;             // pixels: the colour that is looked for is that of a small place
constexpr double kLightness = 0.5;         // what it counts, squared, against hue
constexpr double kStep = 0.25;             // of tolerance, per level
constexpr int kUnreached = 255;
constexpr int kMedian = 5;
constexpr double kSmoothness = 0.8;        // pixels
constexpr int kClosing = 7, kOpening = 7;  // pixels: nuclei are bridged, thin leaks are cut
constexpr int kFiner = 2;                  // the mask is looked at in pixels half as large
constexpr int kSmoothing = 5;
constexpr double kThinning = 0.4;          // pixels of the patch

Error sentence(const char* text) { return {text, "", ""}; }

cv::Mat matOf(const Image& image, int type) { return {image.height(), image.width(), type, const_cast<std::uint8_t*>(image.data())}; }

/// Difference of every pixel's colour to the seed's, in levels.
cv::Mat differences(const cv::Mat& rgb, cv::Point seed) {
    cv::Mat calm, lab;
    cv::medianBlur(rgb, calm, kMedian);
    cv::GaussianBlur(calm, calm, {}, kSmoothness);
    calm.convertTo(calm, CV_32F, 1 / 255.0);
    cv::cvtColor(calm, lab, cv::COLOR_RGB2Lab);
    cv::Rect place(seed.x - kSeedRadius, seed.y - kSeedRadius, 2 * kSeedRadius + 1, 2 * kSeedRadius + 1);
    place &= cv::Rect(0, 0, lab.cols, lab.rows);
    const cv::Scalar wanted = cv::mean(lab(place));
    cv::Mat levels(lab.size(), CV_8U);
    for (int y = 0; y < lab.rows; ++y) {
        const cv::Vec3f* row = lab.ptr<cv::Vec3f>(y);
        std::uint8_t* out = levels.ptr(y);
        for (int x = 0; x < lab.cols; ++x) {
            const double l = row[x][0] - wanted[0], a = row[x][1] - wanted[1], b = row[x][2] - wanted[2];
            out[x] = static_cast<std::uint8_t>(std::min<double>(kUnreached, std::sqrt(kLightness * l * l + a * a + b * b) / kStep));
        }
    }
    return levels;
}

/// For every pixel the smallest level such that a path of pixels up to that level leads to it.
void flood(const cv::Mat& difference, cv::Point seed, cv::Mat& reached) {
    reached = cv::Mat(difference.size(), CV_8U, cv::Scalar(kUnreached));
    std::array<std::vector<int>, kUnreached> open;
    const int columns = difference.cols;
    const auto offer = [&](int x, int y, int from) {
        std::uint8_t& level = reached.at<std::uint8_t>(y, x);
        const int needed = std::max<int>(from, difference.at<std::uint8_t>(y, x));
        if (needed >= level) return;
        level = static_cast<std::uint8_t>(needed);
        open[static_cast<std::size_t>(needed)].push_back(y * columns + x);
    };
    // The place that was pointed at is meant, whatever single pixels look like there.
    for (int y = std::max(0, seed.y - kSeedRadius); y <= std::min(difference.rows - 1, seed.y + kSeedRadius); ++y)
        for (int x = std::max(0, seed.x - kSeedRadius); x <= std::min(columns - 1, seed.x + kSeedRadius); ++x) {
            reached.at<std::uint8_t>(y, x) = 0;
            open[0].push_back(y * columns + x);
        }
    for (int level = 0; level < kUnreached; ++level) {
        std::vector<int>& bucket = open[static_cast<std::size_t>(level)];
        while (!bucket.empty()) {
            const int at = bucket.back(), x = at % columns, y = at / columns;
            bucket.pop_back();
            if (reached.at<std::uint8_t>(y, x) != level) continue;
            if (x > 0) offer(x - 1, y, level);
            if (y > 0) offer(x, y - 1, level);
            if (x + 1 < columns) offer(x + 1, y, level);
            if (y + 1 < difference.rows) offer(x, y + 1, level);
        }
    }
}

/// The part of the mask that holds the seed; empty where the seed is not on it.
cv::Mat partAt(const cv::Mat& mask, cv::Point seed) {
    if (!mask.at<std::uint8_t>(seed)) return {};
    cv::Mat part = mask.clone();
    cv::floodFill(part, seed, 128);
    return part == 128;
}

std::vector<cv::Point> outerContour(const cv::Mat& mask) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    if (contours.empty()) return {};
    return *std::max_element(contours.begin(), contours.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
}

struct Growth {
    cv::Point seed;
    int threshold = 0;           ///< level
    double reach = 0;            ///< pixels
};

Result<MultiPolygon> outlineOf(const cv::Mat& level, const Growth& growth, const PicturePatch& frame) {
    // A margin, so that opening and smoothing don't look beyond the edge.
    constexpr int kMargin = 8;
    cv::Mat mask = level <= growth.threshold;
    if (growth.reach < std::hypot(level.cols, level.rows)) {
        cv::Mat near = cv::Mat::zeros(level.size(), CV_8U);
        cv::circle(near, growth.seed, static_cast<int>(std::lround(growth.reach)), 255, cv::FILLED);
        mask &= near;
    }
    cv::circle(mask, growth.seed, kSeedRadius, 255, cv::FILLED);
    cv::copyMakeBorder(mask, mask, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT, 0);
    const cv::Point at(growth.seed.x + kMargin, growth.seed.y + kMargin);
    cv::Mat closed, opened;
    cv::morphologyEx(mask, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {kClosing, kClosing}));
    // Holes are nuclei and lumina.
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(closed, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    cv::drawContours(closed, contours, -1, 255, cv::FILLED);
    cv::morphologyEx(closed, opened, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {kOpening, kOpening}));
    cv::Mat part = partAt(opened, at);
    if (part.empty()) part = partAt(closed, at);
    cv::Mat fine;
    cv::GaussianBlur(part, part, {}, 1.5);
    cv::resize(part, fine, {}, kFiner, kFiner, cv::INTER_LINEAR);
    cv::threshold(fine, fine, 115, 255, cv::THRESH_BINARY);      // a contour runs through pixels, not around them: a little more than half
    Ring ring;
    for (const cv::Point& p : outerContour(fine))
        ring.push_back(frame.toSlide({(p.x + 0.5) / kFiner - kMargin, (p.y + 0.5) / kFiner - kMargin}));
    ring = thinnedLine(smoothedLine(ring, kSmoothing, LineEnds::Closed), kThinning * frame.downsample, LineEnds::Closed);
    if (ring.size() < 3) return sentence("There is nothing to grow here");
    auto valid = makeValid({Polygon{ring, {}}});
    if (!valid) return valid;
    if (valid->empty()) return sentence("There is nothing to grow here");
    // Thinning may have made the ring cross itself: crumbs beside the outline are nobody's.
    const auto largest = std::max_element(valid->begin(), valid->end(), [](const Polygon& a, const Polygon& b) { return areaOf({a}) < areaOf({b}); });
    return MultiPolygon{Polygon{largest->outer, {}}};
}

}  // namespace

Result<WandField> WandField::around(const PicturePatch& patch, SlidePoint seed) {
    if (patch.rgb.isNull() || patch.rgb.format() != PixelFormat::Rgb8) return sentence("There is no picture here");
    if (!patch.covers(seed)) return sentence("This place is not on the picture");
    WandField field;
    field.m_origin = patch.origin;
    field.m_downsample = patch.downsample;
    const SlidePoint p = patch.toPatch(seed);
    field.m_seedX = static_cast<int>(p.x);
    field.m_seedY = static_cast<int>(p.y);
    field.m_level = Image(patch.rgb.width(), patch.rgb.height(), PixelFormat::Gray8);
    try {
        cv::Mat reached;
        flood(differences(matOf(patch.rgb, CV_8UC3), {field.m_seedX, field.m_seedY}), {field.m_seedX, field.m_seedY}, reached);
        reached.copyTo(matOf(field.m_level, CV_8UC1));
    } catch (const cv::Exception& e) {
        return Error{"The colours could not be compared", "", e.what()};
    }
    return field;
}

Result<MultiPolygon> WandField::grown(double tolerance, double reach) const {
    const int threshold = static_cast<int>(std::clamp(tolerance, 0.0, kLargestTolerance) / kStep);
    PicturePatch frame;
    frame.origin = m_origin;
    frame.downsample = m_downsample;
    try {
        return outlineOf(matOf(m_level, CV_8UC1), {{m_seedX, m_seedY}, threshold, std::max(reach, 0.0) / m_downsample}, frame);
    } catch (const cv::Exception& e) {
        return Error{"The outline could not be computed", "", e.what()};
    }
}

}  // namespace bowman
