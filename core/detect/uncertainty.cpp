#include "core/detect/uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>

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
    const auto touches = [&](int x, int y) {
        for (int v = std::max(0, y - 1); v <= std::min(mask.height() - 1, y + 1); ++v)
            for (int u = std::max(0, x - 1); u <= std::min(mask.width() - 1, x + 1); ++u)
                if (mask.pixel(u, v)[0]) return true;
        return false;
    };
    double sum = 0;
    std::int64_t count = 0;
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
            if (!mask.pixel(x, y)[0] && !touches(x, y)) continue;
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
