#include "core/detect/probability_map.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

/// Calls `use(column, row, x0, y0, x1, y1)` for each block that the rectangle (already inside the map) meets.
template <typename Use>
void forEachBlock(int x, int y, int right, int bottom, Use use) {
    constexpr int kBlock = ProbabilityMap::kBlock;
    for (int row = y / kBlock; row * kBlock < bottom; ++row)
        for (int column = x / kBlock; column * kBlock < right; ++column)
            use(column, row, std::max(x, column * kBlock), std::max(y, row * kBlock),
                std::min(right, (column + 1) * kBlock), std::min(bottom, (row + 1) * kBlock));
}

}  // namespace

ProbabilityMap::ProbabilityMap(MapGrid grid)
    : m_grid(grid), m_columns(static_cast<int>((grid.size.width + kBlock - 1) / kBlock)) {}

void ProbabilityMap::write(int x, int y, int width, int height, const std::uint8_t* values) {
    const int left = std::max(x, 0), top = std::max(y, 0);
    const int right = static_cast<int>(std::min<std::int64_t>(x + static_cast<std::int64_t>(width), m_grid.size.width));
    const int bottom = static_cast<int>(std::min<std::int64_t>(y + static_cast<std::int64_t>(height), m_grid.size.height));
    if (left >= right || top >= bottom) return;
    forEachBlock(left, top, right, bottom, [&](int column, int row, int x0, int y0, int x1, int y1) {
        const auto from = [&](int line) { return values + static_cast<std::size_t>(line - y) * width + (x0 - x); };
        const std::int64_t key = static_cast<std::int64_t>(row) * m_columns + column;
        auto block = m_blocks.find(key);
        if (block == m_blocks.end()) {
            const auto isZero = [&](int line) { return std::all_of(from(line), from(line) + (x1 - x0), [](auto v) { return v == 0; }); };
            bool empty = true;
            for (int line = y0; line < y1 && empty; ++line) empty = isZero(line);
            if (empty) return;  // glass and medulla cost nothing
            block = m_blocks.emplace(key, Image(kBlock, kBlock, PixelFormat::Gray8)).first;
        }
        for (int line = y0; line < y1; ++line)
            std::copy_n(from(line), x1 - x0, block->second.pixel(x0 - column * kBlock, line - row * kBlock));
    });
}

void ProbabilityMap::writeSeams(int x, int y, int width, int height, const std::uint8_t* values) {
    if (!m_seams) m_seams = std::make_unique<ProbabilityMap>(m_grid);
    m_seams->write(x, y, width, height, values);
}

std::uint8_t ProbabilityMap::at(int x, int y) const {
    if (x < 0 || y < 0 || x >= m_grid.size.width || y >= m_grid.size.height) return 0;
    const auto block = m_blocks.find(static_cast<std::int64_t>(y / kBlock) * m_columns + x / kBlock);
    return block == m_blocks.end() ? 0 : block->second.pixel(x % kBlock, y % kBlock)[0];
}

Image ProbabilityMap::read(int x, int y, int width, int height) const {
    Image out(width, height, PixelFormat::Gray8);
    const int left = std::max(x, 0), top = std::max(y, 0);
    const int right = static_cast<int>(std::min<std::int64_t>(x + static_cast<std::int64_t>(width), m_grid.size.width));
    const int bottom = static_cast<int>(std::min<std::int64_t>(y + static_cast<std::int64_t>(height), m_grid.size.height));
    if (left >= right || top >= bottom) return out;
    forEachBlock(left, top, right, bottom, [&](int column, int row, int x0, int y0, int x1, int y1) {
        const auto block = m_blocks.find(static_cast<std::int64_t>(row) * m_columns + column);
        if (block == m_blocks.end()) return;
        for (int line = y0; line < y1; ++line)
            std::copy_n(block->second.pixel(x0 - column * kBlock, line - row * kBlock), x1 - x0, out.pixel(x0 - x, line - y));
    });
    return out;
}

double ProbabilityMap::probabilityAt(SlidePoint p) const {
    const double x = std::floor((p.x - m_grid.origin.x) / m_grid.downsample);
    const double y = std::floor((p.y - m_grid.origin.y) / m_grid.downsample);
    if (!(x >= 0 && y >= 0 && x < static_cast<double>(m_grid.size.width) && y < static_cast<double>(m_grid.size.height))) return 0;
    return at(static_cast<int>(x), static_cast<int>(y)) / 255.0;
}

ProbabilityMap ProbabilityMap::around(const SlideRect& rect) const {
    ProbabilityMap part(m_grid);
    for (const auto& [key, image] : m_blocks) {
        const double x = static_cast<double>(key % m_columns) * kBlock, y = static_cast<double>(key / m_columns) * kBlock;
        if (m_grid.toSlide(x, y, kBlock, kBlock).intersects(rect)) part.m_blocks.emplace(key, image);
    }
    if (m_seams) part.m_seams = std::make_unique<ProbabilityMap>(m_seams->around(rect));
    return part;
}

std::vector<std::pair<int, int>> ProbabilityMap::blocks() const {
    std::vector<std::pair<int, int>> places;
    for (const auto& [key, image] : m_blocks)
        if (std::any_of(image.data(), image.data() + image.sizeBytes(), [](auto v) { return v != 0; }))
            places.emplace_back(static_cast<int>(key % m_columns) * kBlock, static_cast<int>(key / m_columns) * kBlock);
    return places;
}

std::size_t ProbabilityMap::sizeBytes() const {
    std::size_t bytes = sizeof(*this);
    for (const auto& block : m_blocks) bytes += block.second.sizeBytes() + sizeof(block);
    return bytes + (m_seams ? m_seams->sizeBytes() : 0);
}

}  // namespace bowman
