#include "core/detect/flips.h"

#include <algorithm>
#include <cmath>

#include "core/annotation/scanline.h"
#include "core/slide/scaled_read.h"

namespace bowman {
namespace {

constexpr int kFlips = 4;      ///< bit 0: left and right exchanged; bit 1: top and bottom
constexpr int kAround = 32;    ///< model pixels around an object, at least: what the network needs to know it

/// Where the value at `i` of a picture of size × size lies in its mirror image.
std::size_t mirrored(std::size_t i, std::size_t size, int flip) {
    std::size_t x = i % size, y = i / size;
    if (flip & 1) x = size - 1 - x;
    if (flip & 2) y = size - 1 - y;
    return y * size + x;
}

void flipRgb(std::span<const std::uint8_t> from, std::size_t size, int flip, std::uint8_t* to) {
    for (std::size_t i = 0; i < size * size; ++i) std::copy_n(&from[3 * mirrored(i, size, flip)], 3, to + 3 * i);
}

}  // namespace

Result<void> FlippingPredictor::predict(const PatchBatch& batch, std::span<float> probabilities) {
    const auto size = static_cast<std::size_t>(batch.size), plane = size * size;
    m_flipped.resize(batch.rgb.size());
    m_answer.resize(probabilities.size());
    if (auto done = m_network.predict(batch, probabilities); !done) return done;
    for (int flip = 1; flip < kFlips; ++flip) {
        for (std::size_t at = 0; at < batch.rgb.size(); at += 3 * plane) flipRgb(batch.rgb.subspan(at, 3 * plane), size, flip, &m_flipped[at]);
        if (auto done = m_network.predict({batch.count, batch.size, m_flipped}, m_answer); !done) return done;
        for (std::size_t at = 0; at < m_answer.size(); at += plane)
            for (std::size_t i = 0; i < plane; ++i) probabilities[at + i] += m_answer[at + mirrored(i, size, flip)];
    }
    for (float& p : probabilities) p /= kFlips;
    return {};
}

Result<void> tellDisagreement(std::vector<DetectedObject>& objects, const Slide& slide, double umPerPx, Predictor& network, const std::function<void(int, int)>& onProgress,
                              const std::stop_token& stop) {
    Result<void> first;
    const double downsample = network.card().umPerPx / umPerPx;
    const auto classes = std::max<std::size_t>(1, network.card().classes.size());
    for (DetectedObject& object : objects) {
        if (stop.stop_requested()) return Error{"stopped", "", "before all objects were asked about"};
        if (onProgress) onProgress(static_cast<int>(&object - objects.data()), static_cast<int>(objects.size()));
        const SlideRect bounds = boundsOf(object.shape);
        const int needed = static_cast<int>(std::ceil(std::max(bounds.width, bounds.height) / downsample)) + 2 * kAround;
        const int size = std::max(network.card().tileSize, (needed + 31) / 32 * 32);
        const auto edge = static_cast<std::size_t>(size), plane = edge * edge;
        const SlidePoint origin{bounds.centre().x - size * downsample / 2, bounds.centre().y - size * downsample / 2};
        const auto picture = readScaled(slide, {origin, downsample, size, size});
        if (!picture) {
            if (first) first = picture.error();
            continue;
        }
        std::vector<float> sum(plane), squares(plane), answer(plane * classes);
        std::vector<std::uint8_t> rgb(3 * plane);
        Result<void> asked;
        for (int flip = 0; flip < kFlips && asked; ++flip) {
            flipRgb({picture->data(), 3 * plane}, edge, flip, rgb.data());
            asked = network.predict({1, size, rgb}, answer);
            for (std::size_t i = 0; i < plane && asked; ++i) {
                const float p = answer[mirrored(i, edge, flip)];
                sum[i] += p;
                squares[i] += p * p;
            }
        }
        if (!asked) {
            if (first) first = asked;
            continue;
        }
        double total = 0, pixels = 0;
        for (const PixelRun& run : pixelRuns(object.shape, {origin, downsample, size, size}))
            for (std::int64_t x = run.begin; x < run.end; ++x) {
                const std::size_t i = static_cast<std::size_t>(run.line) * edge + static_cast<std::size_t>(x);
                const double mean = sum[i] / kFlips;
                total += std::sqrt(std::max(0.0, squares[i] / kFlips - mean * mean));
                ++pixels;
            }
        if (pixels > 0) object.disagreement = total / pixels;
    }
    return first;
}

}  // namespace bowman
