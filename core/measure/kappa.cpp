#include "core/measure/kappa.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

constexpr double kNormal95 = 1.959963984540054;

double square(double x) { return x * x; }

/// Formula 13 of Fleiss, Cohen & Everitt 1969 with weights of 1 on the diagonal and 0 beside it; `p` are shares.
double variance(const std::vector<std::vector<double>>& p, const std::vector<double>& rows, const std::vector<double>& columns, const Kappa& kappa) {
    const double po = kappa.observed, pe = kappa.expected;
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        for (std::size_t j = 0; j < p.size(); ++j)
            sum += i == j ? p[i][i] * square((1 - pe) - (rows[i] + columns[i]) * (1 - po)) : p[i][j] * square((1 - po) * (columns[i] + rows[j]));
    sum -= square(po * pe - 2 * pe + po);
    return std::max(0.0, sum) / (static_cast<double>(kappa.objects) * square(square(1 - pe)));
}

}  // namespace

Kappa cohensKappa(const ClassTable& table) {
    Kappa kappa;
    const std::size_t n = table.size();
    for (const auto& row : table)
        for (const std::int64_t count : row) kappa.objects += count;
    if (kappa.objects == 0) {
        kappa.why = "no object in both readings";
        return kappa;
    }
    std::vector<std::vector<double>> shares(n, std::vector<double>(n, 0));
    std::vector<double> rows(n, 0), columns(n, 0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            shares[i][j] = static_cast<double>(table[i][j]) / static_cast<double>(kappa.objects);
            rows[i] += shares[i][j];
            columns[j] += shares[i][j];
        }
    bool isOneClass = false;
    for (std::size_t i = 0; i < n; ++i) {
        kappa.observed += shares[i][i];
        kappa.expected += rows[i] * columns[i];
        isOneClass = isOneClass || table[i][i] == kappa.objects;
    }
    if (isOneClass) {
        kappa.observed = kappa.expected = 1;
        kappa.why = "both readers gave one class only";
        return kappa;
    }
    kappa.value = (kappa.observed - kappa.expected) / (1 - kappa.expected);
    const double squared = variance(shares, rows, columns, kappa);
    if (squared < 1e-15) return kappa;    // all agree, or none does: the large-sample error is 0 however few the objects are
    kappa.standardError = std::sqrt(squared);
    kappa.low = std::max(-1.0, *kappa.value - kNormal95 * *kappa.standardError);
    kappa.high = std::min(1.0, *kappa.value + kNormal95 * *kappa.standardError);
    return kappa;
}

}  // namespace bowman
