#include "core/interactive/click_segment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include <opencv2/imgproc.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/interactive/polar_outline.h"

namespace bowman {
namespace {

constexpr double kTypicalRadiusUm = 95;
constexpr double kLargestBoxUm = 2000;
constexpr double kRadiusInPatch = 48;      // pixels of the patch: 2 µm a pixel for a glomerulus of 190 µm
constexpr double kReach = 2.3;             // typical radii from the centre to the edge of the patch
constexpr int kAngles = 120;
constexpr int kRadii = 80;
constexpr double kSmallest = 0.35;         // of the typical radius
constexpr double kLargest = 1.75;
constexpr double kMiddle = 0.8;            // what counts as inside at first
constexpr double kSurroundings = 1.15;     // what counts as outside at first
constexpr int kRounds = 3;
constexpr float kForbidden = -1e4F;
constexpr int kFeatures = 5;

struct Weights {
    float region = 0.7F;
    float probability = 4.0F;
    float edge = 0.5F;
    float size = 2.5F;
    float boxSize = 8.0F;
    float stiffness = 1.1F;
};
constexpr Weights kWeights;

using Features = cv::Vec<float, kFeatures>;

/// In pixels of the patch.
struct Start {
    cv::Point2d centre;
    double radiusX = kRadiusInPatch, radiusY = kRadiusInPatch;
    bool isBox = false;

    double usualRadius(double angle) const {      // of the ellipse
        const double c = std::cos(angle) / radiusX, s = std::sin(angle) / radiusY;
        return 1 / std::sqrt(c * c + s * s);
    }
};

Error sentence(const char* text) { return {text, "", ""}; }

double angleOf(int i) { return 2 * std::numbers::pi * i / kAngles; }
double factorOf(int r) { return kSmallest + (kLargest - kSmallest) * r / (kRadii - 1); }

cv::Mat matOf(const Image& image) {
    return {image.height(), image.width(), image.format() == PixelFormat::Gray8 ? CV_8UC1 : CV_8UC3, const_cast<std::uint8_t*>(image.data())};
}

/// Colour at two scales and roughness, all of the order of 1.
cv::Mat featuresOf(const cv::Mat& lab) {
    cv::Mat fine, coarse, rough;
    cv::GaussianBlur(lab, fine, {}, 2.0);
    cv::GaussianBlur(lab, coarse, {}, 5.0);
    std::array<cv::Mat, 3> f, c, l;
    cv::split(fine, f.data());
    cv::split(coarse, c.data());
    cv::split(lab, l.data());
    cv::absdiff(l[0], f[0], rough);
    cv::GaussianBlur(rough, rough, {}, 5.0);
    cv::Mat all;
    const std::array<cv::Mat, kFeatures> parts{f[0] / 20, c[0] / 20, c[1] / 10, c[2] / 10, rough / 5};
    cv::merge(parts.data(), parts.size(), all);
    return all;
}

/// How much more each pixel looks like inside than like outside: Fisher's linear discriminant, as log odds within ±3.
cv::Mat insideOdds(const cv::Mat& features, const cv::Mat& inside, const cv::Mat& outside) {
    using Square = cv::Matx<double, kFeatures, kFeatures>;
    using Column = cv::Vec<double, kFeatures>;
    std::array<Column, 2> mean;
    std::array<double, 2> count{};
    const std::array<const cv::Mat*, 2> masks{&inside, &outside};
    Square scatter = Square::zeros();
    for (std::size_t side = 0; side < 2; ++side) {
        Square products = Square::zeros();
        for (int y = 0; y < features.rows; ++y)
            for (int x = 0; x < features.cols; ++x) {
                if (!masks[side]->at<std::uint8_t>(y, x)) continue;
                const Column v = features.at<Features>(y, x);
                mean[side] += v;
                count[side] += 1;
                products += v * v.t();
            }
        if (count[side] < 2 * kFeatures) return cv::Mat::zeros(features.size(), CV_32F);
        mean[side] *= 1 / count[side];
        scatter += products * (0.5 / count[side]) - mean[side] * mean[side].t() * 0.5;
    }
    for (int i = 0; i < kFeatures; ++i) scatter(i, i) += 0.02;      // flat colour has no scatter
    bool isRegular = false;
    const Column direction = scatter.inv(cv::DECOMP_CHOLESKY, &isRegular) * (mean[0] - mean[1]);
    if (!isRegular) return cv::Mat::zeros(features.size(), CV_32F);
    const double threshold = direction.dot((mean[0] + mean[1]) * 0.5);
    cv::Mat odds(features.size(), CV_32F);
    for (int y = 0; y < features.rows; ++y)
        for (int x = 0; x < features.cols; ++x)
            odds.at<float>(y, x) = static_cast<float>(std::clamp(direction.dot(Column(features.at<Features>(y, x))) - threshold, -3.0, 3.0));
    return odds;
}

float sample(const cv::Mat& image, cv::Point2d p) {
    const int x = std::clamp(static_cast<int>(std::floor(p.x)), 0, image.cols - 1), y = std::clamp(static_cast<int>(std::floor(p.y)), 0, image.rows - 1);
    return image.at<float>(y, x);
}

class Unrolled {
public:
    explicit Unrolled(const Start& start) : m_start(start) {}

