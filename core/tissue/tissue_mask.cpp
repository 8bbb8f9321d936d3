#include "core/tissue/tissue_mask.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <opencv2/imgproc.hpp>

#include "core/slide/scaled_read.h"
#include "core/tissue/pen_ink.h"

namespace bowman {
namespace {

constexpr double kMaskUmPerPx = 10;
constexpr int kLongestEdge = 2048;        // of the picture, where scale is unknown
constexpr int kLargestEdge = 4096;        // where it is known, for large slides
constexpr int kSmallestEdge = 768;        // where it is known, for small ones
constexpr int kFaintest = 22;             // darkness that glass with dust and shading does not reach
constexpr int kPalest = 42;               // darkness that counts as tissue even if Otsu, on a slide full of it, says more
constexpr double kPracticallyNoGlass = 0.02;
constexpr double kSpeckUm = 100;          // edge of the square that is the smallest tissue
constexpr double kHoleUm = 450;           // edge of the square up to which a hole is a lumen, not glass

cv::Mat matOf(const Image& image) {
    return {image.height(), image.width(), image.format() == PixelFormat::Gray8 ? CV_8UC1 : CV_8UC3,
            const_cast<std::uint8_t*>(image.data())};
}

/// Median colour of what is bright and has hardly any colour; white where there is none.
cv::Scalar colourOfGlass(const cv::Mat& rgb) {
    std::vector<int> histogram[3];
    for (auto& h : histogram) h.assign(256, 0);
    int count = 0;
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* row = rgb.ptr<cv::Vec3b>(y);
        for (int x = 0; x < rgb.cols; ++x) {
            const auto [low, high] = std::minmax({row[x][0], row[x][1], row[x][2]});
            if (low < 190 || high - low > 25) continue;
            ++count;
            for (int c = 0; c < 3; ++c) ++histogram[c][row[x][c]];
        }
    }
    cv::Scalar glass(255, 255, 255);
    if (count < rgb.rows * rgb.cols / 500) return glass;
    for (int c = 0; c < 3; ++c) {
        int value = 0;
        for (int below = histogram[c][0]; below * 2 < count; below += histogram[c][value]) ++value;
        glass[c] = value;
    }
    return glass;
}

cv::Mat balanced(const cv::Mat& rgb, const cv::Scalar& glass) {
    cv::Mat out;
    cv::multiply(rgb, cv::Scalar(255 / glass[0], 255 / glass[1], 255 / glass[2]), out);
    return out;
}

cv::Mat darknessOf(const cv::Mat& rgb) {
    std::vector<cv::Mat> planes;
    cv::split(rgb, planes);
    cv::Mat least = cv::min(cv::min(planes[0], planes[1]), planes[2]);
    return 255 - least;
}

/// Clears (255 → 0) or fills connected areas of `value` that are smaller than `pixels`.
void flipSmall(cv::Mat& mask, int value, double pixels) {
    cv::Mat labels, stats, centroids;
    const cv::Mat wanted = mask == value;
    const int count = cv::connectedComponentsWithStats(wanted, labels, stats, centroids, value == 255 ? 8 : 4);
    std::vector<std::uint8_t> flips(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i) flips[static_cast<std::size_t>(i)] = stats.at<int>(i, cv::CC_STAT_AREA) < pixels;
    for (int y = 0; y < mask.rows; ++y) {
        const int* label = labels.ptr<int>(y);
        std::uint8_t* row = mask.ptr(y);
        for (int x = 0; x < mask.cols; ++x)
            if (flips[static_cast<std::size_t>(label[x])]) row[x] = static_cast<std::uint8_t>(255 - value);
    }
}

double pixelsOf(double edgeUm, std::optional<double> umPerPx, const cv::Mat& mask, double shareWhereUnknown) {
    if (!umPerPx) return shareWhereUnknown * mask.rows * mask.cols;
    return std::pow(edgeUm / *umPerPx, 2);
}

cv::Mat findOn(const cv::Mat& rgb, std::optional<double> umPerPx) {
    cv::Mat smooth;
    cv::GaussianBlur(rgb, smooth, {}, 1.2);
    smooth = balanced(smooth, colourOfGlass(smooth));
    const cv::Mat darkness = darknessOf(smooth);
    cv::Mat mask;
    const double otsu = cv::threshold(darkness, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    mask = darkness > std::clamp(static_cast<int>(otsu), kFaintest, kPalest);
    const cv::Mat ink = inkOfPens(smooth, mask);
    mask.setTo(0, ink);
    flipSmall(mask, 0, pixelsOf(kHoleUm, umPerPx, mask, 0.005));
    flipSmall(mask, 255, pixelsOf(kSpeckUm, umPerPx, mask, 0.0001));
    mask.setTo(0, ink);
    const double glass = 1 - static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total());
    if (glass < kPracticallyNoGlass) mask.setTo(255);
    return mask;
}

std::vector<SlidePoint> ringOf(const std::vector<cv::Point>& contour, double downsample) {
    std::vector<SlidePoint> ring;
    for (const cv::Point& p : contour) ring.push_back({(p.x + 0.5) * downsample, (p.y + 0.5) * downsample});
    return ring;
}

}  // namespace

