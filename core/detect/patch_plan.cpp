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

/// Moves the patches whose cell is on the screen to the front, nearest to its centre first.
void putVisibleFirst(PatchPlan& plan, const MapGrid& grid, const SlideRect& visible) {
    const auto rectOf = [&](const MapRect& patch) {
        const MapRect cell = plan.cell(patch);
        return grid.toSlide(cell.x, cell.y, cell.width, cell.height);
    };
    const auto end = std::stable_partition(plan.patches.begin(), plan.patches.end(),
                                           [&](const MapRect& patch) { return rectOf(patch).intersects(visible); });
    const auto distance = [&](const MapRect& patch) {
        const SlidePoint a = rectOf(patch).centre(), b = visible.centre();
        return std::hypot(a.x - b.x, a.y - b.y);
    };
    std::stable_sort(plan.patches.begin(), end,
                     [&](const MapRect& a, const MapRect& b) { return distance(a) < distance(b); });
}

}  // namespace

MapRect PatchPlan::cell(const MapRect& patch) const {
    const int inset = geometry.margin + geometry.blend / 2;
    return {patch.x + inset, patch.y + inset, geometry.stride(), geometry.stride()};
}

MapRect PatchPlan::trusted(const MapRect& patch) const {
    const int edge = geometry.size - 2 * geometry.margin;
    return {patch.x + geometry.margin, patch.y + geometry.margin, edge, edge};
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
    const auto rows = cellStarts(lattice(grid.origin.y), grid.size.height, geometry.stride(), request.shiftY);
    const int inset = geometry.margin + geometry.blend / 2;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const int column = columns[r % 2 == 0 ? i : columns.size() - 1 - i];
            if (request.isWanted && !request.isWanted(grid.toSlide(column, rows[r], geometry.stride(), geometry.stride()))) continue;
            plan.patches.push_back({column - inset, rows[r] - inset, geometry.size, geometry.size});
        }
    }
    if (request.visibleFirst) putVisibleFirst(plan, grid, *request.visibleFirst);
    return plan;
}

}  // namespace bowman
