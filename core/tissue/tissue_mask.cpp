#include "core/tissue/tissue_mask.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include <opencv2/imgproc.hpp>

#include "core/slide/scaled_read.h"
#include "core/tissue/pen_ink.h"

namespace bowman {
namespace {

constexpr double kMaskUmPerPx = 10;
constexpr double kFinestUmPerPx = 4;      // of small slides, which are looked at more closely
constexpr int kLongestEdge = 2048;        // of the picture, where scale is unknown
constexpr int kLargestEdge = 4096;        // where it is known, for large slides
constexpr int kSmallestEdge = 768;        // where it is known, for small ones
constexpr int kFaint = 15;                // darkness of pale tissue, which counts where it touches more certain tissue
constexpr int kLeastCertain = 22;         // darkness that glass with dust and shading does not reach
constexpr int kMostCertain = 32;          // darkness that is tissue even if Otsu, on a slide full of it, says more
constexpr double kGuessedUmPerPx = 12;    // of a picture of 2048 px where scale is unknown: a section of 25 mm
constexpr double kPracticallyNoGlass = 0.02;
constexpr double kSpeckUm = 100;          // edge of the square that is the smallest tissue
constexpr double kGapUm = 50;             // half the width of gaps that are Bowman's spaces and lumina open to the edge
constexpr double kHoleUm = 450;           // edge of the square up to which a hole is a lumen, not glass

cv::Mat matOf(const Image& image) {
    return {image.height(), image.width(), image.format() == PixelFormat::Gray8 ? CV_8UC1 : CV_8UC3,
            const_cast<std::uint8_t*>(image.data())};
}

/// How many pixels have which brightness, of those that are bright and have hardly any colour.
struct Brightness {
    std::array<int, 256> counts{};

    int within(int centre, int reach) const {
        int sum = 0;
        for (int v = std::max(centre - reach, 0); v <= std::min(centre + reach, 255); ++v) sum += counts[static_cast<std::size_t>(v)];
        return sum;
    }
};

bool isBrightAndPale(const cv::Vec3b& p) {
    const auto [low, high] = std::minmax({p[0], p[1], p[2]});
    return low >= 190 && high - low <= 16;
}

/// Brightness of the glass: the highest narrow peak (pale tissue is a broad one). Scanners put pure white where they did not
/// scan, so that white is taken only when there is no other narrow peak. 255 where there is no glass.
int brightnessOfGlass(const cv::Mat& rgb) {
    Brightness bright;
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* row = rgb.ptr<cv::Vec3b>(y);
        for (int x = 0; x < rgb.cols; ++x)
            if (isBrightAndPale(row[x])) ++bright.counts[row[x][1]];
    }
    int best = 255, most = rgb.rows * rgb.cols / 50;
    for (int v = 190; v < 250; ++v) {  // ±3 stays clear of 253…255, the shoulder of pure white
        const int here = bright.within(v, 3);
        if (here <= most || here < 0.7 * bright.within(v, 12)) continue;
        best = v;
        most = here;
    }
    return best;
}

/// Mean colour of the glass, to balance white by.
cv::Scalar colourOfGlass(const cv::Mat& rgb) {
    const int brightness = brightnessOfGlass(rgb);
    cv::Mat isGlass(rgb.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < rgb.rows; ++y)
        for (int x = 0; x < rgb.cols; ++x) {
            const cv::Vec3b& p = rgb.at<cv::Vec3b>(y, x);
            if (isBrightAndPale(p) && std::abs(p[1] - brightness) <= 3) isGlass.at<std::uint8_t>(y, x) = 255;
        }
    return cv::countNonZero(isGlass) > 0 ? cv::mean(rgb, isGlass) : cv::Scalar(255, 255, 255);
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

/// The connected areas of `faint` that hold some of `certain`.
cv::Mat touching(const cv::Mat& faint, const cv::Mat& certain) {
    cv::Mat labels;
    std::vector<std::uint8_t> holds(static_cast<std::size_t>(cv::connectedComponents(faint, labels, 8)), 0);
    for (int y = 0; y < faint.rows; ++y)
        for (int x = 0; x < faint.cols; ++x)
            if (certain.at<std::uint8_t>(y, x)) holds[static_cast<std::size_t>(labels.at<int>(y, x))] = 255;
    holds[0] = 0;
    cv::Mat out(faint.size(), CV_8U);
    for (int y = 0; y < faint.rows; ++y)
        for (int x = 0; x < faint.cols; ++x) out.at<std::uint8_t>(y, x) = holds[static_cast<std::size_t>(labels.at<int>(y, x))];
    return out;
}

cv::Mat closed(const cv::Mat& mask, double umPerPx) {
    const int radius = std::clamp(static_cast<int>(std::lround(kGapUm / umPerPx)), 1, 100);
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
    cv::Mat out;
    cv::copyMakeBorder(mask, out, radius, radius, radius, radius, cv::BORDER_REPLICATE);
    cv::morphologyEx(out, out, cv::MORPH_CLOSE, disc);
    return out(cv::Rect(radius, radius, mask.cols, mask.rows)).clone();
}

/// The areas of `ink` that lie on the glass: hardly any tissue at their border. What looks like ink amid tissue may be pigment or a fold.
cv::Mat onGlass(const cv::Mat& ink, const cv::Mat& tissue) {
    constexpr double kMostTissue = 0.1;   // of the border
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8);
    cv::Mat out(ink.size(), CV_8U, cv::Scalar(0));
    const cv::Mat around = cv::getStructuringElement(cv::MORPH_RECT, {5, 5});
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT) - 2, stats.at<int>(i, cv::CC_STAT_TOP) - 2, stats.at<int>(i, cv::CC_STAT_WIDTH) + 4, stats.at<int>(i, cv::CC_STAT_HEIGHT) + 4);
        const cv::Rect inside = box & cv::Rect({}, ink.size());
        const cv::Mat mark = labels(inside) == i;
        cv::Mat border;
        cv::dilate(mark, border, around);
        border.setTo(0, mark);
        if (cv::countNonZero(border & tissue(inside)) <= kMostTissue * cv::countNonZero(border)) out(inside).setTo(255, mark);
    }
    return out;
}

