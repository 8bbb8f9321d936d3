#include "core/measure/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/measure/mask_agreement.h"

namespace bowman {

std::int64_t ProbabilityHistogram::pixels() const {
    return std::accumulate(inside.begin(), inside.end(), std::int64_t{0}) + std::accumulate(outside.begin(), outside.end(), std::int64_t{0});
}

PixelAgreement ProbabilityHistogram::at(double threshold) const {
    PixelAgreement pixels;
    const auto first = static_cast<std::size_t>(std::clamp(static_cast<int>(std::ceil(threshold * 255)), 0, 256));
    for (std::size_t i = 0; i < 256; ++i) {
        pixels.truth += inside[i];
        if (i < first) continue;
        pixels.predicted += inside[i] + outside[i];
        pixels.both += inside[i];
    }
    return pixels;
}

ProbabilityHistogram& ProbabilityHistogram::operator+=(const ProbabilityHistogram& other) {
    for (std::size_t i = 0; i < 256; ++i) {
        inside[i] += other.inside[i];
        outside[i] += other.outside[i];
    }
    return *this;
}

ProbabilityHistogram histogramOf(const ProbabilityMap& map, const Image& truth) {
    const MapGrid& grid = map.grid();
    const int width = static_cast<int>(grid.size.width), height = static_cast<int>(grid.size.height);
    ProbabilityHistogram histogram;
    if (width <= 0 || height <= 0) return histogram;
    const Image values = map.read(0, 0, width, height);
    struct Between { int low, high; double share; };  // of the higher one
    const auto between = [&](int pixel, double origin, int size) {
        const double at = std::clamp((pixel + 0.5 - origin) / grid.downsample - 0.5, 0.0, size - 1.0);
        const int low = static_cast<int>(at);
        return Between{low, std::min(low + 1, size - 1), at - low};
    };
    std::vector<Between> columns;
    for (int x = 0; x < truth.width(); ++x) columns.push_back(between(x, grid.origin.x, width));
    for (int y = 0; y < truth.height(); ++y) {
        const Between row = between(y, grid.origin.y, height);
        const std::uint8_t *upper = values.row(row.low), *lower = values.row(row.high), *labels = truth.row(y);
        for (int x = 0; x < truth.width(); ++x) {
            if (labels[x] == kNotLookedAt) continue;
            const Between& c = columns[static_cast<std::size_t>(x)];
            const double above = upper[c.low] + c.share * (upper[c.high] - upper[c.low]), below = lower[c.low] + c.share * (lower[c.high] - lower[c.low]);
            const auto value = static_cast<std::size_t>(std::lround(above + row.share * (below - above)));
            ++(labels[x] != 0 ? histogram.inside : histogram.outside)[value];
        }
    }
    return histogram;
}

BestThreshold bestThreshold(const ProbabilityHistogram& histogram) {
    int first = 1, last = 1;
    double best = -1;
    for (int i = 1; i < 255; ++i) {
        const double dice = histogram.at(i / 255.0).dice();
        if (dice > best) {
            best = dice;
            first = i;
        }
        if (dice >= best) last = i;
    }
    return {(first + last) / 2 / 255.0, best};
}

Calibration calibrationOf(const ProbabilityHistogram& histogram, int bins) {
    Calibration calibration;
    std::vector<double> sums(static_cast<std::size_t>(bins), 0), inside(static_cast<std::size_t>(bins), 0);
    for (int i = 0; i < bins; ++i) calibration.bins.push_back({double(i) / bins, double(i + 1) / bins});
    for (std::size_t value = 0; value < 256; ++value) {
        const auto bin = std::min(value * static_cast<std::size_t>(bins) / 255, static_cast<std::size_t>(bins - 1));
        const std::int64_t count = histogram.inside[value] + histogram.outside[value];
        calibration.bins[bin].pixels += count;
        sums[bin] += static_cast<double>(count) * static_cast<double>(value) / 255;
        inside[bin] += static_cast<double>(histogram.inside[value]);
    }
    const double all = static_cast<double>(histogram.pixels());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        ReliabilityBin& bin = calibration.bins[i];
        if (bin.pixels == 0) continue;
        const double count = static_cast<double>(bin.pixels);
        bin.predicted = sums[i] / count;
        bin.observed = inside[i] / count;
        calibration.expectedError += std::abs(bin.predicted - bin.observed) * count / all;
    }
    return calibration;
}

}  // namespace bowman
