#include "core/measure/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bowman {
namespace {

double quantile(const std::vector<double>& sorted, double share) {
    const double rank = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (rank - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

Distribution distributionOf(std::vector<double> values) {
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    Distribution d;
    if (values.empty()) return d;
    std::sort(values.begin(), values.end());
    d.count = values.size();
    const auto n = static_cast<double>(d.count);
    d.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double v : values) squares += (v - d.mean) * (v - d.mean);
    d.standardDeviation = d.count > 1 ? std::sqrt(squares / (n - 1)) : 0;
    d.smallest = values.front();
    d.lowerQuartile = quantile(values, 0.25);
    d.median = quantile(values, 0.5);
    d.upperQuartile = quantile(values, 0.75);
    d.largest = values.back();
    return d;
}

int Bins::binOf(double value) const {
    if (count == 0 || !(value >= start) || value > upper(count - 1)) return -1;
    return std::min(static_cast<int>((value - start) / width), count - 1);
}

double roundStep(double value) {
    if (!(value > 0) || !std::isfinite(value)) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= value * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

Bins roundBins(const std::vector<double>& values, int wanted) {
    double lowest = INFINITY, highest = -INFINITY;
    for (const double v : values)
        if (std::isfinite(v)) {
            lowest = std::min(lowest, v);
            highest = std::max(highest, v);
        }
    if (!(lowest <= highest) || wanted < 1) return {};
    const double span = highest - lowest;
    Bins bins;
    // Equal values get one bin around them, narrow against their size.
    bins.width = span > 0 ? roundStep(span / wanted) : roundStep(std::max(std::abs(highest) / 20, 1e-9));
    bins.start = std::floor(lowest / bins.width) * bins.width;
    bins.count = std::max(1, static_cast<int>(std::floor((highest - bins.start) / bins.width * (1 + 1e-12))) + 1);
    // The largest value on the last edge needs no bin of its own.
    if (bins.count > 1 && bins.start + (bins.count - 1) * bins.width >= highest) --bins.count;
    return bins;
}

}  // namespace bowman