    cv::Point2d at(int angle, double factor) const {
        const double radius = m_start.usualRadius(angleOf(angle)) * factor;
        return {m_start.centre.x + radius * std::cos(angleOf(angle)), m_start.centre.y + radius * std::sin(angleOf(angle))};
    }

    /// `odds` and `probability` as far as they are not empty; `smooth`: brightness.
    PolarScores scores(const cv::Mat& odds, const cv::Mat& probability, const cv::Mat& smooth) const {
        PolarScores s{kAngles, kRadii, std::vector<float>(static_cast<std::size_t>(kAngles) * kRadii)};
        const double step = (kLargest - kSmallest) / (kRadii - 1);
        for (int a = 0; a < kAngles; ++a) {
            double sum = 0;
            for (int r = 0; r < kRadii; ++r) {
                const double factor = factorOf(r);
                const cv::Point2d here = at(a, factor);
                double inside = kWeights.region * sample(odds, here);
                if (!probability.empty()) inside += kWeights.probability * (sample(probability, here) / 127.5 - 1);
                sum += inside * factor * step * 10;
                // Brighter outside than inside: Bowman's space, or glass.
                const double rise = (sample(smooth, at(a, factor + 0.06)) - sample(smooth, at(a, factor - 0.06))) / 10;
                const double off = m_start.isBox ? (factor - 0.94) / 0.12 : (factor - 1) / 0.3;
                const double prior = m_start.isBox ? kWeights.boxSize * 0.25 * off * off : kWeights.size * off * off;
                s.at(a, r) = static_cast<float>(sum + kWeights.edge * std::clamp(std::abs(rise), 0.0, 4.0) - prior);
            }
        }
        return s;
    }

    /// What clicks demand of the outline in their direction.
    void constrain(PolarScores& scores, cv::Point2d click, bool inside) const {
        const cv::Point2d d = click - m_start.centre;
        const double distance = std::hypot(d.x, d.y);
        if (distance < 2) return;
        const double angle = std::atan2(d.y, d.x);
        const int centre = static_cast<int>(std::lround(angle / (2 * std::numbers::pi) * kAngles));
        for (int by = -3; by <= 3; ++by) {
            const int a = ((centre + by) % kAngles + kAngles) % kAngles;
            const double limit = distance / m_start.usualRadius(angleOf(a));
            for (int r = 0; r < kRadii; ++r) {
                const bool reaches = factorOf(r) > limit + (inside ? 0.04 : -0.04);
                if (reaches != inside) scores.at(a, r) += kForbidden;
            }
        }
    }

    Ring ring(std::span<const int> radii) const {
        Ring points;
        for (int a = 0; a < kAngles; ++a) {
            // A mean of three takes the steps of the grid out of the outline.
            const auto factor = [&](int i) { return factorOf(radii[static_cast<std::size_t>((i + kAngles) % kAngles)]); };
            const cv::Point2d p = at(a, (factor(a - 1) + 2 * factor(a) + factor(a + 1)) / 4);
            points.push_back({p.x, p.y});
        }
        return points;
    }

private:
    Start m_start;
};

cv::Mat filled(const cv::Size& size, const Ring& ring) {
    std::vector<cv::Point> points;
    for (const SlidePoint& p : ring) points.emplace_back(static_cast<int>(std::floor(p.x)), static_cast<int>(std::floor(p.y)));
    cv::Mat mask = cv::Mat::zeros(size, CV_8U);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{points}, 255);
    return mask;
}

cv::Mat ellipseMask(const cv::Size& size, const Start& start, double factor) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8U);
    cv::ellipse(mask, cv::RotatedRect({static_cast<float>(start.centre.x), static_cast<float>(start.centre.y)},
                                      {static_cast<float>(2 * factor * start.radiusX), static_cast<float>(2 * factor * start.radiusY)}, 0), 255, cv::FILLED);
    return mask;
}

/// Bright and without colour. Lab as floats: L 0…100.
bool isGlass(const cv::Mat& lab, cv::Point2d centre) {
    int glass = 0, all = 0;
    constexpr int kAround = 12;
    for (int y = static_cast<int>(centre.y) - kAround; y <= static_cast<int>(centre.y) + kAround; ++y)
        for (int x = static_cast<int>(centre.x) - kAround; x <= static_cast<int>(centre.x) + kAround; ++x) {
            if (x < 0 || y < 0 || x >= lab.cols || y >= lab.rows) continue;
            const cv::Vec3f& v = lab.at<cv::Vec3f>(y, x);
            ++all;
            glass += v[0] > 88 && std::hypot(v[1], v[2]) < 6;
        }
    return all == 0 || glass > 0.9 * all;
}

