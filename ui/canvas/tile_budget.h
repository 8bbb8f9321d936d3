// How much memory the tiles of all canvases together may take: one budget, shared evenly. A quarter of it is for what is made from
// tiles and for the readers' own caches. GUI thread.
#pragma once

#include <cstddef>
#include <vector>

#include "core/tiles/tile_cache.h"

namespace bowman::ui {

/// A quarter of the machine's memory, at most 2 GiB, at least 256 MiB.
std::size_t defaultTileBudget();

class TileBudget {
public:
    static TileBudget& ofProgram();

    std::size_t bytes() const { return m_bytes; }
    /// At least 256 MiB.
    void setBytes(std::size_t bytes);
    void add(TileCache& cache);
    void remove(TileCache& cache);

private:
    void share();
    std::size_t m_bytes = defaultTileBudget();
    std::vector<TileCache*> m_caches;
};

}  // namespace bowman::ui
