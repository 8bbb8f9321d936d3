// Which objects touch a tile, without asking all of them: rectangles sorted into square cells once. Immutable after it is
// made; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"

namespace bowman {

class ObjectGrid {
public:
    /// `bounds` in level-0 pixels; what lies beyond `area` is found from the cells at its border. Cells are `cell` pixels
    /// wide, or wider where there would be more than a million of them. Memory: one number per object and cell it touches.
    ObjectGrid(const std::vector<SlideRect>& bounds, PixelSize area, double cell);

    /// Indices of those whose bounds intersect `rect`, ascending, each once.
    std::vector<std::uint32_t> touching(const SlideRect& rect) const;

private:
    struct Cells {
        std::int64_t left = 0, top = 0, right = 0, bottom = 0;   ///< inclusive
    };
    Cells cellsOf(const SlideRect& rect) const;

    std::vector<SlideRect> m_bounds;
    double m_cell;
    std::int64_t m_columns = 1;
    std::int64_t m_rows = 1;
    std::vector<std::uint32_t> m_starts;    ///< of each cell in m_objects, and the end of the last
    std::vector<std::uint32_t> m_objects;
};

}  // namespace bowman
