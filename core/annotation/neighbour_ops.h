// One outline among many neighbours: which of them it really overlaps, and what they leave of it. Works on the neighbourhood of each
// alone, so that a stroke over hundreds of objects costs little more than one over a few. By GEOS. Any thread; one object, one thread.
#pragma once

#include <memory>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"

namespace bowman {

class ShapeAmong {
public:
    /// A valid shape; it is copied and indexed once.
    explicit ShapeAmong(const MultiPolygon& shape);
    ~ShapeAmong();
    ShapeAmong(const ShapeAmong&) = delete;
    ShapeAmong& operator=(const ShapeAmong&) = delete;

    /// As overlapArea(shape, other) of polygon_ops.h.
    Result<double> overlap(const MultiPolygon& other) const;
    /// All of the other lies inside, away from every border.
    bool surrounds(const MultiPolygon& other) const;

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

/// The shape without all the others (each valid; they may overlap one another). Parts below 1 px² are dropped. Others that lie
/// inside of it and by themselves become holes as they are; only the rest costs an overlay.
Result<MultiPolygon> subtractAll(const MultiPolygon& shape, const std::vector<const MultiPolygon*>& others);

}  // namespace bowman
