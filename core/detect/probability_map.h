// Where the network's answers are collected: 8-bit probabilities at the model's scale, sparse, in blocks. The result does not
// depend on the order of patches. Written by one thread; what is handed out is a copy.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"

namespace bowman {

/// Grid of the model's scale over the slide: map pixel (i,j) covers [origin + i·downsample, …) in level-0 pixels.
struct MapGrid {
    SlidePoint origin;
    double downsample = 1;      ///< level-0 pixels per map pixel
    PixelSize size;             ///< in map pixels

    /// The origin in map pixels from the slide's corner: the same place has the same number in every region.
    int latticeX() const { return static_cast<int>(std::llround(origin.x / downsample)); }
    int latticeY() const { return static_cast<int>(std::llround(origin.y / downsample)); }

    SlideRect toSlide(double x, double y, double w, double h) const {
        return {origin.x + x * downsample, origin.y + y * downsample, w * downsample, h * downsample};
    }
};

/// A piece of the map, for overlays: Gray8, 255 = probability 1. A later one that overlaps it knows better (where two
/// patches meet, the second one refines a narrow band of the first).
struct ProbabilityTile {
    SlideRect rect;             ///< where it lies on the slide
    int x = 0;                  ///< first map pixel
    int y = 0;
    ImagePtr probability;
};

/// One class. Blocks of 256×256 map pixels; those never written are 0.
class ProbabilityMap {
public:
    static constexpr int kBlock = 256;
    static constexpr int kSeam = 1;   ///< value of a seam where both answers are the same; each 1/254 that they are apart counts 1 more; 0 = no seam

    explicit ProbabilityMap(MapGrid grid);

    const MapGrid& grid() const { return m_grid; }

    /// Copies a rectangle of 8-bit values (row-major, `width`×`height`) to map pixel (x,y); what falls outside is dropped.
    void write(int x, int y, int width, int height, const std::uint8_t* values);

    /// Where several patches answered: how far they were apart, see kSeam. The rectangle as in `write`; null where there is none.
    void writeSeams(int x, int y, int width, int height, const std::uint8_t* values);
    const ProbabilityMap* seams() const { return m_seams.get(); }

    /// Probability 0…255 at a map pixel; 0 outside.
    std::uint8_t at(int x, int y) const;
    /// Rectangle as an image, zeros outside of what was written.
    Image read(int x, int y, int width, int height) const;
    /// Probability in [0,1] at a place on the slide, nearest map pixel.
    double probabilityAt(SlidePoint p) const;

    /// The blocks that meet a part of the slide, for who wants the objects there soon.
    ProbabilityMap around(const SlideRect& rect) const;

    /// Upper-left map pixels of the blocks that hold anything but zeros, row by row.
    std::vector<std::pair<int, int>> blocks() const;
    std::size_t sizeBytes() const;

private:
    MapGrid m_grid;
    int m_columns = 0;
    std::map<std::int64_t, Image> m_blocks;   ///< row · columns + column
    std::unique_ptr<ProbabilityMap> m_seams;
};

}  // namespace bowman
