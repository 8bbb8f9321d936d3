// Takes pixels through a colour profile: from what the scanner wrote to what an sRGB screen should show. Frozen once made; any
// thread may use it, several at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/slide/colour_profile.h"

namespace bowman {

class ColourTable {
public:
    explicit ColourTable(ColourProfilePtr profile);

    /// In place, R, G, B in the bytes `order` of each of `count` pixels of `bytes` bytes; other bytes stay.
    /// Method: tetrahedral interpolation in the profile's grid; within four grey levels of LittleCMS itself, half a level on
    /// average, but for channels that are almost black or full.
    void apply(std::uint8_t* pixels, std::size_t count, int bytes, std::array<int, 3> order) const;

private:
    struct Place {
        std::uint32_t node = 0;       ///< lower neighbour on its axis, 0 … kNodes − 2
        std::int32_t fraction = 0;    ///< 0 … 256 on the way to the upper one
    };

    const ColourProfilePtr m_profile;
    std::array<Place, 256> m_place;
};

}  // namespace bowman
