#include "models/inference/strip_plan.h"

#include <algorithm>
#include <limits>

namespace bowman {
namespace {

int floorDivide(int a, int b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
int ceilDivide(int a, int b) { return -floorDivide(-a, b); }

/// What a layer does to rows: output row r needs the input rows [r·stride − before, r·stride − before + extent), all divided by `up`.
struct Rows {
    int stride = 1, before = 0, extent = 1, up = 1;
};

Rows rowsOf(const Layer& layer) {
    switch (layer.kind) {
        case LayerKind::Convolution:
            return {static_cast<int>(layer.stride[0]), static_cast<int>(layer.before[0]), static_cast<int>((layer.kernel[0] - 1) * layer.dilation[0] + 1), 1};
        case LayerKind::PixelShuffle: return {1, 0, 1, 2};
        case LayerKind::UpsampleNearest:
        case LayerKind::PointwiseHead: return {1, 0, 1, static_cast<int>(layer.factor[0])};
        default: return {};
    }
}

bool isLocal(const Layer& layer) {
    switch (layer.kind) {
        case LayerKind::Convolution: return !layer.transposed && layer.inputScale < 0;
        case LayerKind::Eltwise:
        case LayerKind::Add:
        case LayerKind::Concat:
        case LayerKind::PixelShuffle:
        case LayerKind::UpsampleNearest:
        case LayerKind::PointwiseHead: return true;
        default: return false;
    }
}

class Planner {
public:
    Planner(const NetworkGraph& graph, int rows, int width) : m_graph(graph) {
        m_plan.rows = rows;
        m_plan.values.resize(static_cast<std::size_t>(graph.values));
        value(graph.input) = {rows, 0, 0, width, 3};
    }

    Result<StripPlan> run() {
        for (const Layer& layer : m_graph.layers)
            if (const auto done = add(layer); !done) return done.error();
        for (const Layer& layer : m_graph.layers) {
            for (std::size_t i = 0; i < layer.inputs.size(); ++i) keep(layer.inputs[i], -firstRowRead(layer, m_plan, static_cast<int>(i)));
            for (const PostOp& op : layer.postOps)
                if (op.isSum) value(op.value).delayed = std::max(value(op.value).delayed, value(layer.output).lag - value(op.value).lag + value(op.value).rows);
        }
        return std::move(m_plan);
    }

private:
    StripValue& value(int number) { return m_plan.values[static_cast<std::size_t>(number)]; }
    void keep(int number, int rows) { value(number).kept = std::max(value(number).kept, rows); }

    Result<void> add(const Layer& layer) {
        if (!isLocal(layer)) return Error{"the network does not run strip by strip", "", "it has a layer that sees the whole picture"};
        const Rows of = rowsOf(layer);
        const StripValue first = value(layer.inputs[0]);
        StripValue out{first.rows * of.up / of.stride, 0, 0, first.width * of.up / of.stride, first.channels};
        if (first.rows * of.up % of.stride != 0) return Error{"the network does not run strip by strip", "", "a strip has no whole number of its rows"};
        if (layer.kind == LayerKind::Concat) out.channels = 0;
        if (layer.kind == LayerKind::Convolution || layer.kind == LayerKind::PixelShuffle) out.channels = static_cast<int>(layer.out);
        if (layer.kind == LayerKind::PointwiseHead) out.channels = 1;
        for (const int input : layer.inputs) {
            const StripValue& in = value(input);
            if (in.rows != first.rows || in.width != first.width) return Error{"the network does not run strip by strip", "", "it joins maps of different sizes"};
            if (layer.kind == LayerKind::Concat) out.channels += in.channels;
            // The last row that the step computes needs rows that are there by then, and the first none that are newer than the map itself.
            const int lag = std::max(ceilDivide(in.lag + of.extent - of.stride - of.before, of.stride), ceilDivide(in.lag - of.before, of.stride));
            out.lag = std::max(out.lag, lag * of.up);
        }
        for (const PostOp& op : layer.postOps)
            if (op.isSum) out.lag = std::max(out.lag, value(op.value).lag);
        out.lag = ceilDivide(out.lag, of.up) * of.up;
        value(layer.output) = out;
        return {};
    }

    const NetworkGraph& m_graph;
    StripPlan m_plan;
};

}  // namespace

Result<StripPlan> planStrips(const NetworkGraph& graph, int rows, int width) { return Planner(graph, rows, width).run(); }

int firstRowRead(const Layer& layer, const StripPlan& plan, int which) {
    const Rows of = rowsOf(layer);
    const StripValue& in = plan.values[static_cast<std::size_t>(layer.inputs[static_cast<std::size_t>(which)])];
    const StripValue& out = plan.values[static_cast<std::size_t>(layer.output)];
    return in.lag - (out.lag / of.up * of.stride + of.before);
}

std::vector<RowRange> rowsNeeded(const NetworkGraph& graph, const StripPlan& plan, RowRange wanted) {
    std::vector<RowRange> needed(plan.values.size(), {std::numeric_limits<int>::max(), std::numeric_limits<int>::min()});
    const auto need = [&](int number, int first, int end) {
        RowRange& range = needed[static_cast<std::size_t>(number)];
        range = {std::min(range.first, first), std::max(range.end, end)};
    };
    need(graph.output, wanted.first, wanted.end);
    for (auto layer = graph.layers.rbegin(); layer != graph.layers.rend(); ++layer) {
        const RowRange out = needed[static_cast<std::size_t>(layer->output)];
        if (out.isEmpty()) continue;
        const Rows of = rowsOf(*layer);
        const int first = floorDivide(out.first, of.up), last = floorDivide(out.end - 1, of.up);
        for (const int input : layer->inputs) need(input, first * of.stride - of.before, last * of.stride - of.before + of.extent);
        for (const PostOp& op : layer->postOps)
            if (op.isSum) need(op.value, out.first, out.end);
    }
    return needed;
}

}  // namespace bowman
