#include "models/inference/channels_last_kernels.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <omp.h>

#include "models/inference/processor.h"

namespace bowman::kernels {
namespace {

// Each body is compiled for the processors that matter and chosen when called: processor.h.
BOWMAN_INLINE void store(float* out, float x) { *out = x; }
BOWMAN_INLINE void store(Bf16* out, float x) {  // to the nearest, ties to even
    const auto bits = std::bit_cast<std::uint32_t>(x);
    *out = static_cast<Bf16>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

struct Rows { std::size_t count, channels, stride; };

template <typename T>
BOWMAN_INLINE void addRowsBody(const T* __restrict in, const Rows& rows, float* __restrict sum) {
    for (std::size_t r = 0; r < rows.count; ++r)
        for (std::size_t c = 0; c < rows.channels; ++c) sum[c] += toFloat(in[r * rows.stride + c]);
}

template <typename T>
BOWMAN_INLINE void scaleRowsBody(const T* in, std::size_t rows, std::size_t channels, const T* __restrict factors, T* out) {
    for (std::size_t r = 0; r < rows; ++r)
#pragma GCC ivdep
        for (std::size_t c = 0; c < channels; ++c) store(out + r * channels + c, toFloat(in[r * channels + c]) * toFloat(factors[c]));
}

template <typename T>
BOWMAN_INLINE void scaleWeightsBody(const ScaledWeights& of, const T* __restrict factors, T* __restrict out, std::size_t first, std::size_t last) {
    const float* __restrict weights = of.weights;
    const std::uint16_t* __restrict channel = of.channel;
    for (std::size_t k = first; k < last; ++k) store(out + k, weights[k] * toFloat(factors[channel[k]]));
}

BOWMAN_INLINE void normaliseBody(const std::uint8_t* __restrict rgb, std::size_t count, const Normalisation& by, float* __restrict out) {
    constexpr std::size_t kPeriod = Normalisation::kPeriod;
    std::size_t i = 0;
    for (; i + kPeriod <= count; i += kPeriod)
        for (std::size_t k = 0; k < kPeriod; ++k) out[i + k] = static_cast<float>(rgb[i + k]) * by.factor[k] + by.offset[k];
    for (std::size_t k = 0; i < count; ++i, ++k) out[i] = static_cast<float>(rgb[i]) * by.factor[k] + by.offset[k];
}
BOWMAN_WIDE void normaliseWide(const std::uint8_t* rgb, std::size_t count, const Normalisation& by, float* out) { normaliseBody(rgb, count, by, out); }
BOWMAN_MIDDLE void normaliseMiddle(const std::uint8_t* rgb, std::size_t count, const Normalisation& by, float* out) { normaliseBody(rgb, count, by, out); }
void normalisePlain(const std::uint8_t* rgb, std::size_t count, const Normalisation& by, float* out) { normaliseBody(rgb, count, by, out); }

#define BOWMAN_THREE(name, parameters, arguments)                       \
    template <typename T> BOWMAN_WIDE void name##Wide parameters { name##Body<T> arguments; }     \
    template <typename T> BOWMAN_MIDDLE void name##Middle parameters { name##Body<T> arguments; } \
    template <typename T> void name##Plain parameters { name##Body<T> arguments; }                \
    template <typename T> void name parameters {                        \
        static const auto chosen = isWide() ? name##Wide<T> : isMiddle() ? name##Middle<T> : name##Plain<T>; \
        chosen arguments;                                               \
    }
BOWMAN_THREE(addRows, (const T* in, const Rows& rows, float* sum), (in, rows, sum))
BOWMAN_THREE(scaleRows, (const T* in, std::size_t rows, std::size_t channels, const T* factors, T* out), (in, rows, channels, factors, out))
BOWMAN_THREE(scaleWeights, (const ScaledWeights& of, const T* factors, T* out, std::size_t first, std::size_t last), (of, factors, out, first, last))
#undef BOWMAN_THREE

constexpr std::size_t kPieceChannels = 256;
constexpr std::size_t kRows = 64;  // added in 32 bit before they go to the sum of sums: errors stay below 1e-6

/// Of some channels of one image.
template <typename T>
void meanOfPiece(const T* image, const Area& area, std::size_t channels, T* out) {
    alignas(64) float total[kPieceChannels] = {}, part[kPieceChannels];
    for (std::size_t row = 0; row < area.pixels; row += kRows) {
        std::fill_n(part, channels, 0.0F);
        addRows<T>(image + row * area.channels, {std::min(kRows, area.pixels - row), channels, area.channels}, part);
        for (std::size_t c = 0; c < channels; ++c) total[c] += part[c];
    }
    for (std::size_t c = 0; c < channels; ++c) store(out + c, total[c] / static_cast<float>(area.pixels));
}

/// Channels are shared out, so that the order of the additions does not depend on the number of threads.
template <typename T>
void meanOf(const T* in, const Area& area, T* out) {
    const auto threads = static_cast<std::size_t>(omp_in_parallel() ? 1 : omp_get_max_threads());
    const std::size_t share = std::clamp<std::size_t>((area.channels / threads + 31) / 32 * 32, 32, kPieceChannels);
    const std::size_t pieces = (area.channels + share - 1) / share;
    const auto count = static_cast<std::ptrdiff_t>(pieces * area.images);
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const std::size_t image = static_cast<std::size_t>(i) / pieces, first = static_cast<std::size_t>(i) % pieces * share;
        meanOfPiece(in + image * area.pixels * area.channels + first, area, std::min(share, area.channels - first), out + image * area.channels + first);
    }
}

template <typename T>
void scaleChannelsOf(const T* in, const Area& area, const T* factors, T* out) {
    const auto rows = static_cast<std::ptrdiff_t>(area.images * area.pixels);
    constexpr std::ptrdiff_t kPiece = 64;
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t first = 0; first < rows; first += kPiece) {
        for (std::ptrdiff_t row = first; row < std::min(rows, first + kPiece);) {
            const auto at = static_cast<std::size_t>(row), image = at / area.pixels;
            const std::size_t count = std::min(static_cast<std::size_t>(std::min(rows, first + kPiece)), (image + 1) * area.pixels) - at;
            scaleRows<T>(in + at * area.channels, count, area.channels, factors + image * area.channels, out + at * area.channels);
            row += static_cast<std::ptrdiff_t>(count);
        }
    }
}

template <typename T>
void scaleWeightsOf(const ScaledWeights& of, const T* factors, T* out) {
    constexpr std::ptrdiff_t kPiece = 1 << 14;
    const auto count = static_cast<std::ptrdiff_t>(of.count);
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t first = 0; first < count; first += kPiece)
        scaleWeights<T>(of, factors, out, static_cast<std::size_t>(first), static_cast<std::size_t>(std::min(count, first + kPiece)));
}

