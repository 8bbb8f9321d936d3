#include "core/slide/resample.h"

#include <cmath>
#include <cstring>

namespace bowman {
namespace {

constexpr std::int64_t kUnit = 4096;  // positions are whole multiples of 1/kUnit source pixel

std::int64_t floorToPixel(std::int64_t position) {
    return position >= 0 ? position / kUnit : -((-position + kUnit - 1) / kUnit);
}

AxisSample averageOver(std::int64_t begin, std::int64_t end) {
    AxisSample sample;
    sample.first = floorToPixel(begin);
    const std::int64_t last = floorToPixel(end - 1);
    const float total = static_cast<float>(end - begin);
    for (std::int64_t pixel = sample.first; pixel <= last; ++pixel) {
        const std::int64_t covered = std::min(end, (pixel + 1) * kUnit) - std::max(begin, pixel * kUnit);
        sample.weights.push_back(static_cast<float>(covered) / total);
    }
    return sample;
}

AxisSample interpolateAt(std::int64_t centre) {
    const std::int64_t position = centre - kUnit / 2;  // relative to pixel centres
    const std::int64_t pixel = floorToPixel(position);
    const std::int64_t part = position - pixel * kUnit;
    if (part == 0) return {pixel, {1.0f}};
    const float second = static_cast<float>(part) / kUnit;
    return {pixel, {1 - second, second}};
}

/// One source row → interleaved RGB floats of the block's columns.
void reduceRow(const std::uint8_t* row, std::int64_t sourceX, const AxisPlan& columns, const OutputBlock& block, float* out) {
    for (int x = 0; x < block.width; ++x) {
        const AxisSample& sample = columns.samples[block.x + x];
        const std::uint8_t* pixel = row + (sample.first - sourceX) * 3;
        float r = 0, g = 0, b = 0;
        for (const float weight : sample.weights) {
            r += weight * pixel[0];
            g += weight * pixel[1];
            b += weight * pixel[2];
            pixel += 3;
        }
        out[3 * x] = r;
        out[3 * x + 1] = g;
        out[3 * x + 2] = b;
    }
}

void copyBlock(const SourceBlock& source, const AxisPlan& columns, const AxisPlan& rows, const OutputBlock& block, Image& out) {
    const std::int64_t left = columns.samples[block.x].first - source.x;
    for (int y = 0; y < block.height; ++y) {
        const std::int64_t row = rows.samples[block.y + y].first - source.y;
        std::memcpy(out.pixel(block.x, block.y + y), source.image.pixel(static_cast<int>(left), static_cast<int>(row)),
                    static_cast<std::size_t>(block.width) * 3);
    }
}

}  // namespace

AxisPlan planAxis(double start, double ratio, int count) {
    AxisPlan plan;
    plan.samples.reserve(static_cast<std::size_t>(count));
    const auto edge = [&](double i) { return std::llround((start + i * ratio) * kUnit); };
    for (int i = 0; i < count; ++i)
        plan.samples.push_back(ratio >= 1 ? averageOver(edge(i), edge(i + 1)) : interpolateAt(edge(i + 0.5)));
    plan.isCopy = true;
    for (int i = 0; i < count && plan.isCopy; ++i)
        plan.isCopy = plan.samples[i].weights.size() == 1 && plan.samples[i].first == plan.samples[0].first + i;
    return plan;
}

void resampleBlock(const SourceBlock& source, const AxisPlan& columns, const AxisPlan& rows, const OutputBlock& block, Image& out) {
    if (columns.isCopy && rows.isCopy) return copyBlock(source, columns, rows, block, out);
    const std::size_t width = static_cast<std::size_t>(block.width) * 3;
    std::vector<float> reduced(width), sum(width);
    std::int64_t reducedRow = -1;  // which source row `reduced` holds: two output rows share one at their border
    bool hasReduced = false;
    for (int y = 0; y < block.height; ++y) {
        const AxisSample& sample = rows.samples[block.y + y];
        std::fill(sum.begin(), sum.end(), 0.0f);
        for (std::size_t k = 0; k < sample.weights.size(); ++k) {
            const std::int64_t row = sample.first + static_cast<std::int64_t>(k) - source.y;
            if (!hasReduced || row != reducedRow)
                reduceRow(source.image.row(static_cast<int>(row)), source.x, columns, block, reduced.data());
            hasReduced = true;
            reducedRow = row;
            const float weight = sample.weights[k];
            for (std::size_t i = 0; i < width; ++i) sum[i] += weight * reduced[i];
        }
        std::uint8_t* pixel = out.pixel(block.x, block.y + y);
        for (std::size_t i = 0; i < width; ++i) pixel[i] = static_cast<std::uint8_t>(sum[i] + 0.5f);
    }
}

}  // namespace bowman
