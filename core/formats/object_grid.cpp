#include "core/formats/object_grid.h"

#include <algorithm>
#include <cmath>

namespace bowman {

ObjectGrid::ObjectGrid(const std::vector<SlideRect>& bounds, PixelSize area, double cell) : m_bounds(bounds), m_cell(std::max(cell, 1.0)) {
    constexpr double kMostCells = 1e6;
    const auto width = static_cast<double>(std::max<std::int64_t>(area.width, 1)), height = static_cast<double>(std::max<std::int64_t>(area.height, 1));
    m_cell = std::max(m_cell, std::sqrt(width * height / kMostCells));
    m_columns = static_cast<std::int64_t>(width / m_cell) + 1;
    m_rows = static_cast<std::int64_t>(height / m_cell) + 1;
    m_starts.assign(static_cast<std::size_t>(m_columns * m_rows) + 1, 0);
    const auto eachCell = [&](const SlideRect& rect, auto&& action) {
        const Cells cells = cellsOf(rect);
        for (std::int64_t row = cells.top; row <= cells.bottom; ++row)
            for (std::int64_t column = cells.left; column <= cells.right; ++column) action(static_cast<std::size_t>(row * m_columns + column));
    };
    for (const SlideRect& rect : m_bounds) eachCell(rect, [&](std::size_t at) { ++m_starts[at + 1]; });
    for (std::size_t i = 1; i < m_starts.size(); ++i) m_starts[i] += m_starts[i - 1];
    m_objects.resize(m_starts.back());
    std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
    for (std::uint32_t i = 0; i < m_bounds.size(); ++i) eachCell(m_bounds[i], [&](std::size_t at) { m_objects[next[at]++] = i; });
}

ObjectGrid::Cells ObjectGrid::cellsOf(const SlideRect& rect) const {
    const auto at = [&](double v, std::int64_t count) {
        return static_cast<std::int64_t>(std::clamp(std::floor(v / m_cell), 0.0, static_cast<double>(count - 1)));
    };
    return {at(rect.x, m_columns), at(rect.y, m_rows), at(rect.right(), m_columns), at(rect.bottom(), m_rows)};
}

std::vector<std::uint32_t> ObjectGrid::touching(const SlideRect& rect) const {
    const Cells cells = cellsOf(rect);
    std::vector<std::uint32_t> found;
    for (std::int64_t row = cells.top; row <= cells.bottom; ++row)
        for (std::int64_t column = cells.left; column <= cells.right; ++column) {
            const auto cell = static_cast<std::size_t>(row * m_columns + column);
            for (std::uint32_t k = m_starts[cell]; k < m_starts[cell + 1]; ++k)
                if (m_bounds[m_objects[k]].intersects(rect)) found.push_back(m_objects[k]);
        }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace bowman
