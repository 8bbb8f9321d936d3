// The outlines of a phantom's glomeruli, and as QuPath GeoJSON.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "core/slide/phantom/phantom.h"
#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_noise.h"

namespace bowman {
namespace {

using phantom::Glomerulus;
using phantom::Layout;

/// Edge of the capsule, or of the tissue where that comes first on the way out from the centre.
std::vector<SlidePoint> outlineOf(const Layout& layout, const Glomerulus& g) {
    constexpr int kPoints = 192;
    constexpr float kStepUm = 2;
    const double px = layout.request().umPerPx;
    const auto width = static_cast<double>(layout.request().width),
               height = static_cast<double>(layout.request().height);
    const bool mayBeCut = layout.anatomy().tissue(g.x, g.y) < 2 * g.reach;
    std::vector<SlidePoint> ring;
    for (int i = 0; i < kPoints; ++i) {
        const float angle = 6.2831853F * static_cast<float>(i) / kPoints;
        const float c = std::cos(angle), s = std::sin(angle);
        float r = g.radiusAt(angle);
        if (mayBeCut)
            for (float inner = 0; inner < r; inner += kStepUm)
                if (layout.anatomy().tissue(g.x + inner * c, g.y + inner * s) < 0) r = inner;
        ring.push_back({std::clamp((g.x + r * c) / px, 0.0, width), std::clamp((g.y + r * s) / px, 0.0, height)});
    }
    return ring;
}

/// A UUID that depends on seed and number alone, so that the file does too.
std::string idOf(std::uint32_t seed, std::uint32_t number) {
    std::uint32_t h[4];
    for (std::uint32_t i = 0; i < 4; ++i)
        h[i] = phantom::hashOf(static_cast<std::int32_t>(seed), static_cast<std::int32_t>(number), i + 1);
    char text[40];
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-%04x-%04x%08x", h[0], h[1] >> 16, h[1] & 0xfffU,
                  0x8000U | (h[2] >> 18), h[2] & 0xffffU, h[3]);
    return text;
}

}  // namespace

std::vector<PhantomGlomerulus> phantomTruth(const PhantomRequest& request) {
    if (!checkPhantom(request)) return {};
    const Layout layout(request);
    std::vector<PhantomGlomerulus> truth;
    for (const Glomerulus& g : layout.glomeruli())
        truth.push_back({outlineOf(layout, g), g.sclerosis == phantom::Sclerosis::Global});
    return truth;
}

std::string phantomTruthGeoJson(const PhantomRequest& request) {
    using nlohmann::ordered_json;
    ordered_json features = ordered_json::array();
    for (const PhantomGlomerulus& g : phantomTruth(request)) {
        ordered_json ring = ordered_json::array();
        const auto add = [&](SlidePoint p) {
            ring.push_back({std::round(p.x * 100) / 100, std::round(p.y * 100) / 100});
        };
        for (const SlidePoint p : g.outline) add(p);
        add(g.outline.front());
        ordered_json properties{{"objectType", "annotation"},
                                {"classification", {{"name", "Glomerulus"}, {"color", {200, 0, 100}}}}};
        properties["metadata"] = {{"sclerotic", g.sclerotic ? "global" : "no"}};
        features.push_back({{"type", "Feature"},
                            {"id", idOf(request.seed, static_cast<std::uint32_t>(features.size()))},
                            {"geometry", {{"type", "Polygon"}, {"coordinates", ordered_json::array({ring})}}},
                            {"properties", properties}});
    }
    return ordered_json{{"type", "FeatureCollection"}, {"features", features}}.dump() + "\n";
}

}  // namespace bowman
