#include "core/appearance/appearance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bowman {

std::uint8_t toneOf(const Appearance& appearance, double value) {
    double v = std::clamp(value / 255, 0.0, 1.0);
    if (appearance.gamma != 1) v = std::pow(v, 1 / std::clamp(appearance.gamma, kLeastGamma, kMostGamma));
    // The slope is that of a line at 0° (contrast −1), 45° (0) and almost 90° (1).
    constexpr double kSteepest = 0.98;
    const double contrast = std::clamp(appearance.contrast, -1.0, kSteepest);
    if (contrast != 0) v = (v - 0.5) * std::tan((contrast + 1) * std::numbers::pi / 4) + 0.5;
    v += appearance.brightness;
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(v, 0.0, 1.0)));
}

}  // namespace bowman
