#include "core/document/seen_map.h"

#include <algorithm>
#include <cmath>

namespace bowman {

SeenMap::SeenMap(PixelSize slide) : m_size(slide) {
    if (slide.width <= 0 || slide.height <= 0) return;
    const double longest = static_cast<double>(std::max(slide.width, slide.height));
    m_cell = std::max<double>(kSmallestCell, std::ceil(longest / kMostCells));
    m_columns = static_cast<int>(std::ceil(static_cast<double>(slide.width) / m_cell));
    m_rows = static_cast<int>(std::ceil(static_cast<double>(slide.height) / m_cell));
    m_cells.assign(static_cast<std::size_t>(m_columns) * m_rows, 0);
}

SlidePoint SeenMap::centre(int column, int row) const {
    const auto middle = [this](int cell, std::int64_t edge) { return (cell * m_cell + std::min((cell + 1) * m_cell, static_cast<double>(edge))) / 2; };
    return {middle(column, m_size.width), middle(row, m_size.height)};
}

bool SeenMap::isSeenAt(SlidePoint p) const {
    const double column = std::floor(p.x / m_cell), row = std::floor(p.y / m_cell);
    if (!(column >= 0 && row >= 0 && column < m_columns && row < m_rows)) return false;
    return isSeen(static_cast<int>(column), static_cast<int>(row));
}

bool SeenMap::mark(const SlideRect& bounds, const std::function<bool(SlidePoint)>& inside) {
    const auto cell = [&](double at, int count) { return static_cast<int>(std::clamp(std::floor(at / m_cell), 0.0, count - 1.0)); };
    if (m_cells.empty()) return false;
    bool isNew = false;
    for (int row = cell(bounds.y, m_rows); row <= cell(bounds.bottom(), m_rows); ++row)
        for (int column = cell(bounds.x, m_columns); column <= cell(bounds.right(), m_columns); ++column) {
            std::uint8_t& seen = m_cells[index(column, row)];
            const SlidePoint p = centre(column, row);
            if (seen || p.x < bounds.x || p.x > bounds.right() || p.y < bounds.y || p.y > bounds.bottom() || !inside(p)) continue;
            seen = 1;
            isNew = true;
        }
    return isNew;
}

void SeenMap::clear() { std::fill(m_cells.begin(), m_cells.end(), std::uint8_t{0}); }

double SeenMap::seenShare(const std::function<bool(SlidePoint)>& counts) const {
    std::size_t all = 0, seen = 0;
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column) {
            if (!counts(centre(column, row))) continue;
            ++all;
            seen += isSeen(column, row) ? 1 : 0;
        }
    return all == 0 ? 0 : static_cast<double>(seen) / static_cast<double>(all);
}

std::string SeenMap::packed() const {
    std::string bytes((m_cells.size() + 7) / 8, '\0');
    for (std::size_t i = 0; i < m_cells.size(); ++i)
        if (m_cells[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << (i % 8));
    return bytes;
}

std::optional<SeenMap> SeenMap::unpacked(PixelSize slide, std::string_view bytes) {
    SeenMap map(slide);
    if (bytes.size() != (map.m_cells.size() + 7) / 8) return std::nullopt;
    for (std::size_t i = 0; i < map.m_cells.size(); ++i) map.m_cells[i] = static_cast<unsigned char>(bytes[i / 8]) >> (i % 8) & 1;
    return map;
}

}  // namespace bowman
