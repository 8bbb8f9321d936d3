// The section at any point of a tile: which structure is there and its stain. Looks at blocks of the tile one after
// the other; one thread at a time.
#pragma once

#include <vector>

#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_matter.h"
#include "core/slide/phantom/phantom_tubules.h"

namespace bowman::phantom {

/// Rectangle of level-0 pixels.
struct PixelRect {
    int x = 0, y = 0, width = 0, height = 0;
};

class Section {
public:
    /// For points in `rect` and up to `marginUm` around it.
    Section(const Layout& layout, const PixelRect& rect, float marginUm);

    /// Edge of a block in µm: `enter` must be called for the block that a point is in. Blocks are aligned to the slide,
    /// so that no tile sees another picture than its neighbour.
    float blockUm() const { return m_blockUm; }
    void enter(int blockX, int blockY);
    /// True where nothing but glass can be in the block.
    bool isGlass() const { return m_isGlass; }

    /// `cover` is how much of the point is tissue at all, 0…1.
    Matter at(float x, float y, float& cover) const;

private:
    /// A rectangle in µm.
    struct Extent {
        float left = 0, top = 0, right = 0, bottom = 0;
    };
    Section(const Layout& layout, const Extent& extent);

    Fields fieldsAt(float x, float y) const;
    Matter structureAt(const Fields& fields, float x, float y, float& cover) const;
    const Fields& corner(int blockX, int blockY) const;

    const Layout& m_layout;
    const float m_px, m_blockUm;
    int m_firstX = 0, m_firstY = 0, m_columns = 0;  // of the corners
    std::vector<Fields> m_corners;
    std::vector<int> m_glomeruli, m_vessels;  // near the tile
    Tubules m_tubules;
    // Of the block:
    int m_blockX = 0, m_blockY = 0;
    bool m_isGlass = true;
    std::vector<int> m_nearGlomeruli, m_nearVessels;
};

}  // namespace bowman::phantom
