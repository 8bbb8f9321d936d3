#include "core/interactive/curve.h"

#include <opencv2/imgproc.hpp>

namespace bowman {
namespace {

std::vector<double> binomial(int reach) {
    std::vector<double> weights{1};
    for (int row = 0; row < 2 * reach; ++row) {
        std::vector<double> next(weights.size() + 1, 0.0);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            next[i] += weights[i] / 2;
            next[i + 1] += weights[i] / 2;
        }
        weights = std::move(next);
    }
    return weights;
}

}  // namespace

std::vector<SlidePoint> smoothedLine(const std::vector<SlidePoint>& line, int reach, LineEnds ends) {
    const int count = static_cast<int>(line.size());
    if (reach <= 0 || count < 3 || (ends == LineEnds::Closed && count < 2 * reach + 1)) return line;
    const std::vector<double> weights = binomial(reach);
    std::vector<SlidePoint> smooth;
    smooth.reserve(line.size());
    for (int i = 0; i < count; ++i) {
        // Near an end of an open line as far as there are points on both sides: the ends stay where they are.
        const int wide = ends == LineEnds::Closed ? reach : std::min({reach, i, count - 1 - i});
        SlidePoint sum;
        double total = 0;
        for (int by = -wide; by <= wide; ++by) {
            const SlidePoint& p = line[static_cast<std::size_t>((i + by + count) % count)];
            const double w = weights[static_cast<std::size_t>(by + reach)];
            sum = {sum.x + w * p.x, sum.y + w * p.y};
            total += w;
        }
        smooth.push_back({sum.x / total, sum.y / total});
    }
    return smooth;
}

std::vector<SlidePoint> thinnedLine(const std::vector<SlidePoint>& line, double tolerance, LineEnds ends) {
    if (line.size() < 3 || !(tolerance > 0)) return line;
    // OpenCV's floats would lose digits far from the origin.
    const SlidePoint o = line.front();
    std::vector<cv::Point2f> points, fewer;
    points.reserve(line.size());
    for (const SlidePoint& p : line) points.emplace_back(static_cast<float>(p.x - o.x), static_cast<float>(p.y - o.y));
    cv::approxPolyDP(points, fewer, tolerance, ends == LineEnds::Closed);
    std::vector<SlidePoint> thin;
    for (const cv::Point2f& p : fewer) thin.push_back({o.x + static_cast<double>(p.x), o.y + static_cast<double>(p.y)});
    return thin;
}

}  // namespace bowman
