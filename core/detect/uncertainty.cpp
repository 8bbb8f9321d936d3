#include "core/detect/uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "core/detect/probability_map.h"

namespace bowman {

double binaryEntropy(std::uint8_t probability) {
    static const std::array<double, 256> table = [] {
        std::array<double, 256> t{};
        for (int i = 1; i < 255; ++i) {
            const double p = i / 255.0;
            t[static_cast<std::size_t>(i)] = -p * std::log2(p) - (1 - p) * std::log2(1 - p);
        }
        return t;
    }();
    return table[probability];
}

double meanEntropy(const Image& probability, const Image& mask) {
    if (mask.isNull()) return 0;
    const cv::Mat inside(mask.height(), mask.width(), CV_8U, const_cast<std::uint8_t*>(mask.data()));
    cv::Mat withBorder;
    cv::dilate(inside, withBorder, cv::Mat());   // 3 × 3
    double sum = 0;
    std::int64_t count = 0;
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
            if (!withBorder.at<std::uint8_t>(y, x)) continue;
            sum += binaryEntropy(probability.pixel(x, y)[0]);
            ++count;
        }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

std::optional<double> meanSeamDisagreement(const Image& seams, const Image& mask) {
    constexpr std::int64_t kFewest = 16;
    std::int64_t sum = 0, count = 0;
    for (std::size_t i = 0; i < mask.sizeBytes(); ++i) {
        if (!mask.data()[i] || seams.data()[i] < ProbabilityMap::kSeam) continue;
        sum += seams.data()[i] - ProbabilityMap::kSeam;
        ++count;
    }
    if (count < kFewest) return {};
    return static_cast<double>(sum) / (254.0 * static_cast<double>(count));
}

}  // namespace bowman