double TissueMask::coverage(const SlideRect& rect) const {
    if (rect.isEmpty() || mask.isNull()) return 0;
    const double left = rect.x / downsample, right = rect.right() / downsample;
    const double top = rect.y / downsample, bottom = rect.bottom() / downsample;
    const auto pixel = [](double position, int count) { return static_cast<int>(std::clamp(position, 0.0, static_cast<double>(count))); };
    const int x0 = pixel(std::floor(left), mask.width()), x1 = pixel(std::ceil(right), mask.width());
    const int y0 = pixel(std::floor(top), mask.height()), y1 = pixel(std::ceil(bottom), mask.height());
    double covered = 0;
    for (int y = y0; y < y1; ++y) {
        const double height = std::min<double>(bottom, y + 1) - std::max<double>(top, y);
        double width = 0;
        for (int x = x0; x < x1; ++x)
            if (*mask.pixel(x, y)) width += std::min<double>(right, x + 1) - std::max<double>(left, x);
        covered += width * height;
    }
    return std::min(1.0, covered / ((right - left) * (bottom - top)));
}

double TissueMask::areaMm2(double umPerPx) const {
    const std::uint8_t* begin = mask.data();
    const auto pixels = std::count_if(begin, begin + mask.sizeBytes(), [](std::uint8_t v) { return v != 0; });
    const double edgeMm = downsample * umPerPx / 1000;
    return static_cast<double>(pixels) * edgeMm * edgeMm;
}

Result<TissueMask> tissueOn(const Image& rgb, double downsample, std::optional<double> umPerPx) {
    if (rgb.isNull() || rgb.format() != PixelFormat::Rgb8) return Error{"cannot find tissue", "", "it needs an RGB picture"};
    try {
        const cv::Mat found = findOn(matOf(rgb), umPerPx);
        TissueMask tissue{Image(found.cols, found.rows, PixelFormat::Gray8), downsample};
        for (int y = 0; y < found.rows; ++y) std::memcpy(tissue.mask.row(y), found.ptr(y), static_cast<std::size_t>(found.cols));
        return tissue;
    } catch (const cv::Exception& e) {
        return Error{"cannot find tissue", "", e.err};
    }
}

Result<TissueMask> findTissue(const Slide& slide, std::optional<double> umPerPx) {
    const PixelSize size = slide.info().size();
    const auto longest = static_cast<double>(std::max(size.width, size.height));
    double downsample = longest / kLongestEdge;
    if (umPerPx && *umPerPx > 0) downsample = std::clamp(kMaskUmPerPx / *umPerPx, longest / kLargestEdge, std::max(longest / kSmallestEdge, longest / kLargestEdge));
    downsample = std::max(downsample, 1.0);
    const auto pixels = [&](std::int64_t edge) { return std::max(1, static_cast<int>(std::ceil(edge / downsample - 1e-6))); };
    auto picture = readScaled(slide, {{0, 0}, downsample, pixels(size.width), pixels(size.height)});
    if (!picture) return picture.error();
    std::optional<double> pictureUmPerPx;
    if (umPerPx && *umPerPx > 0) pictureUmPerPx = *umPerPx * downsample;
    auto tissue = tissueOn(*picture, downsample, pictureUmPerPx);
    if (!tissue) return Error{tissue.error().what, slide.info().path.string(), tissue.error().why};
    return tissue;
}

std::vector<TissuePiece> piecesOf(const TissueMask& tissue) {
    if (tissue.mask.isNull()) return {};
    std::vector<std::vector<cv::Point>> contours;
    std::vector<cv::Vec4i> hierarchy;
    cv::findContours(matOf(tissue.mask).clone(), contours, hierarchy, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    std::vector<TissuePiece> pieces;
    std::vector<int> pieceOf(contours.size(), -1);
    for (std::size_t i = 0; i < contours.size(); ++i) {
        if (hierarchy[i][3] >= 0 || contours[i].size() < 3) continue;
        pieceOf[i] = static_cast<int>(pieces.size());
        pieces.push_back({ringOf(contours[i], tissue.downsample), {}});
    }
    for (std::size_t i = 0; i < contours.size(); ++i) {
        const int parent = hierarchy[i][3];
        if (parent < 0 || contours[i].size() < 3 || pieceOf[static_cast<std::size_t>(parent)] < 0) continue;
        pieces[static_cast<std::size_t>(pieceOf[static_cast<std::size_t>(parent)])].holes.push_back(ringOf(contours[i], tissue.downsample));
    }
    return pieces;
}

}  // namespace bowman
