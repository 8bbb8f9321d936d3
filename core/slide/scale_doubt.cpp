#include "core/slide/scale_doubt.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace bowman {
namespace {

constexpr double kUmPerPxTimesPower = 10;   // the scanners of Aperio, Hamamatsu, Leica and 3DHISTECH: 0.22–0.27 at 40×
constexpr double kLargestRatio = 3;         // a camera's binning or an adapter explains a factor of 2
constexpr double kSmallest = 0.05, kLargest = 20;   // of light microscopes, as in properties.cpp
constexpr double kLongestMm = 200;          // the largest glass slides have 150 mm

std::string numberText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

}  // namespace

std::string scaleDoubt(const SlideInfo& info) {
    const auto& scale = info.umPerPx;
    if (!scale.value) return scale.tag.empty() ? "" : "The file says " + scale.tag + ", which is no scale of a light microscope";
    const double value = *scale.value;
    const std::string shown = numberText(value) + " µm/px";
    if (!(value >= kSmallest && value <= kLargest)) return shown + " is no scale of a light microscope";
    if (info.objectivePower) {
        const double expected = kUmPerPxTimesPower / *info.objectivePower, ratio = value / expected;
        if (ratio > kLargestRatio || ratio < 1 / kLargestRatio)
            return shown + " does not fit the objective: " + numberText(*info.objectivePower) + "× gives about " + numberText(expected) + " µm/px" +
                   (std::abs(std::abs(std::log10(ratio)) - 1) < 0.18 ? " (ten times " + std::string(ratio > 1 ? "less" : "more") + ")" : "");
    }
    const double mm = static_cast<double>(std::max(info.size().width, info.size().height)) * value / 1000;
    if (mm > kLongestMm) return shown + " would make the section " + numberText(mm / 10) + " cm long";
    return {};
}

}  // namespace bowman