Start startOf(const PicturePatch& patch, const SegmentRequest& request) {
    Start start;
    SlidePoint centre;
    if (!request.box.isEmpty()) {
        centre = request.box.centre();
        start.radiusX = request.box.width / 2 / patch.downsample;
        start.radiusY = request.box.height / 2 / patch.downsample;
        start.isBox = true;
    } else {
        int count = 0;
        for (const SegmentClick& click : request.clicks) {
            if (!click.inside) continue;
            centre = {centre.x + click.point.x, centre.y + click.point.y};
            ++count;
        }
        centre = {centre.x / std::max(count, 1), centre.y / std::max(count, 1)};
    }
    const SlidePoint p = patch.toPatch(centre);
    start.centre = {p.x, p.y};
    return start;
}

bool hasInside(const SegmentRequest& request) {
    return std::any_of(request.clicks.begin(), request.clicks.end(), [](const SegmentClick& c) { return c.inside; });
}

Result<MultiPolygon> segment(const PicturePatch& patch, const SegmentRequest& request) {
    Start start = startOf(patch, request);
    cv::Mat scaled, lab;
    matOf(patch.rgb).convertTo(scaled, CV_32F, 1 / 255.0);
    cv::cvtColor(scaled, lab, cv::COLOR_RGB2Lab);
    if (isGlass(lab, start.centre)) return sentence("There is only glass here: click inside of a glomerulus");

    const cv::Mat features = featuresOf(lab);
    cv::Mat brightness, smooth, probability;
    cv::extractChannel(lab, brightness, 0);
    cv::GaussianBlur(brightness, smooth, {}, 1.2);
    if (!patch.probability.isNull()) matOf(patch.probability).convertTo(probability, CV_32F);

    cv::Mat inside = ellipseMask(lab.size(), start, kMiddle), outside = 255 - ellipseMask(lab.size(), start, kSurroundings);
    Ring ring;
    for (int round = 0; round < kRounds; ++round) {
        const Unrolled unrolled(start);
        PolarScores scores = unrolled.scores(insideOdds(features, inside, outside), probability, smooth);
        for (const SegmentClick& click : request.clicks) {
            const SlidePoint p = patch.toPatch(click.point);
            unrolled.constrain(scores, {p.x, p.y}, click.inside);
        }
        ring = unrolled.ring(bestOutline(scores, kWeights.stiffness));
        // The next round looks from the middle of what was found, and knows better what inside and outside look like.
        const cv::Mat found = filled(lab.size(), ring);
        cv::erode(found, inside, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
        cv::dilate(found, outside, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
        outside = 255 - outside;
        const cv::Moments m = cv::moments(found, true);
        if (!start.isBox && m.m00 > 0) start.centre = {m.m10 / m.m00 + 0.5, m.m01 / m.m00 + 0.5};
    }
    for (SlidePoint& p : ring) p = patch.toSlide(p);
    return makeValid({Polygon{ring, {}}});
}

}  // namespace

Result<ScaledRegion> regionToSegment(const SegmentRequest& request) {
    if (!request.box.isEmpty()) {
        const double edge = std::max(request.box.width, request.box.height);
        if (request.umPerPx && edge * *request.umPerPx > kLargestBoxUm) return sentence("The box is larger than 2 mm: drag it closely around one glomerulus");
        const int pixels = static_cast<int>(std::ceil(2 * kReach * kRadiusInPatch));
        return squareAround(request.box.centre(), pixels, edge / 2 / kRadiusInPatch);
    }
    if (!hasInside(request)) return sentence("Click inside of a glomerulus, or drag a box around it");
    if (!request.umPerPx) return sentence("The scale of this slide is not known: drag a box around the glomerulus instead");
    const double downsample = kTypicalRadiusUm / *request.umPerPx / kRadiusInPatch;
    PicturePatch frame;
    frame.downsample = 1;
    const Start start = startOf(frame, request);
    return squareAround({start.centre.x, start.centre.y}, static_cast<int>(std::ceil(2 * kReach * kRadiusInPatch)), downsample);
}

Result<MultiPolygon> segmentFromClicks(const PicturePatch& patch, const SegmentRequest& request) {
    if (request.box.isEmpty() && !hasInside(request)) return sentence("Click inside of a glomerulus, or drag a box around it");
    if (patch.rgb.isNull() || patch.rgb.format() != PixelFormat::Rgb8) return sentence("There is no picture here");
    for (const SegmentClick& in : request.clicks)
        for (const SegmentClick& out : request.clicks)
            if (in.inside && !out.inside && std::hypot(in.point.x - out.point.x, in.point.y - out.point.y) < 3 * patch.downsample)
                return sentence("These clicks contradict each other: one is inside, one outside, at the same place");
    try {
        return segment(patch, request);
    } catch (const cv::Exception& e) {
        return Error{"The outline could not be computed", "", e.what()};
    }
}

}  // namespace bowman
