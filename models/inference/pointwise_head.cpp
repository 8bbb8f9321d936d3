#include "models/inference/pointwise_head.h"

#include <algorithm>

#include "models/inference/processor.h"

namespace bowman::kernels {
namespace {

constexpr std::size_t kLanes = 16, kVectors = 4, kPixels = kLanes * kVectors;
using Floats = float __attribute__((vector_size(kLanes * sizeof(float))));
using Ints = std::int32_t __attribute__((vector_size(kLanes * sizeof(float))));

/// Within 2e-7. Method: 2^n · e^r, r within ±ln 2/2, as a Taylor polynomial of degree 6 (Cody & Waite's split of ln 2). A NaN stays one.
BOWMAN_INLINE void sigmoidOf(Floats& x) {
    const Floats zero = {}, low = zero - 87.0F, high = zero + 87.0F, magic = zero + 12582912.0F;  // 1.5·2^23
    Floats y = -x;
    y = y < low ? low : y;
    y = y > high ? high : y;
    const Floats shifted = y * 1.44269504F + magic, n = shifted - magic;
    const Floats r = y - n * 0.693359375F + n * 2.12194440e-4F;
    Floats e = r * (1.0F / 720) + 1.0F / 120;
    e = e * r + 1.0F / 24;
    e = e * r + 1.0F / 6;
    e = e * r + 0.5F;
    e = e * r + 1.0F;
    e = e * r + 1.0F;
    const Ints exponent = (reinterpret_cast<Ints>(shifted) - 0x4B400000) << 23;
    x = 1.0F / (1.0F + reinterpret_cast<Floats>(reinterpret_cast<Ints>(e) + exponent));
}

struct Block {
    alignas(64) float in[PointwiseHead::kLargestInput][kPixels] = {};
    alignas(64) float out[kPixels];
};

BOWMAN_INLINE void computeBlock(const PointwiseHead& head, Block& block) {
    const float* weights = head.weights.data();
    const float* last = weights + head.hidden * head.inputs;
    const auto at = [&](std::size_t k) { return reinterpret_cast<const Floats*>(block.in[k]); };
    const Floats zero = {};
    Floats z[kVectors];
    for (Floats& sum : z) sum = zero + head.biases[head.hidden];
    for (std::size_t m = 0; m < head.hidden; ++m, weights += head.inputs) {
        const Floats start = zero + head.biases[m];
        Floats a = start, b = start, c = start, d = start;
        for (std::size_t k = 0; k < head.inputs; ++k) {
            const Floats* x = at(k);
            const float w = weights[k];
            a += w * x[0];
            b += w * x[1];
            c += w * x[2];
            d += w * x[3];
        }
        const float v = last[m];
        z[0] += v * (a < zero ? zero : a);  // so that a NaN stays one
        z[1] += v * (b < zero ? zero : b);
        z[2] += v * (c < zero ? zero : c);
        z[3] += v * (d < zero ? zero : d);
    }
    for (std::size_t i = 0; i < kVectors; ++i) {
        sigmoidOf(z[i]);
        reinterpret_cast<Floats*>(block.out)[i] = z[i];
    }
}

/// One row of the input: one row of the result, or two.
template <typename T>
BOWMAN_INLINE void rowBody(const PointwiseHead& head, const T* in, float* out) {
    const std::size_t phases = head.phases * head.phases, stride = phases * head.inputs;
    Block block;
    for (std::size_t phase = 0; phase < phases; ++phase) {
        float* row = out + phase / head.phases * head.width * head.phases + phase % head.phases;
        for (std::size_t x = 0; x < head.width; x += kPixels) {
            const std::size_t count = std::min(kPixels, head.width - x);
            for (std::size_t p = 0; p < count; ++p) {
                const T* pixel = in + (x + p) * stride + phase * head.inputs;
                for (std::size_t k = 0; k < head.inputs; ++k) block.in[k][p] = toFloat(pixel[k]);
            }
            computeBlock(head, block);
            for (std::size_t p = 0; p < count; ++p) row[(x + p) * head.phases] = block.out[p];
        }
    }
}

template <typename T> BOWMAN_WIDE void rowWide(const PointwiseHead& head, const T* in, float* out) { rowBody(head, in, out); }
template <typename T> BOWMAN_MIDDLE void rowMiddle(const PointwiseHead& head, const T* in, float* out) { rowBody(head, in, out); }
template <typename T> void rowPlain(const PointwiseHead& head, const T* in, float* out) { rowBody(head, in, out); }

template <typename T>
void allRows(const PointwiseHead& head, const T* in, float* out) {
    static const auto chosen = isWide() ? rowWide<T> : isMiddle() ? rowMiddle<T> : rowPlain<T>;
    const auto rows = static_cast<std::ptrdiff_t>(head.rows);
    const std::size_t pixels = head.width * head.phases * head.phases;
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t row = 0; row < rows; ++row) chosen(head, in + static_cast<std::size_t>(row) * pixels * head.inputs, out + static_cast<std::size_t>(row) * pixels);
}

}  // namespace

void pointwiseHead(const PointwiseHead& head, const float* in, float* out) { allRows(head, in, out); }
void pointwiseHead(const PointwiseHead& head, const std::uint16_t* in, float* out) { allRows(head, in, out); }

}  // namespace bowman::kernels
