// Puts the network's answers together: weighted sums per map block in whole numbers, so that the result does not depend
// on the order of patches by a single bit. Where patches meet it keeps how far their answers are apart (ProbabilityMap::seams). One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/detect/patch_plan.h"
#include "core/detect/probability_map.h"

namespace bowman {

class PatchBlender {
public:
    /// `ink`: places on the slide where the answer is 0, whatever the network says. It has not learned what a pen's mark is.
    PatchBlender(const MapGrid& grid, const PatchPlan& plan, MultiPolygon ink = {});

    /// `probabilities` = width × height values in [0,1], row-major. Returns the part of the map that is new or better now,
    /// inside the map. Places that one patch alone has seen have its value; the ramp gets its final one with the last
    /// neighbour.
    MapRect add(const MapRect& patch, std::span<const float> probabilities);

    /// The patch will not come: its place stays what the neighbours say of it, or 0.
    void skip(const MapRect& patch);

    const ProbabilityMap& map() const { return *m_map; }
    /// The map as a result; nothing may be added after it.
    std::shared_ptr<const ProbabilityMap> finish() { return m_map; }

    /// Sums that wait for neighbours; for a test of the memory.
    std::size_t openBlocks() const { return m_sums.size(); }

private:
    struct Sums {
        std::vector<std::uint32_t> value;    ///< Σ weight · probability · kUnit
        std::vector<std::uint32_t> weight;
        std::vector<std::uint8_t> lowest, highest;   ///< of the answers, 0…254
    };
    MapRect insideMap(const MapRect& rect) const;
    Sums& sumsOf(std::int64_t block);
    void release(const MapRect& rect);
    /// Sets those of the rectangle's values to 0 that lie on ink.
    void clearInk(const MapRect& rect, std::vector<std::uint8_t>& values) const;

    std::shared_ptr<ProbabilityMap> m_map;
    PatchPlan m_plan;
    MultiPolygon m_ink;
    int m_columns = 0;
    std::vector<std::uint32_t> m_weightsX, m_weightsY;   ///< along the edges of the trusted part, 1…kFull
    std::map<std::int64_t, int> m_waiting;         ///< block → patches that have yet to come
    std::map<std::int64_t, Sums> m_sums;
};

}  // namespace bowman
