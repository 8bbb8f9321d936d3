#include "core/slide/properties.h"

#include <charconv>
#include <cmath>

namespace bowman {
namespace {

constexpr double kSmallestUmPerPx = 0.05;  // below lies no light microscope
constexpr double kLargestUmPerPx = 20;     // above lies no slide that shows a nucleus, but 72 dpi does (353)

std::string textIn(const SlideProperties& properties, const std::string& name) {
    const auto found = properties.find(name);
    return found == properties.end() ? std::string() : found->second;
}

/// Empty when out of the range of microscopes.
std::optional<double> plausible(double x, double y) {
    const auto inRange = [](double v) { return v >= kSmallestUmPerPx && v <= kLargestUmPerPx; };
    return inRange(x) && inRange(y) ? std::optional((x + y) / 2) : std::nullopt;
}

MicronsPerPixel made(std::optional<double> value, std::string tag) {
    return {value, value ? "file" : "none", std::move(tag)};
}

MicronsPerPixel fromTiffResolution(const SlideProperties& properties) {
    const auto x = numberIn(properties, "tiff.XResolution");
    if (!x) return made(std::nullopt, "");
    const double y = numberIn(properties, "tiff.YResolution").value_or(*x);
    const std::string unit = textIn(properties, "tiff.ResolutionUnit");
    const std::string tag = "tiff.XResolution = " + textIn(properties, "tiff.XResolution") + "/" + (unit.empty() ? "inch" : unit);
    // TIFF 6.0: without the tag the unit is the inch; "none" is a ratio and no scale.
    const double umPerUnit = unit == "centimeter" ? 10000 : unit == "inch" || unit.empty() ? 25400 : 0;
    if (!(umPerUnit > 0) || !(*x > 0) || !(y > 0)) return made(std::nullopt, tag);
    return made(plausible(umPerUnit / *x, umPerUnit / y), tag);
}

}  // namespace

std::optional<double> numberIn(const SlideProperties& properties, const std::string& name) {
    std::string text = textIn(properties, name);
    const auto first = text.find_first_not_of(" \t+");
    if (first == std::string::npos) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

MicronsPerPixel micronsPerPixelFrom(const std::string& format, const SlideProperties& properties) {
    // OpenSlide computes mpp of a generic TIFF from the same tags; those are asked first, to show what the file says.
    if (format == "generic-tiff" && properties.contains("tiff.XResolution")) return fromTiffResolution(properties);
    const auto x = numberIn(properties, "openslide.mpp-x");
    const auto y = numberIn(properties, "openslide.mpp-y");
    if (!x && !y) return made(std::nullopt, "");
    std::string tag = "openslide.mpp-x = " + textIn(properties, "openslide.mpp-x");
    const double a = x.value_or(y.value_or(0)), b = y.value_or(a);
    if (a != b) tag += ", openslide.mpp-y = " + textIn(properties, "openslide.mpp-y");
    return made(plausible(a, b), tag);
}

MicronsPerPixel scaleInFile(double xUmPerPx, double yUmPerPx, const std::string& tag) { return made(plausible(xUmPerPx, yUmPerPx), tag); }

std::optional<double> objectivePowerFrom(const SlideProperties& properties) {
    for (const char* name : {"openslide.objective-power", "aperio.AppMag"})
        if (const auto power = numberIn(properties, name); power && *power > 0) return power;
    return std::nullopt;
}

SlideRect boundsFrom(const SlideProperties& properties, const SlideRect& slide) {
    const auto x = numberIn(properties, "openslide.bounds-x"), y = numberIn(properties, "openslide.bounds-y");
    const auto width = numberIn(properties, "openslide.bounds-width"), height = numberIn(properties, "openslide.bounds-height");
    if (!x || !y || !width || !height) return slide;
    const SlideRect bounds = slide.intersected({*x, *y, *width, *height});
    return bounds.isEmpty() ? slide : bounds;
}

}  // namespace bowman
