#include "ui/canvas/heat_map.h"

#include <algorithm>
#include <cmath>

#include <QColor>

namespace bowman::ui {

namespace {

constexpr int kEdge = HeatBlock::kEdge;

int blockOf(int pixel) { return pixel >= 0 ? pixel / kEdge : -1; }

/// Colour by probability 0…255, premultiplied. Computed places with probability 0 get a faint veil: seen to be done.
const std::array<QRgb, 256>& colours() {
    static const std::array<QRgb, 256> table = [] {
        constexpr int kAnchors[9][3] = {{0, 0, 4},     {31, 12, 72},  {85, 15, 109}, {136, 34, 106}, {186, 54, 85},
                                        {227, 89, 51}, {249, 140, 10}, {249, 201, 50}, {252, 255, 164}};
        std::array<QRgb, 256> result{};
        for (int i = 0; i < 256; ++i) {
            const double position = i / 255.0 * 8;
            const int low = std::min(7, static_cast<int>(position));
            const double part = position - low, alpha = 0.08 + 0.57 * std::sqrt(i / 255.0);
            const auto channel = [&](int c) {
                return static_cast<int>(std::lround((kAnchors[low][c] * (1 - part) + kAnchors[low + 1][c] * part) * alpha));
            };
            result[static_cast<std::size_t>(i)] = qRgba(channel(0), channel(1), channel(2), static_cast<int>(std::lround(alpha * 255)));
        }
        return result;
    }();
    return table;
}

/// A rectangle of the map as one array.
struct Window {
    int x = 0, y = 0, width = 0, height = 0;
    std::vector<std::int16_t> values;
    std::int16_t at(int mx, int my) const {
        const int cx = std::clamp(mx - x, 0, width - 1), cy = std::clamp(my - y, 0, height - 1);
        return values[static_cast<std::size_t>(cy) * width + cx];
    }
};

Window gather(const HeatPatch& patch, int x, int y, int right, int bottom) {
    Window window{x, y, right - x, bottom - y, {}};
    window.values.assign(static_cast<std::size_t>(window.width) * window.height, HeatBlock::kUnknown);
    for (const auto& [place, block] : patch.blocks) {
        const int bx = place.first * kEdge, by = place.second * kEdge;
        const int left = std::max(x, bx), end = std::min(right, bx + kEdge);
        for (int row = std::max(y, by); left < end && row < std::min(bottom, by + kEdge); ++row)
            std::copy_n(&block->values[static_cast<std::size_t>(row - by) * kEdge + (left - bx)], end - left,
                        &window.values[static_cast<std::size_t>(row - y) * window.width + (left - x)]);
    }
    return window;
}

/// Linear between the four neighbours; unknown ones take the value of the known.
int sample(const Window& window, double u, double v) {
    const int x = static_cast<int>(std::floor(u)), y = static_cast<int>(std::floor(v));
    if (window.at(static_cast<int>(std::lround(u)), static_cast<int>(std::lround(v))) == HeatBlock::kUnknown) return -1;
    const double fx = u - x, fy = v - y;
    double sum = 0, weight = 0;
    const auto add = [&](int dx, int dy, double w) {
        const std::int16_t value = window.at(x + dx, y + dy);
        if (value == HeatBlock::kUnknown) return;
        sum += w * value;
        weight += w;
    };
    add(0, 0, (1 - fx) * (1 - fy));
    add(1, 0, fx * (1 - fy));
    add(0, 1, (1 - fx) * fy);
    add(1, 1, fx * fy);
    return weight > 0 ? static_cast<int>(std::lround(sum / weight)) : -1;
}

/// Mean of up to 4×4 places in the map that one screen pixel covers.
int average(const Window& window, double u, double v, double scale) {
    const int n = std::clamp(static_cast<int>(std::ceil(scale)), 1, 4);
    int sum = 0, known = 0;
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) {
            const auto offset = [&](int k) { return ((k + 0.5) / n - 0.5) * scale; };
            const int value = window.at(static_cast<int>(std::lround(u + offset(i))), static_cast<int>(std::lround(v + offset(j))));
            if (value < 0) continue;
            sum += value;
            ++known;
        }
    return known > 0 ? sum / known : -1;
}

}  // namespace

void HeatMap::clear() {
    m_blocks.clear();
    m_grid = {};
}

