#include "core/measure/evaluation_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/measure/mask_agreement.h"

namespace bowman {
namespace {

constexpr int kWidth = 480;
constexpr int kTitle = 20;
const cv::Scalar kGreen(0, 200, 0), kMagenta(255, 0, 255), kInk(40, 40, 40), kFaint(215, 215, 215), kBlue(40, 90, 170);

cv::Mat viewOf(Image& image) { return cv::Mat(image.height(), image.width(), image.channels() == 3 ? CV_8UC3 : CV_8UC1, image.data()); }
const cv::Mat viewOf(const Image& image) { return viewOf(const_cast<Image&>(image)); }

void write(cv::Mat& at, const std::string& text, const cv::Point& place, double size = 0.42) {
    cv::putText(at, text, place, cv::FONT_HERSHEY_SIMPLEX, size, kInk, 1, cv::LINE_AA);
}

std::string percent(double share) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f%%", 100 * share);
    return text;
}

}  // namespace

Image pictureOf(const Image& rgb, const Image& truth, const Image& predicted) {
    const double factor = std::min(1.0, double(kWidth) / rgb.width());
    Image picture(std::max(1, int(rgb.width() * factor)), std::max(1, int(rgb.height() * factor)), PixelFormat::Rgb8);
    cv::Mat small = viewOf(picture), labels, darker;
    cv::resize(viewOf(rgb), small, small.size(), 0, 0, cv::INTER_AREA);
    cv::resize(viewOf(truth), labels, small.size(), 0, 0, cv::INTER_NEAREST);
    small.convertTo(darker, -1, 0.5);
    darker.copyTo(small, labels == kNotLookedAt);
    const auto outline = [&](const cv::Mat& inside, const cv::Scalar& colour) {
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(inside, contours, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
        cv::drawContours(small, contours, -1, cv::Scalar::all(255), 4, cv::LINE_AA);  // colours of a stain would hide a line without a white edge
        cv::drawContours(small, contours, -1, colour, 2, cv::LINE_AA);
    };
    outline((labels != 0) & (labels != kNotLookedAt), kGreen);
    cv::resize(viewOf(predicted), labels, small.size(), 0, 0, cv::INTER_NEAREST);
    outline(labels != 0, kMagenta);
    return picture;
}

Image contactSheetOf(const std::vector<EvaluationPicture>& pictures) {
    if (pictures.empty()) return {};
    const int columns = std::min(4, static_cast<int>(pictures.size()));
    int height = 0;
    for (const EvaluationPicture& p : pictures) height = std::max(height, p.rgb.height());
    const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
    Image sheet(columns * (kWidth + 6), rows * (height + kTitle + 6), PixelFormat::Rgb8);
    cv::Mat whole = viewOf(sheet);
    whole.setTo(cv::Scalar::all(255));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const int x = static_cast<int>(i) % columns * (kWidth + 6), y = static_cast<int>(i) / columns * (height + kTitle + 6);
        const Image& picture = pictures[i].rgb;
        viewOf(picture).copyTo(whole(cv::Rect(x, y + kTitle, picture.width(), picture.height())));
        write(whole, pictures[i].title, {x + 3, y + kTitle - 6});
    }
    return sheet;
}

Image reliabilityDiagram(const Calibration& calibration) {
    constexpr int kEdge = 400, kLeft = 60, kTop = 40, kBars = 100;
    Image image(kLeft + kEdge + 30, kTop + kEdge + 30 + kBars + 40, PixelFormat::Rgb8);
    cv::Mat canvas = viewOf(image);
    canvas.setTo(cv::Scalar::all(255));
    const auto at = [&](double x, double y) { return cv::Point(kLeft + int(std::lround(x * kEdge)), kTop + kEdge - int(std::lround(y * kEdge))); };
    for (int i = 0; i <= 10; i += 2) {
        cv::line(canvas, at(i / 10.0, 0), at(i / 10.0, 1), kFaint);
        cv::line(canvas, at(0, i / 10.0), at(1, i / 10.0), kFaint);
        char text[8];
        std::snprintf(text, sizeof text, "%.1f", i / 10.0);
        write(canvas, text, at(i / 10.0, 0) + cv::Point(-10, 16));
        write(canvas, text, at(0, i / 10.0) + cv::Point(-32, 4));
    }
    cv::line(canvas, at(0, 0), at(1, 1), cv::Scalar::all(150), 1, cv::LINE_AA);
    char title[80];
    std::snprintf(title, sizeof title, "Reliability: ECE %.4f", calibration.expectedError);
    write(canvas, title, {kLeft, 22}, 0.55);
    std::int64_t all = 0;
    for (const ReliabilityBin& bin : calibration.bins) all += bin.pixels;
    cv::Point last;
    bool hasLast = false;
    const int foot = kTop + kEdge + 30 + kBars;
    for (const ReliabilityBin& bin : calibration.bins) {
        if (bin.pixels == 0) continue;
        const cv::Point point = at(bin.predicted, bin.observed);
        if (hasLast) cv::line(canvas, last, point, kBlue, 2, cv::LINE_AA);
        cv::circle(canvas, point, 4, kBlue, cv::FILLED, cv::LINE_AA);
        last = point;
        hasLast = true;
        const double share = double(bin.pixels) / double(all);
        const int tall = std::max(1, int(std::lround(std::sqrt(share) * (kBars - 14))));  // root: background would hide the rest
        cv::rectangle(canvas, {at(bin.from, 0).x + 2, foot - tall}, {at(bin.to, 0).x - 2, foot}, kBlue, cv::FILLED);
        write(canvas, percent(share), {at(bin.from, 0).x + 2, foot - tall - 3}, 0.3);
    }
    write(canvas, "predicted probability; bars: share of pixels (root scale)", {kLeft, foot + 22});
    return image;
}

}  // namespace bowman