struct Found {
    cv::Mat tissue;
    cv::Mat ink;
};

Found findOn(const cv::Mat& rgb, double umPerPx) {
    cv::Mat smooth;
    cv::GaussianBlur(rgb, smooth, {}, 1.2);
    smooth = balanced(smooth, colourOfGlass(smooth));
    const cv::Mat darkness = darknessOf(smooth);
    cv::Mat mask;
    const double otsu = cv::threshold(darkness, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    mask = touching(darkness > kFaint, darkness > std::clamp(static_cast<int>(otsu), kLeastCertain, kMostCertain));
    const cv::Mat ink = inkOfPens(smooth, mask, umPerPx);
    mask.setTo(0, ink);
    const auto pixels = [&](double edgeUm) { return std::pow(edgeUm / umPerPx, 2); };
    flipSmall(mask, 255, pixels(kSpeckUm) / 4);  // dust must not be joined into tissue
    mask = closed(mask, umPerPx);
    flipSmall(mask, 0, pixels(kHoleUm));
    flipSmall(mask, 255, pixels(kSpeckUm));
    mask.setTo(0, ink);
    const double glass = 1 - static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total());
    if (glass < kPracticallyNoGlass) mask.setTo(255);
    return {mask, onGlass(ink, mask)};
}

Image imageOf(const cv::Mat& mask) {
    Image image(mask.cols, mask.rows, PixelFormat::Gray8);
    for (int y = 0; y < mask.rows; ++y) std::memcpy(image.row(y), mask.ptr(y), static_cast<std::size_t>(mask.cols));
    return image;
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
        const double longest = std::max(rgb.width(), rgb.height());
        const Found found = findOn(matOf(rgb), umPerPx.value_or(kGuessedUmPerPx * kLongestEdge / std::max(longest, 1.0)));
        TissueMask tissue{imageOf(found.tissue), downsample};
        if (cv::countNonZero(found.ink) > 0) tissue.ink = imageOf(found.ink);
        return tissue;
    } catch (const cv::Exception& e) {
        return Error{"cannot find tissue", "", e.err};
    }
}

Result<TissueMask> findTissue(const Slide& slide, std::optional<double> umPerPx) {
    const PixelSize size = slide.info().size();
    const auto longest = static_cast<double>(std::max(size.width, size.height));
    double downsample = longest / kLongestEdge;
    if (umPerPx && *umPerPx > 0)
        downsample = std::max({std::min(kMaskUmPerPx / *umPerPx, longest / kSmallestEdge), kFinestUmPerPx / *umPerPx,
                               longest / kLargestEdge});
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

namespace {

std::vector<TissuePiece> outlinesOf(const Image& mask, double downsample) {
    if (mask.isNull()) return {};
    std::vector<std::vector<cv::Point>> contours;
    std::vector<cv::Vec4i> hierarchy;
    cv::findContours(matOf(mask).clone(), contours, hierarchy, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    std::vector<TissuePiece> pieces;
    std::vector<int> pieceOf(contours.size(), -1);
    for (std::size_t i = 0; i < contours.size(); ++i) {
        if (hierarchy[i][3] >= 0 || contours[i].size() < 3) continue;
        pieceOf[i] = static_cast<int>(pieces.size());
        pieces.push_back({ringOf(contours[i], downsample), {}});
    }
    for (std::size_t i = 0; i < contours.size(); ++i) {
        const int parent = hierarchy[i][3];
        if (parent < 0 || contours[i].size() < 3 || pieceOf[static_cast<std::size_t>(parent)] < 0) continue;
        pieces[static_cast<std::size_t>(pieceOf[static_cast<std::size_t>(parent)])].holes.push_back(ringOf(contours[i], downsample));
    }
    return pieces;
}

}  // namespace

std::vector<TissuePiece> piecesOf(const TissueMask& tissue) { return outlinesOf(tissue.mask, tissue.downsample); }

std::vector<TissuePiece> inkOf(const TissueMask& tissue) { return outlinesOf(tissue.ink, tissue.downsample); }

}  // namespace bowman
