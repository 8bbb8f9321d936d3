#include "core/appearance/colour_table.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bowman {
namespace {

constexpr int kNodes = ColourGrid::kNodes;
constexpr int kBits = 8;          // of a fraction

}  // namespace

ColourTable::ColourTable(ColourProfilePtr profile) : m_profile(std::move(profile)) {
    for (int v = 0; v < 256; ++v) {
        const double at = v * (kNodes - 1) / 255.0;
        const int node = std::min(static_cast<int>(at), kNodes - 2);
        m_place[static_cast<std::size_t>(v)] = {static_cast<std::uint32_t>(node), static_cast<std::int32_t>(std::lround((at - node) * (1 << kBits)))};
    }
}

void ColourTable::apply(std::uint8_t* p, std::size_t count, int bytes, std::array<int, 3> order) const {
    const ColourGrid::Node* const nodes = m_profile->toSrgb.nodes.data();
    constexpr int kR = kNodes * kNodes, kG = kNodes, kB = 1;   // steps in the grid
    const auto [ri, gi, bi] = order;
    for (const std::uint8_t* end = p + count * static_cast<std::size_t>(bytes); p != end; p += bytes) {
        const Place &r = m_place[p[ri]], &g = m_place[p[gi]], &b = m_place[p[bi]];
        const ColourGrid::Node* const corner = nodes + (r.node * kNodes + g.node) * kNodes + b.node;
        // From the lower corner to the upper one along the axes, the largest fraction first.
        std::int32_t first = r.fraction, second = g.fraction, third = b.fraction;
        int a = kR, c = kG, d = kB;
        const auto order2 = [](std::int32_t& x, std::int32_t& y, int& stepX, int& stepY) {
            const bool swap = x < y;
            const std::int32_t higher = swap ? y : x, lower = swap ? x : y;
            const int stepHigher = swap ? stepY : stepX, stepLower = swap ? stepX : stepY;
            x = higher, y = lower, stepX = stepHigher, stepY = stepLower;
        };
        order2(first, second, a, c);
        order2(second, third, c, d);
        order2(first, second, a, c);
        const ColourGrid::Node &n0 = corner[0], &n1 = corner[a], &n2 = corner[a + c], &n3 = corner[kR + kG + kB];
        const std::int32_t w0 = (1 << kBits) - first, w1 = first - second, w2 = second - third, w3 = third;
        const auto mixed = [&](std::size_t k) {
            constexpr int kShift = kBits + 7;   // 128 steps are a grey level
            return static_cast<std::uint8_t>((n0[k] * w0 + n1[k] * w1 + n2[k] * w2 + n3[k] * w3 + (1 << (kShift - 1))) >> kShift);
        };
        const std::uint8_t red = mixed(0), green = mixed(1), blue = mixed(2);
        p[ri] = red;
        p[gi] = green;
        p[bi] = blue;
    }
}

}  // namespace bowman
