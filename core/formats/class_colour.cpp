#include "core/formats/class_colour.h"

#include <cmath>

namespace bowman {
namespace {

std::uint32_t fnv1a(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

/// Saturated colour of a hue in [0,1): visible on pink tissue and on glass.
std::array<std::uint8_t, 3> fromHue(double hue) {
    std::array<std::uint8_t, 3> rgb{};
    for (int i = 0; i < 3; ++i) {
        const double k = std::fmod(5.0 - 2.0 * i + hue * 6.0, 6.0);
        const double v = 0.85 - 0.85 * std::fmax(0.0, std::fmin(std::fmin(k, 4.0 - k), 1.0));
        rgb[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(std::lround(v * 255));
    }
    return rgb;
}

}  // namespace

std::array<std::uint8_t, 3> classColour(std::string_view className) {
    if (className == "Glomerulus") return {0, 128, 0};
    if (className == "Complete region") return {0, 96, 192};
    return fromHue((fnv1a(className) % 360) / 360.0);
}

}  // namespace bowman
