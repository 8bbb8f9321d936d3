#include "core/slide/phantom/phantom_tubules.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

constexpr float kTwistedCell = 47;   // µm between seeds of the labyrinth
constexpr float kStraightCell = 33;  // across the rays
constexpr float kStretch = 6.5F;     // along them
constexpr float kMargin = 200;       // seeds this far away can still shape a tubule
constexpr float kRound = 34;         // the same for lumina, which have no corners
constexpr float kBlend = 11;         // µm over which corners are rounded
constexpr std::uint32_t kCededGroup = 1;
constexpr float kDeepest = 200;
constexpr std::size_t kMostNear = 96;  // more never come within reach

/// Four cells of a brick share labels where they are one segment.
constexpr int kPatterns[12][4] = {{0, 1, 2, 3}, {0, 0, 2, 3}, {0, 1, 0, 3}, {0, 1, 2, 2}, {0, 1, 2, 1}, {0, 0, 2, 2},
                                  {0, 1, 0, 1}, {0, 0, 0, 3}, {0, 1, 1, 1}, {0, 1, 2, 3}, {0, 0, 2, 0}, {0, 1, 0, 0}};

constexpr int kStraightPatterns[4][4] = {{0, 1, 0, 1}, {0, 1, 0, 3}, {0, 1, 2, 1}, {0, 1, 2, 3}};

struct Lattice {
    std::uint32_t salt;
    float cell;
    bool isStraight;
};

TubuleKind kindOf(std::uint32_t group, bool isStraight) {
    const float dice = unitOf(group, 1);
    if (!isStraight)
        return dice < 0.68F ? TubuleKind::Proximal : dice < 0.93F ? TubuleKind::Distal : TubuleKind::Collecting;
    return dice < 0.26F   ? TubuleKind::Collecting
           : dice < 0.50F ? TubuleKind::Distal
           : dice < 0.84F ? TubuleKind::Proximal
                          : TubuleKind::Thin;
}

float weightOf(TubuleKind kind) {
    switch (kind) {
        case TubuleKind::Proximal:
            return 7;
        case TubuleKind::Distal:
            return -2;
        case TubuleKind::Collecting:
            return 0;
        case TubuleKind::Thin:
            return -7;
    }
    return 0;
}

TubuleSeed seedAt(int i, int j, const Lattice& lattice) {
    // Bricks of 2×2 cells, every other row of bricks shifted, so that no lattice shows.
    const int row = j >> 1, shifted = i + (row & 1), column = shifted >> 1;
    const std::uint32_t brick = hashOf(column, row, lattice.salt);
    const int* pattern = lattice.isStraight ? kStraightPatterns[brick % 4] : kPatterns[brick % 12];
    const int label = pattern[(shifted & 1) + 2 * (j & 1)];
    const std::uint32_t h = hashOf(i, j, lattice.salt + 1);
    TubuleSeed seed;
    seed.group = mixBits(brick + static_cast<std::uint32_t>(label) * 0x51ed2701U);
    seed.kind = kindOf(seed.group, lattice.isStraight);
    const float stagger =
        lattice.isStraight ? 0.5F * unitOf(hashOf(i, 0, lattice.salt + 2)) : 0.5F * static_cast<float>(j & 1);
    seed.x = lattice.cell *
             (static_cast<float>(i) + (lattice.isStraight ? 0 : stagger) + 0.5F + 0.36F * (2 * unitOf(h, 3) - 1));
    seed.y = lattice.cell *
             (static_cast<float>(j) + (lattice.isStraight ? stagger : 0) + 0.5F + 0.36F * (2 * unitOf(h, 4) - 1));
    seed.weight = weightOf(seed.kind) + 5 * (2 * unitOf(h, 5) - 1);
    if (lattice.isStraight) seed.weight *= 0.7F;
    return seed;
}

}  // namespace

Tubules::Tubules(const Layout& layout, float left, float top, float right, float bottom) {
    seedTwisted(layout, left - kMargin, top - kMargin, right + kMargin, bottom + kMargin);
    seedStraight(layout, left - kMargin, top - kMargin, right + kMargin, bottom + kMargin);
}

void Tubules::seedTwisted(const Layout& layout, float left, float top, float right, float bottom) {
    const Lattice lattice{layout.anatomy().salt() + 40, kTwistedCell, false};
    const auto glomeruli = layout.glomeruliIn(left, top, right, bottom);
    const auto vessels = layout.vesselsIn(left, top, right, bottom);
    for (int j = floorOf(top / lattice.cell); j <= floorOf(bottom / lattice.cell); ++j)
        for (int i = floorOf(left / lattice.cell); i <= floorOf(right / lattice.cell); ++i) {
            TubuleSeed seed = seedAt(i, j, lattice);
            const bool isStraight = layout.anatomy().at(seed.x, seed.y).straight > 0;
            // Where something else is, no tubule has its middle: its neighbours close the room.
            const auto covers = [&](const auto& thing) { return thing.outside(seed.x, seed.y) < 4; };
            if (std::any_of(glomeruli.begin(), glomeruli.end(), [&](int k) { return covers(layout.glomeruli()[k]); }))
                continue;
            if (std::any_of(vessels.begin(), vessels.end(), [&](int k) { return covers(layout.vessels()[k]); }))
                continue;
            if (isStraight) {
                seed.isCeded = true;
                seed.group = kCededGroup;
                seed.weight = 0;
            }
            m_twisted.push_back(seed);
        }
}