void interleave(const std::byte* const* pair, const Shuffle& of, std::byte* out) {
    const std::size_t bytes = of.channelBytes;
    const bool adjacent = pair[1] == pair[0] + bytes;
    for (std::size_t x = 0; x < of.width; ++x, out += 2 * bytes) {
        if (adjacent) {
            std::memcpy(out, pair[0] + x * of.stride, 2 * bytes);
            continue;
        }
        std::memcpy(out, pair[0] + x * of.stride, bytes);
        std::memcpy(out + bytes, pair[1] + x * of.stride, bytes);
    }
}

}  // namespace

Normalisation normalisationOf(const std::array<double, 3>& mean, const std::array<double, 3>& std) {
    Normalisation by;
    for (std::size_t k = 0; k < Normalisation::kPeriod; ++k) {
        by.factor[k] = static_cast<float>(1 / (255 * std[k % 3]));
        by.offset[k] = static_cast<float>(-mean[k % 3] / std[k % 3]);
    }
    return by;
}

void normalise(const std::uint8_t* rgb, std::size_t pixels, const Normalisation& by, float* out) {
    static const auto chosen = isWide() ? normaliseWide : isMiddle() ? normaliseMiddle : normalisePlain;
    chosen(rgb, 3 * pixels, by, out);
}

void shufflePixels(const Shuffle& of, std::byte* out) {
    const auto rows = static_cast<std::ptrdiff_t>(of.rows);
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t row = 0; row < rows; ++row) {
        const std::size_t from = static_cast<std::size_t>(row) * of.width * of.stride, rowBytes = 2 * of.width * of.channelBytes;
        for (std::size_t half = 0; half < 2; ++half) {
            const std::byte* const pair[] = {of.parts[2 * half] + from, of.parts[2 * half + 1] + from};
            interleave(pair, of, out + (2 * static_cast<std::size_t>(row) + half) * rowBytes);
        }
    }
}

void mean(const float* in, const Area& area, float* out) { meanOf(in, area, out); }
void mean(const Bf16* in, const Area& area, Bf16* out) { meanOf(in, area, out); }
void scaleChannels(const float* in, const Area& area, const float* factors, float* out) { scaleChannelsOf(in, area, factors, out); }
void scaleChannels(const Bf16* in, const Area& area, const Bf16* factors, Bf16* out) { scaleChannelsOf(in, area, factors, out); }
void scaleWeights(const ScaledWeights& of, const float* factors, float* out) { scaleWeightsOf(of, factors, out); }
void scaleWeights(const ScaledWeights& of, const Bf16* factors, Bf16* out) { scaleWeightsOf(of, factors, out); }

}  // namespace bowman::kernels
