// Connected pixels by runs and union-find: memory grows with the outline, not with the area. Pure; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/annotation/scanline.h"

namespace bowman {

/// Pixels that touch by an edge or a corner.
struct Component {
    int left = 0;               ///< bounding box [left, right) × [top, bottom)
    int top = 0;
    int right = 0;
    int bottom = 0;
    std::int64_t pixels = 0;
    std::vector<PixelRun> runs; ///< rows, in order
};

/// `runsOfRow(y, runs)` appends the runs of row y, in order, disjoint and not touching. Components come in the order of
/// their first pixel.
std::vector<Component> connectedComponents(int height, const std::function<void(int y, std::vector<PixelRun>&)>& runsOfRow);

/// Appends the runs of one row of bytes for which `isInside(value)` holds.
template <typename Inside>
void appendRuns(const std::uint8_t* values, std::int64_t begin, std::int64_t end, std::int64_t line, Inside isInside,
                std::vector<PixelRun>& runs) {
    for (std::int64_t x = begin; x < end;) {
        if (!isInside(values[x - begin])) {
            ++x;
            continue;
        }
        const std::int64_t first = x;
        while (x < end && isInside(values[x - begin])) ++x;
        if (!runs.empty() && runs.back().line == line && runs.back().end == first)
            runs.back().end = x;
        else
            runs.push_back({line, first, x});
    }
}

}  // namespace bowman
