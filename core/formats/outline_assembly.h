// Objects from loose rings, for formats that have no holes of their own: each hole goes to the outline that contains it,
// by a spatial index. Pure; one assembly on one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

class OutlineAssembly {
public:
    struct Loose {
        Ring ring;
        std::size_t layer = 0;                       ///< a hole only finds outlines of its layer
        std::optional<std::size_t> object = {};      ///< of a hole: whose it is, where the file says so
    };

    /// A further part of object 0, 1, 2 …
    void addPart(Loose part);
    void addHole(Loose hole) { m_holes.push_back(std::move(hole)); }

    struct Assembled {
        std::vector<MultiPolygon> shapes;   ///< by object; unchecked
        int cut = 0;                        ///< holes that no outline contains: cut out of those that they overlap
        int lost = 0;                       ///< holes that lie in no outline
    };
    /// A hole goes to the outline of its object that contains it, else to the smallest that does. Blocks. An error where
    /// outlines lie on each other in such numbers that no real file has them. Leaves the assembly empty.
    Result<Assembled> assemble();

private:
    std::vector<Loose> m_parts;
    std::vector<Loose> m_holes;
    std::size_t m_objects = 0;
};

/// Polygons with holes from rings of any order and direction that do not cross: what lies in an odd number of them is inside.
Result<MultiPolygon> evenOddShape(std::vector<Ring> rings);

}  // namespace bowman
