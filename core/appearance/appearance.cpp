#include "core/appearance/appearance.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace bowman {
namespace {

std::string printed(const char* format, double value) {
    char text[48];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}  // namespace

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

Appearance firstAppearance(const SlideInfo& slide) {
    Appearance first;
    if (slide.profile && !slide.profile->isSrgb) first.profile = slide.profile;
    return first;
}

std::string counterstainName(StainPair pair) {
    switch (pair) {
        case StainPair::HematoxylinEosin: return "Eosin";
        case StainPair::HematoxylinPas: return "PAS";
        case StainPair::HematoxylinDab: break;
    }
    return "DAB";
}

std::string describe(const Appearance& a) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (a.view == StainView::Hematoxylin) add("Hematoxylin");
    if (a.view == StainView::Counterstain) add(counterstainName(a.stains));
    if (a.view == StainView::Rest) add("Rest of Hematoxylin and " + counterstainName(a.stains));
    if (a.profile && a.view == StainView::AsStained) add("colour profile " + a.profile->name);
    if (a.brightness != 0) add(printed("brightness %+.0f %%", 100 * a.brightness));
    if (a.contrast != 0) add(printed("contrast %+.0f %%", 100 * a.contrast));
    if (a.gamma != 1) add(printed("gamma %.2f", a.gamma));
    return text;
}

}  // namespace bowman
