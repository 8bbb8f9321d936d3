#include "core/appearance/stains.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bowman {
namespace {

double dot(const StainVector& a, const StainVector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

StainVector cross(const StainVector& a, const StainVector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

}  // namespace

StainVector normalised(const StainVector& v) {
    const double length = std::sqrt(dot(v, v));
    if (!(length > 0)) return v;
    return {v[0] / length, v[1] / length, v[2] / length};
}

double angleDegrees(const StainVector& a, const StainVector& b) {
    return std::acos(std::clamp(dot(normalised(a), normalised(b)), -1.0, 1.0)) * 180 / std::numbers::pi;
}

StainVectors standardVectors(StainPair pair) {
    constexpr StainVector kHematoxylin{0.650, 0.704, 0.286};
    switch (pair) {
        case StainPair::HematoxylinEosin: return {normalised(kHematoxylin), normalised({0.072, 0.990, 0.105})};
        case StainPair::HematoxylinPas: return {normalised({0.644211, 0.716556, 0.266844}), normalised({0.175411, 0.972178, 0.154589})};
        case StainPair::HematoxylinDab: break;
    }
    return {normalised(kHematoxylin), normalised({0.268, 0.570, 0.776})};
}

StainVector restOf(const StainVectors& vectors) { return normalised(cross(vectors.hematoxylin, vectors.counterstain)); }

Unmixing unmixing(const StainVectors& vectors) {
    const StainVector &h = vectors.hematoxylin, &c = vectors.counterstain, r = restOf(vectors);
    const double volume = dot(h, cross(c, r));
    const auto scaled = [&](const StainVector& v) { return StainVector{v[0] / volume, v[1] / volume, v[2] / volume}; };
    return {scaled(cross(c, r)), scaled(cross(r, h)), scaled(cross(h, c))};
}

}  // namespace bowman
