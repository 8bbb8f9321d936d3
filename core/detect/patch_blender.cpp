#include "core/detect/patch_blender.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/annotation/scanline.h"

namespace bowman {
namespace {

constexpr int kBlock = ProbabilityMap::kBlock;
constexpr std::uint32_t kFull = 1024;    ///< weight 1
constexpr float kApart = 254;            ///< steps of the difference between answers
constexpr float kUnit = 65535;           ///< probability 1; at most four patches meet: 4 · 1024 · 65535 fits in 32 bits

/// Raised cosine over the ramp: the weights of two neighbours add up to one.
std::vector<std::uint32_t> rampWeights(int length, int blend) {
    std::vector<std::uint32_t> weights(static_cast<std::size_t>(length), kFull);
    for (int i = 0; i < blend; ++i) {
        const double s = std::sin(std::numbers::pi / 2 * (i + 0.5) / blend);
        const auto w = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::lround(kFull * s * s)));
        weights[static_cast<std::size_t>(i)] = weights[static_cast<std::size_t>(length - 1 - i)] = w;
    }
    return weights;
}

template <typename Use>
void forEachBlock(const MapRect& rect, int columns, Use use) {
    if (rect.width <= 0 || rect.height <= 0) return;
    for (int row = rect.y / kBlock; row * kBlock < rect.y + rect.height; ++row)
        for (int column = rect.x / kBlock; column * kBlock < rect.x + rect.width; ++column)
            use(static_cast<std::int64_t>(row) * columns + column, column * kBlock, row * kBlock);
}

}  // namespace

PatchBlender::PatchBlender(const MapGrid& grid, const PatchPlan& plan, MultiPolygon ink)
    : m_map(std::make_shared<ProbabilityMap>(grid)), m_plan(plan), m_ink(std::move(ink)),
      m_columns(static_cast<int>((grid.size.width + kBlock - 1) / kBlock)), m_weightsX(rampWeights(plan.geometry.size - 2 * plan.geometry.margin, plan.geometry.blend)),
      m_weightsY(rampWeights(plan.geometry.edgeY() - 2 * plan.geometry.marginY(), plan.geometry.blendY())) {
    for (const MapRect& patch : plan.patches)
        forEachBlock(insideMap(plan.trusted(patch)), m_columns, [&](std::int64_t block, int, int) { ++m_waiting[block]; });
}

MapRect PatchBlender::insideMap(const MapRect& rect) const {
    const PixelSize& size = m_map->grid().size;
    const int x = std::max(rect.x, 0), y = std::max(rect.y, 0);
    const int right = static_cast<int>(std::min<std::int64_t>(rect.x + rect.width, size.width));
    const int bottom = static_cast<int>(std::min<std::int64_t>(rect.y + rect.height, size.height));
    return {x, y, std::max(0, right - x), std::max(0, bottom - y)};
}

PatchBlender::Sums& PatchBlender::sumsOf(std::int64_t block) {
    Sums& sums = m_sums[block];
    if (sums.value.empty()) {
        sums.value.resize(static_cast<std::size_t>(kBlock) * kBlock);
        sums.weight.resize(static_cast<std::size_t>(kBlock) * kBlock);
        sums.lowest.resize(sums.weight.size());
        sums.highest.resize(sums.weight.size());
    }
    return sums;
}

MapRect PatchBlender::add(const MapRect& patch, std::span<const float> probabilities) {
    const MapRect trusted = m_plan.trusted(patch), rect = insideMap(trusted);
    std::vector<std::uint8_t> values, seams;
    forEachBlock(rect, m_columns, [&](std::int64_t block, int blockX, int blockY) {
        Sums& sums = sumsOf(block);
        const int x0 = std::max(rect.x, blockX), x1 = std::min(rect.x + rect.width, blockX + kBlock);
        const int y0 = std::max(rect.y, blockY), y1 = std::min(rect.y + rect.height, blockY + kBlock);
        values.resize(static_cast<std::size_t>(x1 - x0) * (y1 - y0));
        seams.assign(values.size(), 0);
        bool hasSeam = false;
        std::size_t out = 0;
        for (int y = y0; y < y1; ++y) {
            const std::uint32_t rowWeight = m_weightsY[static_cast<std::size_t>(y - trusted.y)];
            const float* p = probabilities.data() + static_cast<std::size_t>(y - patch.y) * patch.width + (x0 - patch.x);
            std::size_t at = static_cast<std::size_t>(y - blockY) * kBlock + (x0 - blockX);
            for (int x = x0; x < x1; ++x, ++at, ++p, ++out) {
                const std::uint32_t weight = std::max<std::uint32_t>(1, rowWeight * m_weightsX[static_cast<std::size_t>(x - trusted.x)] / kFull);
                const float probability = std::clamp(*p, 0.0F, 1.0F);
                const auto answer = static_cast<std::uint8_t>(probability * kApart + 0.5F);
                if (sums.weight[at] == 0) {
                    sums.lowest[at] = sums.highest[at] = answer;
                } else {
                    sums.lowest[at] = std::min(sums.lowest[at], answer);
                    sums.highest[at] = std::max(sums.highest[at], answer);
                    seams[out] = static_cast<std::uint8_t>(ProbabilityMap::kSeam + sums.highest[at] - sums.lowest[at]);
                    hasSeam = true;
                }
                sums.value[at] += weight * static_cast<std::uint32_t>(probability * kUnit + 0.5F);
                sums.weight[at] += weight;
                values[out] = static_cast<std::uint8_t>(
                    static_cast<double>(sums.value[at]) / (static_cast<double>(sums.weight[at]) * kUnit) * 255 + 0.5);
            }
        }
        clearInk({x0, y0, x1 - x0, y1 - y0}, values);
        m_map->write(x0, y0, x1 - x0, y1 - y0, values.data());
        if (hasSeam) m_map->writeSeams(x0, y0, x1 - x0, y1 - y0, seams.data());
    });
    release(rect);
    return rect;
}

void PatchBlender::clearInk(const MapRect& rect, std::vector<std::uint8_t>& values) const {
    const MapGrid& grid = m_map->grid();
    const SlideRect place = grid.toSlide(rect.x, rect.y, rect.width, rect.height);
    for (const Polygon& mark : m_ink) {
        if (!boundsOf({mark}).intersects(place)) continue;
        for (const PixelRun& run : pixelRuns(MultiPolygon{mark}, {{place.x, place.y}, grid.downsample, rect.width, rect.height}))
            std::fill(values.begin() + (run.line * rect.width + run.begin), values.begin() + (run.line * rect.width + run.end), std::uint8_t{0});
    }
}

void PatchBlender::skip(const MapRect& patch) { release(insideMap(m_plan.trusted(patch))); }

void PatchBlender::release(const MapRect& rect) {
    forEachBlock(rect, m_columns, [&](std::int64_t block, int, int) {
        const auto waiting = m_waiting.find(block);
        if (waiting == m_waiting.end() || --waiting->second > 0) return;
        m_waiting.erase(waiting);
        m_sums.erase(block);
    });
}

}  // namespace bowman