void HeatMap::add(const ProbabilityTile& tile) {
    if (!tile.probability || tile.probability->isNull() || tile.probability->format() != PixelFormat::Gray8) return;
    const Image& image = *tile.probability;
    MapGrid grid;
    grid.downsample = tile.rect.width / image.width();
    grid.origin = {tile.rect.x - tile.x * grid.downsample, tile.rect.y - tile.y * grid.downsample};
    const bool same = std::abs(grid.downsample - m_grid.downsample) < 1e-6 * grid.downsample &&
                      std::abs(grid.origin.x - m_grid.origin.x) < 0.5 && std::abs(grid.origin.y - m_grid.origin.y) < 0.5;
    if (!m_blocks.empty() && !same) m_blocks.clear();
    if (m_blocks.empty()) m_grid = grid;

    for (int row = blockOf(tile.y); row <= blockOf(tile.y + image.height() - 1); ++row)
        for (int col = blockOf(tile.x); col <= blockOf(tile.x + image.width() - 1); ++col) {
            std::shared_ptr<const HeatBlock>& shared = m_blocks[{col, row}];
            // Workers may hold the old one: replaced, never changed.
            auto block = shared ? std::make_shared<HeatBlock>(*shared) : std::make_shared<HeatBlock>();
            if (!shared) block->values.fill(HeatBlock::kUnknown);
            const int left = std::max(tile.x, col * kEdge), right = std::min(tile.x + image.width(), (col + 1) * kEdge);
            for (int y = std::max(tile.y, row * kEdge); y < std::min(tile.y + image.height(), (row + 1) * kEdge); ++y)
                std::copy_n(image.pixel(left - tile.x, y - tile.y), right - left,
                            &block->values[static_cast<std::size_t>(y - row * kEdge) * kEdge + (left - col * kEdge)]);
            shared = std::move(block);
        }
}

std::optional<double> HeatMap::at(SlidePoint point) const {
    const int x = static_cast<int>(std::floor((point.x - m_grid.origin.x) / m_grid.downsample));
    const int y = static_cast<int>(std::floor((point.y - m_grid.origin.y) / m_grid.downsample));
    const auto block = m_blocks.find({blockOf(x), blockOf(y)});
    if (x < 0 || y < 0 || block == m_blocks.end()) return std::nullopt;
    const std::int16_t value = block->second->values[static_cast<std::size_t>(y % kEdge) * kEdge + x % kEdge];
    if (value == HeatBlock::kUnknown) return std::nullopt;
    return value / 255.0;
}

HeatPatch HeatMap::patch(const SlideRect& rect) const {
    HeatPatch result{m_grid, {}};
    const double margin = 2 * m_grid.downsample;
    for (const auto& [place, block] : m_blocks)
        if (m_grid.toSlide(place.first * kEdge, place.second * kEdge, kEdge, kEdge).grown(margin).intersects(rect))
            result.blocks.emplace(place, block);
    return result;
}

namespace {

struct MapPlace {
    double u = 0;
    double v = 0;
};

/// A position in device pixels from the slide's corner, in pixels of the map.
MapPlace placeOf(const HeatTarget& target, const MapGrid& grid, double x, double y) {
    const Offset p = target.orientation.toSlide({x, y});
    return {(p.x * target.downsample - grid.origin.x) / grid.downsample - 0.5, (p.y * target.downsample - grid.origin.y) / grid.downsample - 0.5};
}

Window windowAround(const HeatPatch& patch, const HeatTarget& target) {
    double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
    for (const int x : {target.x, target.x + target.width})
        for (const int y : {target.y, target.y + target.height}) {
            const MapPlace p = placeOf(target, patch.grid, x, y);
            left = std::min(left, p.u);
            top = std::min(top, p.v);
            right = std::max(right, p.u);
            bottom = std::max(bottom, p.v);
        }
    return gather(patch, static_cast<int>(std::floor(left)) - 2, static_cast<int>(std::floor(top)) - 2, static_cast<int>(std::ceil(right)) + 3,
                  static_cast<int>(std::ceil(bottom)) + 3);
}

}  // namespace

QImage renderHeat(const HeatPatch& patch, const HeatTarget& target) {
    if (patch.isEmpty() || target.width <= 0 || target.height <= 0) return {};
    const double scale = target.downsample / patch.grid.downsample;   // map pixels per screen pixel
    const Window window = windowAround(patch, target);
    QImage image(target.width, target.height, QImage::Format_ARGB32_Premultiplied);
    const auto& table = colours();
    bool anything = false;
    for (int y = 0; y < target.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < target.width; ++x) {
            const auto [u, v] = placeOf(target, patch.grid, target.x + x + 0.5, target.y + y + 0.5);
            const int value = scale > 1 ? average(window, u, v, scale) : sample(window, u, v);
            line[x] = value < 0 ? 0 : table[static_cast<std::size_t>(value)];
            anything |= value >= 0;
        }
    }
    return anything ? image : QImage();
}

}  // namespace bowman::ui
