#include "core/detect/patch_plan.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

std::int64_t floorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

/// Cells of one axis: first map pixel of each.
std::vector<int> cellStarts(std::int64_t latticeOrigin, std::int64_t length, int stride, int shift) {
    std::vector<int> starts;
    const std::int64_t first = floorDivide(latticeOrigin - shift, stride);
    const std::int64_t last = floorDivide(latticeOrigin + length - 1 - shift, stride);
    for (std::int64_t k = first; k <= last; ++k) starts.push_back(static_cast<int>(k * stride + shift - latticeOrigin));
    return starts;
}

}  // namespace

MapRect PatchPlan::cell(const MapRect& patch) const {
    return {patch.x + geometry.inset(), patch.y + geometry.insetY(), geometry.stride(), geometry.strideY()};
}

MapRect PatchPlan::trusted(const MapRect& patch) const {
    return {patch.x + geometry.margin, patch.y + geometry.marginY(), geometry.size - 2 * geometry.margin, geometry.edgeY() - 2 * geometry.marginY()};
}

MapGrid mapGridFor(const SlideRect& region, double downsample) {
    // A hair of tolerance: 1000 pixels at 2.0 are 500 map pixels even where the division says 500.0000001.
    const auto down = [&](double v) { return std::floor(v / downsample + 1e-6); };
    const auto up = [&](double v) { return std::ceil(v / downsample - 1e-6); };
    MapGrid grid;
    grid.downsample = downsample;
    grid.origin = {down(region.x) * downsample, down(region.y) * downsample};
    grid.size = {std::max<std::int64_t>(1, static_cast<std::int64_t>(up(region.right()) - down(region.x))),
                 std::max<std::int64_t>(1, static_cast<std::int64_t>(up(region.bottom()) - down(region.y)))};
    return grid;
}

PatchPlan planPatches(const PatchPlanRequest& request) {
    const MapGrid& grid = request.grid;
    const PatchGeometry& geometry = request.geometry;
    PatchPlan plan{geometry, {}};
    const auto lattice = [&](double v) { return static_cast<std::int64_t>(std::llround(v / grid.downsample)); };
    const auto columns = cellStarts(lattice(grid.origin.x), grid.size.width, geometry.stride(), request.shiftX);
    const auto rows = cellStarts(lattice(grid.origin.y), grid.size.height, geometry.strideY(), request.shiftY);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const int column = columns[r % 2 == 0 ? i : columns.size() - 1 - i];
            if (request.isWanted && !request.isWanted(grid.toSlide(column, rows[r], geometry.stride(), geometry.strideY()))) continue;
            plan.patches.push_back({column - geometry.inset(), rows[r] - geometry.insetY(), geometry.size, geometry.edgeY()});
        }
    }
    return plan;
}

}  // namespace bowman
