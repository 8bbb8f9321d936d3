#include "core/detect/logistic_regression.h"

#include <algorithm>
#include <cmath>

#include <opencv2/core.hpp>

namespace bowman {
namespace {

constexpr int kMostSteps = 50;
constexpr double kSmallStep = 1e-8;

double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

Result<void> check(const std::vector<std::vector<float>>& examples, const std::vector<bool>& answers, double penalty) {
    const auto bad = [](const std::string& why) { return Error{"cannot fit a classifier", "", why}; };
    if (!(penalty > 0)) return bad("the penalty must be above 0");
    if (examples.size() != answers.size()) return bad("there are not as many answers as examples");
    const auto yes = std::count(answers.begin(), answers.end(), true);
    if (yes == 0 || yes == static_cast<std::ptrdiff_t>(answers.size())) return bad("all examples have the same answer");
    for (std::size_t i = 0; i < examples.size(); ++i) {
        if (examples[i].empty() || examples[i].size() != examples[0].size()) return bad("example " + std::to_string(i + 1) + " has another number of features");
        if (!std::all_of(examples[i].begin(), examples[i].end(), [](float v) { return std::isfinite(v); })) return bad("example " + std::to_string(i + 1) + " has a feature that is no number");
    }
    return {};
}

void standardise(const std::vector<std::vector<float>>& examples, LogisticModel& model) {
    const std::size_t size = examples[0].size();
    const double count = static_cast<double>(examples.size());
    model.centre.assign(size, 0);
    model.spread.assign(size, 0);
    for (const auto& example : examples)
        for (std::size_t k = 0; k < size; ++k) model.centre[k] += example[k] / count;
    for (const auto& example : examples)
        for (std::size_t k = 0; k < size; ++k) model.spread[k] += (example[k] - model.centre[k]) * (example[k] - model.centre[k]) / count;
    for (double& spread : model.spread) spread = std::max(std::sqrt(spread), 1e-6);
}

}  // namespace

double LogisticModel::probability(std::span<const float> features) const {
    double z = bias;
    for (std::size_t k = 0; k < weight.size(); ++k) z += weight[k] * (features[k] - centre[k]) / spread[k];
    return sigmoid(z);
}

Result<LogisticModel> fitLogistic(const std::vector<std::vector<float>>& examples, const std::vector<bool>& answers, double penalty) {
    if (const auto fine = check(examples, answers, penalty); !fine) return fine.error();
    LogisticModel model;
    standardise(examples, model);
    const int rows = static_cast<int>(examples.size()), columns = static_cast<int>(examples[0].size()) + 1;     // the last one is the bias
    cv::Mat_<double> x(rows, columns, 1.0);
    for (int i = 0; i < rows; ++i)
        for (int k = 0; k + 1 < columns; ++k) {
            const auto column = static_cast<std::size_t>(k);
            x(i, k) = (examples[static_cast<std::size_t>(i)][column] - model.centre[column]) / model.spread[column];
        }
    const double yes = static_cast<double>(std::count(answers.begin(), answers.end(), true)), no = rows - yes;
    cv::Mat_<double> weights = cv::Mat_<double>::zeros(columns, 1);
    try {
        for (int step = 0; step < kMostSteps; ++step) {
            const cv::Mat_<double> z = x * weights;
            cv::Mat_<double> weighted = x.clone();
            cv::Mat_<double> residual(rows, 1);
            for (int i = 0; i < rows; ++i) {
                const bool answer = answers[static_cast<std::size_t>(i)];
                const double p = sigmoid(z(i, 0)), importance = 0.5 / (answer ? yes : no);   // sums to 1
                residual(i, 0) = importance * (p - answer);
                weighted.row(i) *= importance * std::max(p * (1 - p), 1e-9);
            }
            cv::Mat_<double> gradient = x.t() * residual, curvature = x.t() * weighted;
            for (int k = 0; k + 1 < columns; ++k) {     // the bias is free
                gradient(k, 0) += 2 * penalty * weights(k, 0);
                curvature(k, k) += 2 * penalty;
            }
            cv::Mat_<double> change;
            cv::solve(curvature, gradient, change, cv::DECOMP_CHOLESKY);
            const double longest = cv::norm(change, cv::NORM_INF);
            weights -= change * std::min(1.0, 4 / std::max(longest, 1e-300));    // from far away a whole step may overshoot
            if (longest < kSmallStep) break;
        }
    } catch (const cv::Exception& e) {
        return Error{"cannot fit a classifier", "", e.what()};
    }
    for (int k = 0; k + 1 < columns; ++k) model.weight.push_back(weights(k, 0));
    model.bias = weights(columns - 1, 0);
    return model;
}

}  // namespace bowman
