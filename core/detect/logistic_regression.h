// Yes or no from a vector of numbers: L2-penalised logistic regression on standardised features, fitted by Newton's method (iteratively reweighted
// least squares; Hastie, Tibshirani & Friedman 2009, 4.4.1). Both answers weigh the same, however many examples each has. Pure; any thread.
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"

namespace bowman {

struct LogisticModel {
    std::vector<double> centre;     ///< of each feature, taken off
    std::vector<double> spread;     ///< its standard deviation, divided by
    std::vector<double> weight;
    double bias = 0;

    std::size_t size() const { return weight.size(); }
    /// 0 … 1. `features` must have size() numbers.
    double probability(std::span<const float> features) const;
};

/// `answers[i]` goes with `examples[i]`; all examples are equally long. `penalty` times the squared weights is added to the mean loss; above 0.
/// Errors: no example of one of the answers, lengths that differ, numbers that are none.
Result<LogisticModel> fitLogistic(const std::vector<std::vector<float>>& examples, const std::vector<bool>& answers, double penalty);

}  // namespace bowman
