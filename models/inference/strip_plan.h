// How a network runs over a picture strip by strip, from top to bottom, so that each row of each map is computed once: a layer's map lags some rows
// behind the picture, since rows further down are not there yet, and keeps the last rows of its earlier strips, which the next one reads.
// Pure; any thread.
//
// In step t the rows [t·rows − lag, (t+1)·rows − lag) of a map are computed. Rows outside of the picture are 0, as at the edge of any picture.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "models/inference/network_graph.h"

namespace bowman {

/// A map of the network.
struct StripValue {
    int rows = 0;       ///< computed in one step; 0 = nobody needs it
    int lag = 0;
    int kept = 0;       ///< rows of earlier steps that a later layer still reads
    int width = 0;
    int channels = 0;
    int delayed = 0;    ///< rows that wait for a later layer to add them, the newest included; 0 = none does
};

/// Rows [first, end) of a map.
struct RowRange {
    int first = 0;
    int end = 0;
    bool isEmpty() const { return first >= end; }
    friend bool operator==(const RowRange&, const RowRange&) = default;
};

struct StripPlan {
    std::vector<StripValue> values;   ///< by number
    int rows = 0;                     ///< of the picture, in one step

    /// Of the new rows of a map in step `step`.
    RowRange computed(int value, int step) const {
        const StripValue& v = values[static_cast<std::size_t>(value)];
        return {step * v.rows - v.lag, (step + 1) * v.rows - v.lag};
    }
};

/// `rows` and `width` of the picture are multiples of 32. Error: a layer that needs the whole picture (a mean), or one that is not known here.
Result<StripPlan> planStrips(const NetworkGraph& graph, int rows, int width);

/// The rows of each map that `wanted` rows of the result depend on, whether or not the picture has them.
std::vector<RowRange> rowsNeeded(const NetworkGraph& graph, const StripPlan& plan, RowRange wanted);

/// First row that a layer's step reads of an input, counted from the input's own new rows: negative = kept ones. `which`: number in Layer::inputs.
int firstRowRead(const Layer& layer, const StripPlan& plan, int which);

}  // namespace bowman
