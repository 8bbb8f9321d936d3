// Probabilities as they arrive, and how they look over the slide. The store lives on the GUI thread; what it hands to
// workers is frozen.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QImage>

#include "core/detect/probability_map.h"
#include "core/tiles/orientation.h"

namespace bowman::ui {

/// 256×256 map pixels: value, or kUnknown where nothing was computed yet.
struct HeatBlock {
    static constexpr int kEdge = 256;
    static constexpr std::int16_t kUnknown = -1;
    std::array<std::int16_t, kEdge * kEdge> values;
};

/// What a worker needs to paint one rectangle of the screen.
struct HeatPatch {
    MapGrid grid;
    std::map<std::pair<int, int>, std::shared_ptr<const HeatBlock>> blocks;   ///< by column and row
    bool isEmpty() const { return blocks.empty(); }
};

class HeatMap {
public:
    void clear();
    /// All tiles between two clears lie on one grid; a tile of another grid begins a new map.
    void add(const ProbabilityTile& tile);
    bool isEmpty() const { return m_blocks.empty(); }
    /// In [0,1]; empty where nothing was computed.
    std::optional<double> at(SlidePoint point) const;
    HeatPatch patch(const SlideRect& rect) const;

private:
    MapGrid m_grid;
    std::map<std::pair<int, int>, std::shared_ptr<const HeatBlock>> m_blocks;
};

struct HeatTarget {
    int x = 0;                 ///< device pixels from the slide's corner
    int y = 0;
    int width = 0;
    int height = 0;
    double downsample = 1;     ///< level-0 pixels per device pixel
    Orientation orientation = {};   ///< about the slide's corner
};

/// Premultiplied, transparent where nothing was computed; linear between map pixels, so it depends on no tile's border.
/// Colours of matplotlib's "inferno" (van der Walt & Smith 2015), opacity rising with probability; null when all is clear.
QImage renderHeat(const HeatPatch& patch, const HeatTarget& target);

}  // namespace bowman::ui
