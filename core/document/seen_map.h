// What a person has looked at: a coarse grid over the slide, one bit a cell. A value; any thread that owns it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/geometry.h"

namespace bowman {

class SeenMap {
public:
    static constexpr int kMostCells = 512;    ///< along the longer edge of the slide
    static constexpr int kSmallestCell = 64;  ///< level-0 pixels

    SeenMap() = default;
    /// Nothing seen. Square cells.
    explicit SeenMap(PixelSize slide);

    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    double cellPx() const { return m_cell; }
    bool isSeen(int column, int row) const { return m_cells[index(column, row)] != 0; }
    bool isSeenAt(SlidePoint p) const;
    /// Of what the cell has of the slide: those at the right and lower edge are cut there.
    SlidePoint centre(int column, int row) const;

    /// Marks the cells whose centre lies in `bounds` and pleases `inside`; true when one of them is new.
    bool mark(const SlideRect& bounds, const std::function<bool(SlidePoint)>& inside);
    void clear();
    /// Share of the cells for which `counts` holds at their centre that were seen; 0 where there are none.
    double seenShare(const std::function<bool(SlidePoint)>& counts) const;

    /// One bit a cell, row after row, for the project file.
    std::string packed() const;
    /// Empty when the bytes are of a slide of another size.
    static std::optional<SeenMap> unpacked(PixelSize slide, std::string_view bytes);

    friend bool operator==(const SeenMap&, const SeenMap&) = default;

private:
    std::size_t index(int column, int row) const { return static_cast<std::size_t>(row) * m_columns + column; }

    PixelSize m_size;
    int m_columns = 0;
    int m_rows = 0;
    double m_cell = 1;
    std::vector<std::uint8_t> m_cells;
};

}  // namespace bowman
