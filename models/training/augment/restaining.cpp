#include "models/training/augment/restaining.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "core/appearance/stain_estimate.h"

namespace bowman {
namespace {

constexpr double kLeastDensity = 0.15;      // of the darkest channel; below is glass
constexpr double kPercentile = 0.99;
constexpr double kMostGain = 2.5;

StainVector mixed(const StainVector& a, const StainVector& b, double share) {
    StainVector v;
    for (std::size_t i = 0; i < 3; ++i) v[i] = (1 - share) * a[i] + share * b[i];
    return normalised(v);
}

}  // namespace

std::optional<StainLook> stainLookOf(const Image& rgb) {
    const auto dyes = estimateStains(std::span(&rgb, 1));
    if (!dyes) return {};
    const Unmixing amounts = unmixing(*dyes);
    std::array<std::vector<double>, 2> found;
    for (std::size_t i = 0; i + 2 < rgb.sizeBytes(); i += 3) {
        StainVector d;
        for (std::size_t c = 0; c < 3; ++c) d[c] = -std::log10(std::max<int>(rgb.data()[i + c], 1) / 255.0);
        if (std::max({d[0], d[1], d[2]}) < kLeastDensity) continue;
        for (std::size_t k = 0; k < 2; ++k) found[k].push_back(amounts[k][0] * d[0] + amounts[k][1] * d[1] + amounts[k][2] * d[2]);
    }
    StainLook look{*dyes, {}};
    for (std::size_t k = 0; k < 2; ++k) {
        const auto at = found[k].begin() + static_cast<std::ptrdiff_t>(kPercentile * static_cast<double>(found[k].size() - 1));
        std::nth_element(found[k].begin(), at, found[k].end());
        look.strength[k] = *at;
        if (!(look.strength[k] > 0.01)) return {};
    }
    return look;
}

DensityMatrix restaining(const StainLook& from, const StainLook& to, double share) {
    const StainVectors dyes{mixed(from.dyes.hematoxylin, to.dyes.hematoxylin, share), mixed(from.dyes.counterstain, to.dyes.counterstain, share)};
    std::array<double, 3> gain{1, 1, 1};
    for (std::size_t k = 0; k < 2; ++k) gain[k] = std::pow(std::clamp(to.strength[k] / from.strength[k], 1 / kMostGain, kMostGain), share);
    const Unmixing amounts = unmixing(from.dyes);
    const std::array<StainVector, 3> colours{dyes.hematoxylin, dyes.counterstain, restOf(from.dyes)};
    DensityMatrix m{};
    for (std::size_t in = 0; in < 3; ++in)
        for (std::size_t out = 0; out < 3; ++out)
            for (std::size_t k = 0; k < 3; ++k) m[in][out] += amounts[k][in] * gain[k] * colours[k][out];
    return m;
}

}  // namespace bowman
