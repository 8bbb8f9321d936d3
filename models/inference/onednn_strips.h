// A network over a picture of any height, strip by strip: each row of each map is computed once, in memory that does not grow with the height and stays in
// the cache. Rows do not depend on where a run began or ends: the same bits as in one run over the whole picture. Used by one thread at a
// time; several may share their weights, and are then created one after the other.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/result.h"
#include "models/inference/onednn_program.h"
#include "models/inference/strip_plan.h"

namespace bowman {

struct StripRequest {
    std::shared_ptr<const NetworkGraph> graph;  ///< fused; one channel comes out
    std::shared_ptr<WeightStore> weights;
    int width = 0;                              ///< of the picture, a multiple of 32
    int rows = 0;                               ///< of a strip, a multiple of 32
    Precision precision = Precision::F32;
    std::array<double, 3> mean = {}, std = {1, 1, 1};
};

class OneDnnStrips {
public:
    /// Error: a network that needs the whole picture, or something that oneDNN cannot do.
    static Result<std::unique_ptr<OneDnnStrips>> create(const StripRequest& request);
    virtual ~OneDnnStrips() = default;

    /// Begins at the rows that row `firstWanted` of a picture of `height` rows (a multiple of 32) depends on. Returns the first row that run() wants, a
    /// multiple of the strip's rows.
    virtual int begin(int height, int firstWanted) = 0;

    /// Takes the next strip (rows × width × 3; what lies below the picture does not matter) and returns the rows of the result that are finished
    /// now, in result(); rows from `end` on are not wanted. Throws what oneDNN throws.
    virtual RowRange run(const std::uint8_t* rgb, int end) = 0;
    virtual const float* result() const = 0;

    virtual std::size_t memoryBytes() const = 0;
};

}  // namespace bowman
