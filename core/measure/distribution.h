// Numbers of many objects put together: their middle and spread, and how they fall into bins. Pure; any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace bowman {

/// Of finite values. All zero for none; the standard deviation is that of a sample (n − 1), 0 for one.
struct Distribution {
    std::size_t count = 0;
    double mean = 0;
    double standardDeviation = 0;
    double smallest = 0;
    double lowerQuartile = 0;     ///< quartiles by linear interpolation between ranks (Hyndman & Fan 1996, type 7)
    double median = 0;
    double upperQuartile = 0;
    double largest = 0;
};
Distribution distributionOf(std::vector<double> values);

/// Bins of equal width with edges at round numbers (1, 2 or 5 times a power of ten).
struct Bins {
    double start = 0;
    double width = 1;
    int count = 0;
    /// −1 outside. A value on an edge belongs to the bin above it, the largest to the last bin.
    int binOf(double value) const;
    double lower(int bin) const { return start + bin * width; }
    double upper(int bin) const { return start + (bin + 1) * width; }
};
/// That hold all values, about `wanted` of them (never more than twice as many); none for no values.
Bins roundBins(const std::vector<double>& values, int wanted);

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `value`; 1 for what is not positive.
double roundStep(double value);

}  // namespace bowman
