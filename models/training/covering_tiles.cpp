#include "models/training/covering_tiles.h"

#include <cmath>

namespace bowman {

std::vector<TileRecipe> coveringTiles(const std::vector<LabelledImage>& images, const SamplerOptions& options) {
    std::vector<TileRecipe> tiles;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const LabelledImage& image = images[i];
        const double edge = options.tileSize * options.umPerPx / image.umPerPx;  // in pixels of the image
        const auto count = [edge](int length) { return std::max(1, int(std::ceil(length / edge - 0.01))); };
        const int columns = count(image.rgb.width()), rows = count(image.rgb.height());
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column) {
                TileRecipe tile;
                tile.image = i;
                tile.umPerPx = options.umPerPx;
                tile.centre = {(column + 0.5) * edge, (row + 0.5) * edge};
                tile.reflectsOutside = true;
                tiles.push_back(tile);
            }
    }
    return tiles;
}

}  // namespace bowman