void Tubules::seedStraight(const Layout& layout, float left, float top, float right, float bottom) {
    const Lattice lattice{layout.anatomy().salt() + 50, kStraightCell, true};
    float lowU = 1e9F, highU = -1e9F, lowV = 1e9F, highV = -1e9F;
    bool isNeeded = false;
    for (int j = 0; j < 4; ++j)
        for (int i = 0; i < 4; ++i) {
            const Fields f = layout.anatomy().at(lerp(left, right, static_cast<float>(i) / 3),
                                                 lerp(top, bottom, static_cast<float>(j) / 3));
            lowU = std::min(lowU, f.u);
            highU = std::max(highU, f.u);
            lowV = std::min(lowV, f.v);
            highV = std::max(highV, f.v);
            isNeeded = isNeeded || f.straight > -150;
        }
    if (!isNeeded) return;
    for (int j = floorOf(lowV / kStretch / lattice.cell) - 1; j <= floorOf(highV / kStretch / lattice.cell) + 1; ++j)
        for (int i = floorOf(lowU / lattice.cell) - 1; i <= floorOf(highU / lattice.cell) + 1; ++i)
            m_straight.push_back(seedAt(i, j, lattice));
}

void Tubules::choose(const std::vector<TubuleSeed>& all, float x, float y, float reach, std::vector<TubuleSeed>& near) {
    near.clear();
    const auto distance = [&](const TubuleSeed& s) {
        return std::sqrt((s.x - x) * (s.x - x) + (s.y - y) * (s.y - y)) - s.weight;
    };
    float first = 1e9F, second = 1e9F;
    std::uint32_t owner = 0;
    for (const TubuleSeed& s : all) {
        const float d = distance(s);
        if (d < first) {
            if (s.group != owner) second = first;
            first = d;
            owner = s.group;
        } else if (d < second && s.group != owner) {
            second = d;
        }
    }
    // Nothing farther can be nearest, second, or within the rounding of the two, anywhere within reach.
    const float limit = std::min(second, first + 50) + 2 * reach + 10;
    for (const TubuleSeed& s : all)
        if (distance(s) < limit) near.push_back(s);
}

void Tubules::focus(const Fields& f, float x, float y, float reach) {
    // Space is stretched by the bending, so the reach is too.
    choose(m_twisted, x + f.warpX, y + f.warpY, 1.6F * reach, m_nearTwisted);
    m_nearStraight.clear();
    if (std::any_of(m_nearTwisted.begin(), m_nearTwisted.end(), [](const TubuleSeed& s) { return s.isCeded; }))
        choose(m_straight, f.u + 0.6F * f.warpX, (f.v + f.warpY) / kStretch, 1.6F * reach, m_nearStraight);
}

TubulePlace Tubules::look(const std::vector<TubuleSeed>& near, float x, float y, float stretch) {
    TubulePlace place;
    float distances[kMostNear];
    const std::size_t count = std::min(near.size(), kMostNear);
    if (count == 0) return place;
    std::size_t best = 0, rival = count;
    for (std::size_t i = 0; i < count; ++i) {
        const float dx = near[i].x - x, dy = near[i].y - y;
        distances[i] = std::sqrt(dx * dx + dy * dy) - near[i].weight;
        if (distances[i] < distances[best]) best = i;
    }
    float own = 1e6F, other = 1e6F, roundOwn = 1e6F, roundOther = 1e6F;
    for (std::size_t i = 0; i < count; ++i) {
        if (near[i].group == near[best].group) {
            own = smoothMin(own, distances[i], kBlend);
            roundOwn = smoothMin(roundOwn, distances[i], kRound);
        } else {
            other = smoothMin(other, distances[i], kBlend);
            roundOther = smoothMin(roundOther, distances[i], kRound);
            if (rival == count || distances[i] < distances[rival]) rival = i;
        }
    }
    place.group = near[best].group;
    place.kind = near[best].kind;
    place.isCeded = near[best].isCeded;
    place.depth = std::min(0.5F * (other - own), kDeepest);
    place.roundDepth = std::min(0.5F * (roundOther - roundOwn), kDeepest);
    if (rival == count) return place;
    // A difference of distances grows slower than the distance to the border: divide by its slope.
    float gx = 0, gy = 0, ownSum = 0, otherSum = 0, ownX = 0, ownY = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const bool isOwn = near[i].group == near[best].group;
        const float w = 1 - (distances[i] - distances[isOwn ? best : rival]) / kBlend;
        if (w <= 0) continue;
        const float length = distances[i] + near[i].weight + 0.01F;
        const float ex = w * w * (x - near[i].x) / length, ey = w * w * (y - near[i].y) / length;
        (isOwn ? ownX : gx) += ex;
        (isOwn ? ownY : gy) += ey;
        (isOwn ? ownSum : otherSum) += w * w;
    }
    gx = 0.5F * (gx / otherSum - ownX / ownSum);
    gy = 0.5F * (gy / otherSum - ownY / ownSum) / stretch;
    const float slope = std::sqrt(gx * gx + gy * gy);
    // Near the border that is exact; deep inside, where the slope means little, it fades out.
    const float trust = 1 / (1 + 0.004F * place.depth * place.depth);
    place.depth *= lerp(1, 1 / std::max(slope, 0.3F), trust);
    return place;
}

TubulePlace Tubules::at(const Fields& f, float x, float y) const {
    const TubulePlace twisted = look(m_nearTwisted, x + f.warpX, y + f.warpY, 1);
    if (!twisted.isCeded || m_nearStraight.empty()) return twisted;
    // Straight tubules fill what the labyrinth has left to them, up to the outline of its outermost tubules.
    TubulePlace straight = look(m_nearStraight, f.u + 0.6F * f.warpX, (f.v + f.warpY) / kStretch, kStretch);
    straight.depth = smoothMin(straight.depth, twisted.depth, 4);
    straight.roundDepth = smoothMin(straight.roundDepth, twisted.depth, 8);
    return straight;
}

}  // namespace bowman::phantom
